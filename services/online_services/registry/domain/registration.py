"""Offering procedures online: by an officer, several at once and all or none; or because a Decision declares one."""

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
    UnknownPartialReason,
)

NewId = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Registration:
    """What an officer asks for. Without a `name` the service is named as its procedure is (Đ.15 NĐ 224/2026)."""

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
    """All or none. A service is offered no longer than its procedure is law, also where a repeal is decided for later
    already."""
    _refuse_doubles(requests)
    _refuse_what_is_not_law(requests, procedures)
    _refuse_what_is_offered(requests, present)
    return [_registered(each, procedures[each.procedure_code], new_id()) for each in requests]


def declare_online(
    procedure: Procedure, offer: Offer, on: date, present: Sequence[OnlineService], new_id: NewId
) -> Registered | LevelChanged | None:
    """Raise the service that stands on that day, or one that begins while the same law holds; else register one."""
    if (standing := _preceding_service(procedure, on, present)) is not None:
        return standing.raise_to(offer, on)
    if procedure.in_force_on(on) is None:
        return None
    request = Registration(procedure.code, offer, on)
    return _registered(request, procedure, new_id(), under_review=offer.states_reason)


def refuse_unreasoned(offers: Sequence[Offer], known_reasons: frozenset[str]) -> None:
    """A partial service states a reason that the reference table knows; a full one states none."""
    for offer in offers:
        if offer.states_reason and (offer.reason is None or not offer.reason.legal_basis.strip()):
            raise PartialServiceWithoutReason
        if not offer.states_reason and offer.reason is not None:
            raise FullServiceWithReason
    if unknown := {offer.reason.code for offer in offers if offer.reason is not None} - known_reasons:
        raise UnknownPartialReason(unknown)


def _registered(request: Registration, procedure: Procedure, id: str, *, under_review: bool = False) -> Registered:
    law = procedure.in_force_on(request.effective_on)
    if law is None:
        raise ProcedureNotInForce([(procedure.code, request.effective_on)])
    levels = LevelHistory.beginning(request.offer, request.effective_on, procedure.law_ends(request.effective_on))
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


def _preceding_service(procedure: Procedure, day: date, present: Sequence[OnlineService]) -> OnlineService | None:
    law_ends = procedure.law_ends(day)
    for service in sorted(present, key=lambda each: each.levels.begins or date.max):
        begins = service.levels.begins
        if (
            begins is not None
            and service.is_offered_from(day)
            and (begins <= day or law_ends is None or begins < law_ends)
        ):
            return service
    return None


def _refuse_doubles(requests: Sequence[Registration]) -> None:
    counted = Counter(each.procedure_code for each in requests)
    if doubled := sorted(code for code, times in counted.items() if times > 1):
        raise DuplicateProcedure(doubled)


def _refuse_what_is_not_law(requests: Sequence[Registration], procedures: Mapping[str, Procedure]) -> None:
    refused = [
        (each.procedure_code, each.effective_on)
        for each in requests
        if (procedure := procedures.get(each.procedure_code)) is None
        or procedure.in_force_on(each.effective_on) is None
    ]
    if refused:
        raise ProcedureNotInForce(refused)


def _refuse_what_is_offered(requests: Sequence[Registration], present: Mapping[str, Sequence[OnlineService]]) -> None:
    refused = [
        each.procedure_code
        for each in requests
        if any(service.is_offered_from(each.effective_on) for service in present.get(each.procedure_code, ()))
    ]
    if refused:
        raise OnlineServiceAlreadyRegistered(refused)
