"""Makes the changes of a Decision law, and encodes their events."""

from collections.abc import Sequence
from datetime import datetime

from common.database.connections import build_while_executing
from common.eventlog.log import EncodedEvent, encode_event
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.items import Item
from procedures.law.domain.changes import Change
from procedures.law.events.event_references import Names
from procedures.law.events.event_sizes import check_new_version
from procedures.law.events.procedure_events import event_of, printed_in
from procedures.law.storage.repository import Timelines


async def record_changes(
    work: UnitOfWork, decision: Decision, changes: Sequence[Change], names: Names, at: datetime
) -> list[EncodedEvent]:
    """Returns one event for each change. They are encoded while PostgreSQL writes, which saves an eighth of the time
    for 2,000 items. Raises `EventTooLarge`, never for a repeal."""
    items = {item.number: item for item in decision.items}
    return await build_while_executing(
        work.of(Timelines).apply(changes, decision.id, at),
        (encoded_change(change, items[change.ground.item], names) for change in changes),
    )


def encoded_change(change: Change, item: Item, names: Names) -> EncodedEvent:
    event = encode_event(printed_in(event_of(change, names), item))
    if change.version is not None:  # other Decisions may have been published since the draft was checked
        check_new_version(event, change.ground.item)
    return event
