"""Decides look-ups, logs them, publishes them, and only then returns their results. A refusal is a result here, not an
exception: it is logged too.

Look-ups that wait at the same time are decided in one transaction: the law and the register are read once for all, the
lines of the log are written together, and no result is returned before the commit.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from common.clock import Clock
from common.errors import Refusal
from common.eventlog.log import encode_event
from common.eventlog.position import Position
from common.identity import Actor
from common.ids import new_ids
from common.service.unit_of_work import UnitOfWork
from population_lookup.access_log.domain.accesses import Access
from population_lookup.access_log.storage.repository import write_lines
from population_lookup.clients.storage.repository import aliases_of
from population_lookup.law.domain.lawful_periods import LawfulPeriod, law_on
from population_lookup.law.storage.repository import LawOfProcedures, law_of
from population_lookup.lookup.domain.access_of_lookup import access_of
from population_lookup.lookup.domain.field_selection import SENSITIVE_SCOPE, FieldSelection
from population_lookup.lookup.domain.injection import Injection
from population_lookup.lookup.domain.lookup import Disclosure, Lookup
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.lookup.domain.operations import Operation, Operations, ResultKind
from population_lookup.lookup.domain.request_id_keys import RequestIdKeys
from population_lookup.lookup.domain.warnings import warnings_about
from population_lookup.lookup.events import event_of
from population_lookup.lookup.storage.operation_table import operations_on
from population_lookup.lookup.storage.request_ids import Claim, count_and_claim
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.divided_communes import DividedCommune
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.register.domain.personal_id import NumberWarning
from population_lookup.register.storage.commune_divisions import divided_communes
from population_lookup.register.storage.repository import FoundResidents, households_with, residents_by_number
from population_lookup.shared.domain.days import midnight
from population_lookup.shared.domain.refusals import (
    AgencyMismatch,
    LawNotCurrent,
    LookupRefusal,
    QuotaExceeded,
    RequestIdReused,
)

PROCEDURE_CODE = re.compile(r"[0-9]\.[0-9]{6}")

LookupOutcome = Disclosure | Refusal
WITHOUT_KEYS = RequestIdKeys()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ReceivedLookup:
    """One look-up as it was received, compared by identity: two with equal requests are different. `endpoint` is the
    operation that was called, for the access log. `refusal` is set where the request was malformed: it is only
    logged. `injection` is what a tester has ordered for it. `keys` are those of the installation."""

    request: LookupRequest
    endpoint: str
    by: Actor
    at: datetime
    traceparent: str | None = None
    refusal: Refusal | None = None
    injection: Injection | None = None
    keys: RequestIdKeys = WITHOUT_KEYS


@dataclass(frozen=True, slots=True, repr=False)
class LookupResult:
    """`warnings` tell the caller what is unusual about the requested number, `divided` which communes of the disclosed
    residences were divided. `position` is the stream position of the look-up's event."""

    lookup: Lookup
    warnings: tuple[NumberWarning, ...]
    position: Position
    divided: tuple[DividedCommune, ...] = ()


async def look_up(work: UnitOfWork, stated: Sequence[ReceivedLookup]) -> list[LookupResult]:
    """Returns the results in the order of the look-ups."""
    received = await _with_procedures(work, stated)
    outcomes = await decide(work, received)
    former = [[] if isinstance(outcome, Refusal) else outcome.former_communes for outcome in outcomes]
    divided = await divided_communes(work.connection, {commune for communes in former for commune in communes})
    answered_at = work.clock.now()
    lookups = [
        Lookup(str(id), received_lookup.request, received_lookup.at, answered_at, outcome)
        for id, received_lookup, outcome in zip(new_ids(len(received)), received, outcomes, strict=True)
    ]
    accesses = [
        access_of(lookup, received_lookup.by.subject, received_lookup.endpoint, received_lookup.injection)
        for lookup, received_lookup in zip(lookups, received, strict=True)
    ]
    positions = await _log_and_emit(work, received, accesses)
    return [
        LookupResult(lookup, _warnings(lookup), positions[lookup.id], _divided(communes, divided))
        for lookup, communes in zip(lookups, former, strict=True)
    ]


def persona_for(received: ReceivedLookup) -> Citizen | None:
    """Whom a tester has put in the place of the register, for this look-up alone."""
    return None if received.injection is None else received.injection.persona


async def _with_procedures(work: UnitOfWork, stated: Sequence[ReceivedLookup]) -> list[ReceivedLookup]:
    """Some clients send a constant or a code of a field in place of a procedure: an operator has said which procedure
    it stands for."""
    unusual = {
        (lookup.by.subject, lookup.request.procedure_code)
        for lookup in stated
        if PROCEDURE_CODE.match(lookup.request.procedure_code) is None and lookup.request.procedure_code
    }
    aliases = await aliases_of(work.connection, unusual)
    return [
        lookup
        if (code := aliases.get((lookup.by.subject, lookup.request.procedure_code))) is None
        else replace(lookup, request=lookup.request.for_procedure(code))
        for lookup in stated
    ]


async def decide(work: UnitOfWork, received: Sequence[ReceivedLookup]) -> list[LookupOutcome]:
    """Which look-ups the law allows, and what each discloses. If several refusals apply, the first check decides."""
    operations = await operations_on(work.connection, work.clock.today())
    refused: dict[int, Refusal] = {}
    chosen: dict[int, Operation] = {}
    for index, received_lookup in enumerate(received):
        try:
            chosen[index] = _operation_of(received_lookup, operations)
        except Refusal as refusal:
            refused[index] = refusal
    procedures = {lookup.request.procedure_code for index, lookup in enumerate(received) if index not in refused}
    agencies = {lookup.request.agency_code for index, lookup in enumerate(received) if index not in refused}
    law = await law_of(work.connection, procedures, agencies, work.clock.today())
    if not law.is_current:
        refused |= {index: LawNotCurrent() for index in range(len(received)) if index not in refused}
    undecided = [index for index in range(len(received)) if index not in refused]
    requests = [(received[index].by.subject, received[index].request) for index in undecided]
    keys = received[undecided[0]].keys if undecided else WITHOUT_KEYS
    claims = zip(undecided, await count_and_claim(work.connection, work.clock.today(), requests, keys), strict=True)
    refused |= {index: reason for index, claim in claims if (reason := _refusal_of(claim, work.clock)) is not None}
    lawful = {index: received[index] for index in undecided if index not in refused}
    outcomes = await _decide_lawful(work, lawful, chosen, law)
    decided = [refused[index] if index in refused else outcomes[index] for index in range(len(received))]
    return [_changed(each, outcome) for each, outcome in zip(received, decided, strict=True)]


def _changed(received: ReceivedLookup, outcome: LookupOutcome) -> LookupOutcome:
    """A tester changes what is disclosed, never that the law refuses."""
    if received.injection is None or received.injection.change is None or isinstance(outcome, Refusal):
        return outcome
    return received.injection.change(outcome)


def _refusal_of(claim: Claim, clock: Clock) -> LookupRefusal | None:
    if claim.exceeded is not None:
        now, ends_at = clock.now(), midnight(clock.today() + timedelta(days=1))
        return QuotaExceeded(
            claim.exceeded.kind, claim.exceeded.per_day, ends_at, math.ceil((ends_at - now).total_seconds())
        )
    return None if claim.is_own else RequestIdReused()


def _operation_of(received: ReceivedLookup, operations: Operations) -> Operation:
    """Raises the refusal that the request itself gives reason for, without a look at the law or the register."""
    request = received.request
    if received.refusal is not None:
        raise received.refusal
    if received.injection is not None and received.injection.refusal is not None:
        raise received.injection.refusal
    if request.agency_code != received.by.agency:
        raise AgencyMismatch
    operation = operations.chosen_by(request.operation, request.integration_code)
    if request.person is not None:
        operation.check_person(request.person)
    return operation


async def _decide_lawful(
    work: UnitOfWork, received: Mapping[int, ReceivedLookup], chosen: Mapping[int, Operation], law: LawOfProcedures
) -> dict[int, LookupOutcome]:
    today = work.clock.today()
    outcomes: dict[int, LookupOutcome] = {}
    in_force: dict[int, LawfulPeriod] = {}
    selections: dict[int, FieldSelection] = {}
    persons = {index: each.request.person for index, each in received.items() if each.request.person is not None}
    for index, person in persons.items():
        request = received[index].request
        code = request.procedure_code
        try:
            in_force[index] = law_on(today, code, law.periods.get(code, ()))
            in_force[index].check_agency(request.agency_code, is_commune=request.agency_code in law.communes)
            chosen[index].check_law(in_force[index], person)
            selections[index] = chosen[index].select_fields(
                in_force[index], request.fields, sees_sensitive=SENSITIVE_SCOPE in received[index].by.scopes
            )
        except LookupRefusal as refusal:
            outcomes[index] = refusal
    allowed = [index for index in persons if index not in outcomes]
    residents = await residents_by_number(work.connection, [persons[index] for index in allowed])
    numbers = _households(residents, {index: persons[index] for index in allowed}, received, chosen)
    households = await households_with(work.connection, set(numbers.values()))
    for index in allowed:
        person = persons[index]
        nearest = persona_for(received[index]) or residents.nearest(person)
        household = households.get(numbers[index]) if index in numbers else None
        outcomes[index] = Disclosure.to(
            chosen[index],
            person,
            in_force[index],
            selections[index],
            nearest,
            household,
            place_is_known=residents.knows_place_of(person),
        )
    return outcomes


def _households(
    residents: FoundResidents,
    persons: Mapping[int, PersonKey],
    received: Mapping[int, ReceivedLookup],
    chosen: Mapping[int, Operation],
) -> dict[int, int]:
    """The household that is read for each look-up that answers one. It is that of the nearest resident, whether name
    and birth date agree or not: nobody can tell by the time of a response whether a person is in the register. A
    persona of a session belongs to none."""
    return {
        index: household
        for index, person in persons.items()
        if chosen[index].result is ResultKind.HOUSEHOLD
        and persona_for(received[index]) is None
        and (household := residents.household_of_nearest(person)) is not None
    }


async def _log_and_emit(
    work: UnitOfWork, received: Sequence[ReceivedLookup], accesses: Sequence[Access]
) -> dict[str, Position]:
    """Records each event under the trace of its own request. Returns, by look-up id, the position that the transaction
    reaches in the event's shard."""
    lines, tails = await write_lines(work.connection, accesses, work.stream)
    events = [
        encode_event(event_of(access, line), received_lookup.traceparent)
        for access, line, received_lookup in zip(accesses, lines, received, strict=True)
    ]
    positions = {position.shard: position for position in await work.record(events, tails=tails)}
    return {event.subject: positions[work.stream.shard_of(event.subject)] for event in events}


def _warnings(lookup: Lookup) -> tuple[NumberWarning, ...]:
    person = lookup.request.person
    if isinstance(lookup.outcome, Refusal) or person is None:
        return ()
    return warnings_about(person, lookup.outcome)


def _divided(communes: Sequence[str], divided: Mapping[str, DividedCommune]) -> tuple[DividedCommune, ...]:
    """Each once, although two residences may be in it."""
    return tuple(dict.fromkeys(divided[code] for code in communes if code in divided))
