"""Đính chính: a clerical fault of a published Decision is mended: what an item's content says, or from when the item
takes effect.

What is right now is taken to have been meant from the beginning, so the law is what it would be had the item said so at
once. The old
statement stays: in the Decision as it was published, and in what this system knew until then. A content that is mended
is another
version; it takes the place of the faulty one wherever that is law. Anything else is not clerical: it takes another
Decision.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.instruments import Instrument
from procedures.decisions.domain.items import Item
from procedures.law.domain.changes import Change
from procedures.law.domain.contents import Content
from procedures.law.domain.difference import changed_parts
from procedures.law.domain.parts import Part
from procedures.law.domain.timeline import Timeline
from procedures.rectification.domain.refusals import (
    CorrectedPartsIncorrect,
    CorrectionChangesNothing,
    ItemAlreadyAnnulled,
    ItemHasNoContent,
    UnknownItem,
)
from procedures.rectification.domain.replay import AppliedItem, ItemHistory
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class CorrectedItem:
    """What one item should have said: its whole right content with the parts that are mended, its right day, or
    both."""

    number: int
    effective_on: date | None = None
    content: Content | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    instrument: Instrument
    statements: tuple[CorrectedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Change):
    """`on` is the correct day, `former_effective_on` the one that was taken for it until now. `corrected_version` is the
    number of the version with the correct content, where the content was at fault; the inherited `version` stays None,
    since no item introduces one."""

    former_effective_on: date
    online_level: str | None = None
    successor_code: ProcedureCode | None = None
    corrected_version: int | None = None
    corrected_parts: tuple[Part, ...] = ()


def check_statements(
    correction: Correction,
    decision: Decision,
    annulled: Mapping[int, date],
    present: Mapping[int, Content],
    days: Mapping[int, date],
) -> None:
    """Whether each is a correction at all. `present`, `days`: what holds as the content and the day of each item until
    now.

    Raises `UnknownItem`, `ItemAlreadyAnnulled`, `ItemHasNoContent`, `CorrectionChangesNothing` and
    `CorrectedPartsIncorrect`.
    """
    items = {item.number: item for item in decision.items}
    for right in correction.statements:
        if right.number not in items:
            raise UnknownItem(right.number)
        if right.number in annulled:
            raise ItemAlreadyAnnulled(right.number, annulled[right.number])
        if right.effective_on is not None and right.effective_on == days[right.number]:
            raise CorrectionChangesNothing(right.number, "effective_on")
        if right.content is not None:
            _check_content(right, items[right.number], right.content, present)


def _check_content(right: CorrectedItem, item: Item, content: Content, present: Mapping[int, Content]) -> None:
    if item.number not in present:
        raise ItemHasNoContent(item.number, item.kind.value)
    if content == present[item.number]:
        raise CorrectionChangesNothing(item.number, "content")
    if set(really := changed_parts(present[item.number], content)) != set(right.parts):
        raise CorrectedPartsIncorrect(item.number, right.parts, really)


def as_corrected(correction: Correction, decision: Decision, days: Mapping[int, date]) -> Decision:
    """A Decision of the corrected items alone, with what they should have said: the rules for drafts hold for it
    too."""
    rights = {right.number: right for right in correction.statements}
    items = tuple(_right(item, rights[item.number], days) for item in decision.items if item.number in rights)
    return replace(
        decision,
        items=items,
        processes=(),
        groups=(),
        published_on=decision.published_on if decision.back_entered else None,
    )


def _right(item: Item, right: CorrectedItem, days: Mapping[int, date]) -> Item:
    return replace(item, effective_on=right.effective_on or days[item.number], content=right.content or item.content)


def changes_of(
    correction: Correction,
    decision: Decision,
    histories: Mapping[ProcedureCode, ItemHistory],
    timelines: Mapping[ProcedureCode, Timeline],
) -> tuple[Corrected, ...]:
    """One change for each procedure that a corrected item touched, in the order of the items. Raises
    `LaterItemDependsOnIt`."""
    rights = {right.number: right for right in correction.statements}
    return tuple(_changes(decision, rights, histories, timelines))


def _changes(
    decision: Decision,
    rights: Mapping[int, CorrectedItem],
    histories: Mapping[ProcedureCode, ItemHistory],
    timelines: Mapping[ProcedureCode, Timeline],
) -> Iterator[Corrected]:
    for item in decision.items:
        if (right := rights.get(item.number)) is not None:
            for code in item.codes():
                if right.effective_on is not None or code == (item.successor_code or item.code):
                    history = histories[code]
                    yield _change(item, right, history.applied_item(decision.id, item.number), history, timelines[code])


def _change(
    item: Item, right: CorrectedItem, applied: AppliedItem, history: ItemHistory, timeline: Timeline
) -> Corrected:
    mends = right.content is not None and applied.version is not None
    corrected = replace(
        applied,
        on=right.effective_on or applied.on,
        version=timeline.versions + 1 if mends else applied.version,
        heading=right.content if mends else applied.heading,
    )
    periods = history.corrected(corrected)
    heading = corrected.heading or history.heading_on(corrected.on, periods, timeline.periods)
    return Corrected(
        code=history.code,
        kind=item.kind,
        on=corrected.on,
        ground=applied.ground,
        heading=heading,
        before=timeline.periods,
        periods=periods,
        former_effective_on=applied.on,
        online_level=item.online_level,
        successor_code=item.successor_code if history.code == item.code else None,
        corrected_version=corrected.version if mends else None,
        corrected_parts=right.parts if mends else (),
    )
