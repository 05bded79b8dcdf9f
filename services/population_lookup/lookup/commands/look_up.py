"""Decides look-ups, logs them, publishes them, and only then returns their results. A refusal is a result here, not an
exception: it is logged too.

Look-ups that wait at the same time are decided in one transaction: the law and the register are read once for all, the
lines of the log are written together, and no result is returned before the commit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from common.eventlog.log import encode_event
from common.eventlog.position import Position
from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from population_lookup.access_log.domain.access_log import Line
from population_lookup.access_log.storage.repository import write_lines
from population_lookup.law.domain.lawful_periods import law_on
from population_lookup.law.storage.repository import LawOfProcedures, law_of
from population_lookup.lookup.domain.access_of_lookup import access_of
from population_lookup.lookup.domain.lookup import Disclosure, Lookup
from population_lookup.lookup.domain.lookup_request import CONFIRMATION_CODES, LookupRequest
from population_lookup.lookup.domain.warnings import warnings_about
from population_lookup.lookup.events import event_of
from population_lookup.lookup.storage.request_ids import claim_request_ids
from population_lookup.register.domain.personal_id import NumberWarning, PersonalId
from population_lookup.register.storage.codes import places_of_birth_registration
from population_lookup.register.storage.repository import residents_by_number
from population_lookup.shared.domain.refusals import (
    AgencyMismatch,
    ConfirmationNotOffered,
    LawNotCurrent,
    LookupRefusal,
    RequestIdReused,
)

LookupOutcome = Disclosure | LookupRefusal


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ReceivedLookup:
    """One look-up as it was received, compared by identity: two with equal requests are different. `endpoint` is the
    operation that was called, for the access log."""

    request: LookupRequest
    endpoint: str
    by: Actor
    at: datetime
    traceparent: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LookupResult:
    """`warnings` tell the caller what is unusual about the requested number. `position` is the stream position of the
    look-up's event."""

    lookup: Lookup
    warnings: tuple[NumberWarning, ...]
    position: Position


async def look_up(work: UnitOfWork, received: Sequence[ReceivedLookup]) -> list[LookupResult]:
    """Returns the results in the order of the look-ups."""
    outcomes = await decide(work, received)
    numbers = [
        number for received_lookup in received if (number := received_lookup.request.person.personal_id) is not None
    ]
    places = await places_of_birth_registration(work.connection, {PersonalId(number).place for number in numbers})
    answered_at = work.clock.now()
    lookups = [
        Lookup(str(new_id()), received_lookup.request, received_lookup.at, answered_at, outcome)
        for received_lookup, outcome in zip(received, outcomes, strict=True)
    ]
    accesses = [
        access_of(lookup, received_lookup.by.subject, received_lookup.endpoint)
        for lookup, received_lookup in zip(lookups, received, strict=True)
    ]
    lines = await write_lines(work.connection, accesses)
    positions = await _emit(work, received, lookups, lines)
    return [LookupResult(lookup, _warnings(lookup, places), positions[lookup.id]) for lookup in lookups]


async def decide(work: UnitOfWork, received: Sequence[ReceivedLookup]) -> list[LookupOutcome]:
    """Which look-ups the law allows, and what each discloses. If several refusals apply, the first check decides."""
    refused: dict[int, LookupRefusal] = {
        index: refusal
        for index, received_lookup in enumerate(received)
        if (refusal := _refusal_of_request(received_lookup)) is not None
    }
    procedures = {lookup.request.procedure_code for index, lookup in enumerate(received) if index not in refused}
    law = await law_of(work.connection, procedures)
    if not law.is_current:
        refused |= {index: LawNotCurrent() for index in range(len(received)) if index not in refused}
    undecided = [index for index in range(len(received)) if index not in refused]
    requests = [(received[index].by.subject, received[index].request) for index in undecided]
    claimed = await claim_request_ids(work.connection, requests)
    refused |= {index: RequestIdReused() for index, is_own in zip(undecided, claimed, strict=True) if not is_own}
    lawful = {index: received[index].request for index in undecided if index not in refused}
    return await _decide_lawful(work, len(received), refused, lawful, law)


def _refusal_of_request(received: ReceivedLookup) -> LookupRefusal | None:
    """The refusal that the request itself gives reason for, without a look at the law or the register."""
    request = received.request
    if request.agency_code != received.by.agency:
        return AgencyMismatch()
    if request.integration_code in CONFIRMATION_CODES:
        return ConfirmationNotOffered(request.integration_code)
    return None


async def _decide_lawful(
    work: UnitOfWork,
    count: int,
    refused: dict[int, LookupRefusal],
    lawful: Mapping[int, LookupRequest],
    law: LawOfProcedures,
) -> list[LookupOutcome]:
    today, in_force = work.clock.today(), {}
    for index, request in lawful.items():
        try:
            in_force[index] = law_on(today, request.procedure_code, law.periods.get(request.procedure_code, ()))
        except LookupRefusal as refusal:
            refused[index] = refusal
    residents = await residents_by_number(work.connection, [lawful[index].person for index in in_force])
    disclosures = {
        index: Disclosure.to(lawful[index].person, period, residents.of(lawful[index].person))
        for index, period in in_force.items()
    }
    return [refused[index] if index in refused else disclosures[index] for index in range(count)]


async def _emit(
    work: UnitOfWork, received: Sequence[ReceivedLookup], lookups: Sequence[Lookup], lines: Sequence[Line]
) -> dict[str, Position]:
    """Records each event under the trace of its own request. Returns, by look-up id, the position that the transaction
    reaches in the event's shard."""
    events = [
        encode_event(event_of(lookup, line))._replace(traceparent=received_lookup.traceparent)
        for lookup, received_lookup, line in zip(lookups, received, lines, strict=True)
    ]
    positions = {position.shard: position for position in await work.record(events)}
    return {
        lookup.id: positions[work.stream.shard_of(event.subject)] for lookup, event in zip(lookups, events, strict=True)
    }


def _warnings(lookup: Lookup, places: frozenset[str]) -> tuple[NumberWarning, ...]:
    if isinstance(lookup.outcome, LookupRefusal) or lookup.request.person.personal_id is None:
        return ()
    place_is_known = PersonalId(lookup.request.person.personal_id).place in places
    return warnings_about(lookup.request.person, lookup.outcome, place_is_known=place_is_known)
