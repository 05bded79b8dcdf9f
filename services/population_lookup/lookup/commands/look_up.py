"""Decide look-ups, write them down, tell of them, and only then answer. A refusal is an outcome here, not an exception:
it is kept too.

Those that wait at the same time are decided in one transaction: the law and the register are read once for all, the
lines of the log follow
each other, and none is answered before all are committed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from common.eventlog.log import encode_event
from common.eventlog.position import Position
from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from population_lookup.access_log.storage.repository import write_lines
from population_lookup.law.domain.lawful_periods import law_on
from population_lookup.law.storage.repository import is_current, lawful_periods
from population_lookup.lookup.domain.access_of_lookup import access_of
from population_lookup.lookup.domain.lookup import Disclosure, Lookup
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.lookup.domain.warnings import warnings_about
from population_lookup.lookup.events import event_of
from population_lookup.lookup.storage.request_ids import claim_request_ids
from population_lookup.register.domain.personal_id import PersonalId, Warned
from population_lookup.register.storage.codes import places_of_birth_registration
from population_lookup.register.storage.repository import residents_under
from population_lookup.shared.domain.refusals import AgencyMismatch, LawNotCurrent, LookupRefusal, RequestIdReused

LookupOutcome = Disclosure | LookupRefusal


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ReceivedLookup:
    """One look-up as it came in: two that ask the same are two. `endpoint` names the operation that was used, for the
    log."""

    request: LookupRequest
    endpoint: str
    by: Actor
    at: datetime
    traceparent: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LookupResult:
    """What became of it. `warnings`: what the caller should know about the number that he asked for. `position`: where
    it is told."""

    lookup: Lookup
    warnings: tuple[Warned, ...]
    position: Position


async def look_up(work: UnitOfWork, received: Sequence[ReceivedLookup]) -> list[LookupResult]:
    """In the order in which they are given."""
    outcomes = await decide(work, received)
    numbers = [number for one in received if (number := one.request.person.personal_id) is not None]
    places = await places_of_birth_registration(work.connection, {PersonalId(number).place for number in numbers})
    answered_at = work.clock.now()
    lookups = [
        Lookup(str(new_id()), one.request, one.at, answered_at, outcome)
        for one, outcome in zip(received, outcomes, strict=True)
    ]
    accesses = [access_of(lookup, one.by.subject, one.endpoint) for lookup, one in zip(lookups, received, strict=True)]
    await write_lines(work.connection, accesses)
    positions = await _emit(work, received, lookups)
    return [LookupResult(lookup, _warnings(lookup, places), positions[lookup.id]) for lookup in lookups]


async def decide(work: UnitOfWork, received: Sequence[ReceivedLookup]) -> list[LookupOutcome]:
    """Which of them the law allows, and what it discloses. The order of the checks is the order in which a refusal
    counts."""
    refused: dict[int, LookupRefusal] = {
        place: AgencyMismatch() for place, one in enumerate(received) if one.request.agency_code != one.by.agency
    }
    if len(refused) < len(received) and not await is_current(work.connection):
        refused |= {place: LawNotCurrent() for place in range(len(received)) if place not in refused}
    left = [place for place in range(len(received)) if place not in refused]
    requests = [(received[place].by.subject, received[place].request) for place in left]
    claimed = await claim_request_ids(work.connection, requests)
    refused |= {place: RequestIdReused() for place, is_his in zip(left, claimed, strict=True) if not is_his}
    lawful = {place: received[place].request for place in left if place not in refused}
    return await _decide_lawful(work, len(received), refused, lawful)


async def _decide_lawful(
    work: UnitOfWork, count: int, refused: dict[int, LookupRefusal], lawful: Mapping[int, LookupRequest]
) -> list[LookupOutcome]:
    periods = await lawful_periods(work.connection, {request.procedure_code for request in lawful.values()})
    today, laws = work.clock.today(), {}
    for place, request in lawful.items():
        try:
            laws[place] = law_on(today, request.procedure_code, periods.get(request.procedure_code, ()))
        except LookupRefusal as refusal:
            refused[place] = refusal
    found = await residents_under(work.connection, [lawful[place].person for place in laws])
    answers = {
        place: Disclosure.to(lawful[place].person, law, found.of(lawful[place].person)) for place, law in laws.items()
    }
    return [refused[place] if place in refused else answers[place] for place in range(count)]


async def _emit(work: UnitOfWork, received: Sequence[ReceivedLookup], lookups: Sequence[Lookup]) -> dict[str, Position]:
    """Each event under the trace of its own request. Where each is told: the position of its shard that the transaction
    reaches."""
    events = [
        encode_event(event_of(lookup))._replace(traceparent=one.traceparent)
        for lookup, one in zip(lookups, received, strict=True)
    ]
    reached = {position.shard: position for position in await work.record(events)}
    return {
        lookup.id: reached[work.stream.shard_of(event.subject)] for lookup, event in zip(lookups, events, strict=True)
    }


def _warnings(lookup: Lookup, places: frozenset[str]) -> tuple[Warned, ...]:
    if isinstance(lookup.outcome, LookupRefusal) or lookup.request.person.personal_id is None:
        return ()
    known = PersonalId(lookup.request.person.personal_id).place in places
    return warnings_about(lookup.request.person, lookup.outcome, place_is_known=known)
