"""Receives dossiers whose requests wait at the same time in one transaction: what they need is read once, their numbers
are taken together, and no response is sent before the commit. Each request has its own response: one that is refused
changes nothing for the others, and takes no number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from common.calendar.province_days import day_of
from common.errors import Refusal
from common.eventlog.log import EncodedEvent, encode_event, traceparent
from common.eventlog.position import Position
from common.identity import Actor
from common.revisions import ExpectedRevisions
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.commands.act_on_dossier import permitted_roles
from online_services.dossiers.domain.dossier import Dossier, acted, check_conditions
from online_services.dossiers.domain.filing import Person
from online_services.dossiers.domain.transitions import Action, Role, Transition, checked_transition
from online_services.dossiers.domain.warnings_of_dossier import warnings_of
from online_services.dossiers.events import events_of
from online_services.dossiers.storage.circumstances import Circumstances, circumstances_of_all
from online_services.dossiers.storage.repository import ActedDossier, Dossiers
from online_services.dossiers.storage.rows import RecordedAct


@dataclass(frozen=True, slots=True, eq=False)
class Reception:
    """One request to receive a dossier, compared by identity. `is_conditional` tells whether it carries `If-Match`,
    and `traceparent` is its trace."""

    id: UUID
    by: Actor
    expected: ExpectedRevisions
    is_conditional: bool
    number_pattern: str
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class ReceptionResult:
    """The received dossier with the position of its event, or why it is refused."""

    received: Dossier | None = None
    position: Position | None = None
    refusal: Refusal | None = None


async def receive_dossiers(work: UnitOfWork, receptions: Sequence[Reception]) -> Mapping[Reception, ReceptionResult]:
    """There is no result for a dossier that is not there, that another transaction has locked, or that an earlier one
    of the requests is about: it is received alone."""
    traceparent.set(receptions[0].traceparent if len(receptions) == 1 else None)
    first = {reception.id: reception for reception in reversed(receptions)}
    locked = await work.of(Dossiers).lock_free(first)
    at, today = work.clock.now(), work.clock.today()
    concerned = [(first[id], dossier, person) for id, (dossier, person) in locked.items()]
    if not concerned:
        return {}
    all_found = await circumstances_of_all(work.connection, [(d, reception.by) for reception, d, _ in concerned], at)
    results: dict[Reception, ReceptionResult] = {}
    possible: list[_Decided] = []
    for (reception, dossier, person), found in zip(concerned, all_found, strict=True):
        try:
            possible.append(_decided(reception, dossier, person, found, at, today))
        except Refusal as refusal:
            results[reception] = ReceptionResult(refusal=refusal)
    numbered = await _numbered(work, possible, at)
    await work.of(Dossiers).save_acts([decided.acted(at) for decided in numbered])
    positions = await work.record([event for decided in numbered for event in decided.events(at)])
    of_shard = {position.shard: position for position in positions}
    for decided in numbered:
        position = of_shard[work.stream.shard_of(str(decided.after.filing.id))]
        results[decided.reception] = ReceptionResult(decided.after, position)
    return results


@dataclass(frozen=True, slots=True)
class _Decided:
    """A reception that is possible."""

    reception: Reception
    before: Dossier
    after: Dossier
    transition: Transition
    role: Role
    found: Circumstances

    def acted(self, at: datetime) -> ActedDossier:
        by = self.reception.by
        recorded = RecordedAct(Action.RECEIVE, self.role, by.subject, by.agency, at)
        return ActedDossier(self.before, self.after, recorded, warnings_of(self.after, self.found.rules))

    def events(self, at: datetime) -> list[EncodedEvent]:
        """Each under the trace of its own request."""
        events = events_of(self.after, self.transition, at, self.found.digitisation)
        return [encode_event(event)._replace(traceparent=self.reception.traceparent) for event in events]


def _decided(
    reception: Reception, dossier: Dossier, person: Person, found: Circumstances, at: datetime, today: date
) -> _Decided:
    """Raises the refusals of the act, as `act_on_dossier` does."""
    roles = permitted_roles(
        dossier,
        person,
        reception.by,
        found,
        today,
        Action.RECEIVE,
        reception.expected,
        is_conditional=reception.is_conditional,
    )
    transition, role = checked_transition(dossier.stage, Action.RECEIVE, roles, None)
    check_conditions(dossier, Action.RECEIVE, at, found.rules)
    return _Decided(reception, dossier, acted(dossier, transition, at, found.rules), transition, role, found)


async def _numbered(work: UnitOfWork, possible: Sequence[_Decided], at: datetime) -> list[_Decided]:
    """With the next numbers of each agency, whose counters are locked in the order of their codes."""
    by_agency: dict[str, list[_Decided]] = defaultdict(list)
    for decided in possible:
        by_agency[decided.after.filing.agencies.receiving].append(decided)
    day, numbered = day_of(at), []
    for agency, received in sorted(by_agency.items()):
        last = await work.of(Dossiers).next_number(agency, day, len(received))
        for number, decided in enumerate(received, last - len(received) + 1):
            text = decided.reception.number_pattern.format(agency=agency, day=day, number=number)
            numbered.append(replace(decided, after=replace(decided.after, number=text)))
    return numbered
