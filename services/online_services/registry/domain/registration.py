"""Registers procedures as online services: at the request of an officer, either all of a request or none, or because a
Decision declares one."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from online_services.law.domain.procedure import Procedure
from online_services.registry.domain.levels import LevelHistory, Offer
from online_services.registry.domain.online_service import LevelChanged, OnlineService, Registered
from online_services.registry.domain.refusals import (
    DuplicateProcedure,
    FullServiceWithReason,
    OnlineServiceAlreadyRegistered,
    PartialServiceWithoutReason,
    ProcedureNotInForce,
    UnexpectedPartialReason,
    UnknownPartialReason,
)

NewId = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Registration:
    """A requested service. Without a `name` it is named like its procedure (Điều 15 NĐ 224/2026)."""

    procedure_code: str
    offer: Offer
    effective_on: date
    name: str | None = None


def register_all(
    requests: Sequence[Registration],
    procedures: Mapping[str, Procedure],
    present: Mapping[str, Sequence[OnlineService]],
    new_id: NewId,
) -> list[Registered]:
    """Registers either all or none. A service ends with its procedure, also where the repeal takes effect only later.

    Raises `DuplicateProcedure`, `ProcedureNotInForce` and `OnlineServiceAlreadyRegistered`.
    """
    _refuse_duplicates(requests)
    _refuse_not_in_force(requests, procedures)
    _refuse_already_offered(requests, present)
    return [_registered(request, procedures[request.procedure_code], new_id()) for request in requests]


def declare_online(
    procedure: Procedure, offer: Offer, on: date, present: Sequence[OnlineService], new_id: NewId
) -> Registered | LevelChanged | None:
    """Raises the service that is offered on that day, or that begins later in the same span in force; registers a
    service where there is none. Returns None where nothing changes or the procedure is not in force."""
    if (service := _service_in_span(procedure, on, present)) is not None:
        return service.raise_to(offer, on)
    if procedure.in_force_on(on) is None:
        return None
    request = Registration(procedure.code, offer, on)
    return _registered(request, procedure, new_id(), under_review=offer.states_reason)


def refuse_unreasoned(offers: Sequence[Offer], known_reasons: frozenset[str]) -> None:
    """A partial service must state a reason of the reference table; at any other level none may be stated.

    Raises `PartialServiceWithoutReason`, `FullServiceWithReason`, `UnexpectedPartialReason` and
    `UnknownPartialReason`.
    """
    for offer in offers:
        if offer.states_reason and (offer.reason is None or not offer.reason.legal_basis.strip()):
            raise PartialServiceWithoutReason
        if not offer.states_reason and offer.reason is not None:
            if offer.allows_filing:
                raise FullServiceWithReason
            raise UnexpectedPartialReason(offer.level)
    if unknown := {offer.reason.code for offer in offers if offer.reason is not None} - known_reasons:
        raise UnknownPartialReason(unknown)


def _registered(request: Registration, procedure: Procedure, id: str, *, under_review: bool = False) -> Registered:
    law = procedure.in_force_on(request.effective_on)
    if law is None:
        raise ProcedureNotInForce([(procedure.code, request.effective_on)])
    levels = LevelHistory.beginning(request.offer, request.effective_on, procedure.in_force_until(request.effective_on))
    service = OnlineService(
        id=id,
        procedure_code=procedure.code,
        name=request.name or law.name,
        agency=procedure.agency,
        administrative_levels=law.levels,
        levels=levels,
        under_review=under_review,
    )
    return Registered(service, request.effective_on, request.offer.decision)


def _service_in_span(procedure: Procedure, day: date, present: Sequence[OnlineService]) -> OnlineService | None:
    end = procedure.in_force_until(day)
    for service in sorted(present, key=lambda service: service.levels.begins or date.max):
        begin = service.levels.begins
        if begin is None or not service.is_offered_from(day):
            continue
        if begin <= day or end is None or begin < end:
            return service
    return None


def _refuse_duplicates(requests: Sequence[Registration]) -> None:
    counts = Counter(request.procedure_code for request in requests)
    if duplicates := sorted(code for code, count in counts.items() if count > 1):
        raise DuplicateProcedure(duplicates)


def _refuse_not_in_force(requests: Sequence[Registration], procedures: Mapping[str, Procedure]) -> None:
    refused = [
        (request.procedure_code, request.effective_on)
        for request in requests
        if (procedure := procedures.get(request.procedure_code)) is None
        or procedure.in_force_on(request.effective_on) is None
    ]
    if refused:
        raise ProcedureNotInForce(refused)


def _refuse_already_offered(requests: Sequence[Registration], present: Mapping[str, Sequence[OnlineService]]) -> None:
    refused = [
        request.procedure_code
        for request in requests
        if any(service.is_offered_from(request.effective_on) for service in present.get(request.procedure_code, ()))
    ]
    if refused:
        raise OnlineServiceAlreadyRegistered(refused)
