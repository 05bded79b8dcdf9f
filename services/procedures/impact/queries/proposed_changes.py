"""What a Decision would change if it were published now, and the events that would be emitted: computed as by its
publication, from the law as it is, without a lock and without writing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from common.eventlog.log import EncodedEvent, encode_event
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.draft_access import ActingAgency
from procedures.decisions.domain.refusals import DecisionAlreadyPublished, DecisionNotFound
from procedures.decisions.queries.visible_decisions import is_visible_to
from procedures.decisions.storage.repository import Decisions
from procedures.law.domain.changes import Change
from procedures.law.domain.references import Status
from procedures.law.storage.repository import Timelines
from procedures.processes.events import process_approved
from procedures.publication.commands.names_for_events import names_for_events
from procedures.publication.commands.record_changes import encoded_change
from procedures.publication.domain.changes_of_decision import changes_of, with_computed_parts
from procedures.publication.events import decision_published
from procedures.tables import decision as table

NO_NUMBER = "?"
"""Stands in events for the number that a draft does not have yet."""


@dataclass(frozen=True, slots=True)
class ProposedChanges:
    decision: Decision
    changes: Sequence[Change]
    events: Sequence[EncodedEvent]


async def proposed_changes(work: UnitOfWork, id: UUID, acting: ActingAgency) -> ProposedChanges:
    """Raises `DecisionNotFound`, `DecisionAlreadyPublished`, and the refusals with which its publication would be
    refused because of the law."""
    visible = select(table.c.id).where(table.c.id == id, is_visible_to(acting))
    if await work.connection.scalar(visible) is None:
        raise DecisionNotFound(id)
    draft = await work.of(Decisions).read(id)
    if draft.status is Status.PUBLISHED:
        raise DecisionAlreadyPublished(id)
    now, today = work.clock.now(), work.clock.today()
    decision = _as_published(draft, today)
    timelines = await work.of(Timelines).read([*decision.codes(), *decision.introduced()])
    changes = changes_of(decision, timelines, max(today, decision.signed_on))
    contents = await work.of(Timelines).successions(changes, decision.id)
    changes = with_computed_parts(changes, decision, contents)
    return ProposedChanges(draft, changes, await _events(work, decision, changes, now))


def _as_published(draft: Decision, today: date) -> Decision:
    return replace(draft, number=draft.number or NO_NUMBER, published_on=draft.published_on or today)


async def _events(work: UnitOfWork, decision: Decision, changes: Sequence[Change], now: datetime) -> list[EncodedEvent]:
    names = await names_for_events(work, decision, changes)
    items = {item.number: item for item in decision.items}
    events = [encoded_change(change, items[change.ground.item], names) for change in changes]
    processes = [process_approved(process, decision.reference, names) for process in decision.processes]
    return [*events, *map(encode_event, [*processes, decision_published(decision, names, now, 0)])]
