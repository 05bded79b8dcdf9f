"""Hủy bỏ: a published Decision, or some of its items, is undone from a stated day on, as if those items had not been
published.

What the Decision approved beside its items, internal processes and groups of procedures, goes with the Decision as a
whole.

Before that day the law stays what it was; from it on, it is what it would be without them. What had ended comes back,
what had begun
ends, the former version takes its place again. An annulled item that never took effect, or no longer has any, is
annulled all the same:
it shall not come back when what stood in its way is annulled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    """`entire_decision` says that the Decision was annulled as such, with its processes and groups; `items` are then those of it
    that still stood."""

    instrument: Instrument
    since: date
    items: tuple[int, ...]
    entire_decision: bool


class Restored(Change):
    """The item had ended the procedure, which is law again from `on`, unless something else ended it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annulled(Change):
    """The item had introduced, amended, replaced or declared the procedure. `online_level` is the one that it had
    declared."""

    online_level: str | None = None


def items_to_annul(
    decision: Decision, asked: Sequence[int], annulled: Mapping[int, date], entire_decision: bool = False
) -> tuple[int, ...]:
    """Those that are to be annulled, in their order; none asked for is all that still stand. It may be none where
    something else of the
    Decision stands.

    `annulled`: by the number of each item that is annulled already, the stated day; `entire_decision`: the Decision is, as such.

    Raises `UnknownItem`, `ItemAlreadyAnnulled` and `DecisionAlreadyAnnulled`.
    """
    listed = [item.number for item in decision.items]
    for number in asked:
        if number not in listed:
            raise UnknownItem(number)
        if number in annulled:
            raise ItemAlreadyAnnulled(number, annulled[number])
    standing = tuple(number for number in listed if number not in annulled and (not asked or number in asked))
    if not standing and (entire_decision or not (decision.processes or decision.groups)):
        raise DecisionAlreadyAnnulled(decision.id)
    return standing


def changes_of(
    annulment: Annulment,
    decision: Decision,
    histories: Mapping[ProcedureCode, ItemHistory],
    timelines: Mapping[ProcedureCode, Timeline],
) -> tuple[Change, ...]:
    """One change for each procedure that an annulled item touched, in the order of the items; a successor's right after
    its
    predecessor's. Raises `LaterItemDependsOnIt`."""
    return tuple(
        _change(
            item,
            histories[code].applied_item(decision.id, item.number),
            histories[code],
            timelines[code],
            annulment.since,
        )
        for item in decision.items
        if item.number in annulment.items
        for code in item.codes()
    )


def _change(item: Item, applied: AppliedItem, history: ItemHistory, timeline: Timeline, since: date) -> Change:
    on, periods = max(since, applied.on), history.without(applied, since, timeline.periods)
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
