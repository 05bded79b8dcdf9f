"""Hủy bỏ: a published Decision, or some of its items, is undone from a stated day on, as if those items had not been
published.

The internal processes and groups of procedures that the Decision approved beside its items are annulled only with the
entire Decision.

Before the stated day the law stays as it was; from that day on it is what it would be without the annulled items. A
procedure that they ended is restored, a procedure that they introduced ends, and a version that they replaced is in
force again. An item without effect, because a later item overrides it, can be annulled too; then it does not take
effect again when the later item is annulled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.instruments import Instrument
from procedures.decisions.domain.items import Item
from procedures.law.domain.changes import Change
from procedures.law.domain.item_effects import ends
from procedures.law.domain.timeline import Timeline
from procedures.rectification.domain.refusals import DecisionAlreadyAnnulled, ItemAlreadyAnnulled, UnknownItem
from procedures.rectification.domain.replay import AppliedItem, ItemHistory
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class Annulment:
    """`entire_decision` means that the Decision is annulled with its processes and groups; `items` are then all items
    that were not annulled before."""

    instrument: Instrument
    since: date
    items: tuple[int, ...]
    entire_decision: bool


class Restored(Change):
    """The item had ended the procedure, which is in force again from `on`, unless another item ended it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annulled(Change):
    """The item had not ended the procedure, but introduced, amended or designated it, or the like; `online_level` is
    the level that it had declared."""

    online_level: str | None = None


def items_to_annul(
    decision: Decision, requested: Sequence[int], annulled: Mapping[int, date], entire_decision: bool = False
) -> tuple[int, ...]:
    """Returns the numbers of the items to annul, in their order. Without `requested` items these are all that are not
    annulled yet; there may be none, if only processes or groups of the Decision are left.

    `annulled` has the stated day of each item that is already annulled; `entire_decision` is true if the entire
    Decision is already annulled.

    Raises `UnknownItem`, `ItemAlreadyAnnulled` and `DecisionAlreadyAnnulled`.
    """
    listed = [item.number for item in decision.items]
    for number in requested:
        if number not in listed:
            raise UnknownItem(number)
        if number in annulled:
            raise ItemAlreadyAnnulled(number, annulled[number])
    remaining = tuple(number for number in listed if number not in annulled and (not requested or number in requested))
    if not remaining and (entire_decision or not (decision.processes or decision.groups)):
        raise DecisionAlreadyAnnulled(decision.id)
    return remaining


def changes_of(
    annulment: Annulment,
    decision: Decision,
    histories: Mapping[ProcedureCode, ItemHistory],
    timelines: Mapping[ProcedureCode, Timeline],
) -> tuple[Change, ...]:
    """Returns one change for each procedure that an annulled item concerns, in the order of the items; the change of a
    successor follows that of its predecessor. Raises `LaterItemDependsOnIt`, unless that item is annulled too."""
    items = [item for item in decision.items if item.number in annulment.items]
    histories = _without_designations(items, decision, histories, annulment.since)
    changes: dict[int, list[Change]] = {}
    after = dict(timelines)
    for item in sorted(items, key=lambda item: not item.effect.changes_periods):
        applied = {code: histories[code].applied_item(decision.id, item.number) for code in item.codes()}
        made = [_change(item, applied[code], histories[code], after[code], annulment.since) for code in applied]
        changes[item.number] = made
        after |= {change.code: replace(after[change.code], periods=change.periods) for change in made}
    return tuple(change for item in items for change in changes[item.number])


def _without_designations(
    items: Sequence[Item], decision: Decision, histories: Mapping[ProcedureCode, ItemHistory], since: date
) -> dict[ProcedureCode, ItemHistory]:
    """Returns the histories in which the annulled items that change no period prevent nothing any more."""
    without = dict(histories)
    for item in items:
        if not item.effect.changes_periods:
            without[item.code] = without[item.code].with_annulled(decision.id, item.number, since)
    return without


def _change(item: Item, applied: AppliedItem, history: ItemHistory, timeline: Timeline, since: date) -> Change:
    on, periods = max(since, applied.on), timeline.periods
    if item.effect.changes_periods:
        periods = history.without(applied, since, timeline.periods)
    ended = history.code == item.code and ends(item.kind, item.successor_code)
    change = Restored if ended else partial(Annulled, online_level=item.online_level)
    return change(
        code=history.code,
        kind=item.kind,
        on=on,
        ground=applied.ground,
        heading=history.heading_on(on, periods, timeline.periods),
        before=timeline.periods,
        periods=periods,
    )
