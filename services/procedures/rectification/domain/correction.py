"""Đính chính: corrects a clerical fault of a published Decision, which is in the content or the effective date of an
item.

The corrected statement is taken as meant from the beginning, so the law is what it would be if the item had stated it
at once. The old statement stays in the Decision as it was published, and in what this system knew until then. A
corrected content is another version, which replaces the faulty version wherever that is in force. A fault of another
kind is not clerical and needs another Decision.
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
    """What one item should have stated: its complete correct content with the corrected parts, its correct effective
    date, or both."""

    number: int
    effective_on: date | None = None
    content: Content | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    instrument: Instrument
    items: tuple[CorrectedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Change):
    """`on` is the correct effective date, `former_effective_on` the one that applied until now. `corrected_version` is
    the number of the version with the correct content, if the content was faulty; the inherited `version` stays None,
    because no item creates one."""

    former_effective_on: date
    online_level: str | None = None
    successor_code: ProcedureCode | None = None
    corrected_version: int | None = None
    corrected_parts: tuple[Part, ...] = ()


def check_corrected_items(
    correction: Correction,
    decision: Decision,
    annulled: Mapping[int, date],
    contents: Mapping[int, Content],
    effective_dates: Mapping[int, date],
) -> None:
    """Checks that each corrected item differs from its item. `contents` and `effective_dates` hold the current content
    and date by the number of the item.

    Raises `UnknownItem`, `ItemAlreadyAnnulled`, `ItemHasNoContent`, `CorrectionChangesNothing` and
    `CorrectedPartsIncorrect`.
    """
    items = {item.number: item for item in decision.items}
    for corrected in correction.items:
        number = corrected.number
        if number not in items:
            raise UnknownItem(number)
        if number in annulled:
            raise ItemAlreadyAnnulled(number, annulled[number])
        if corrected.effective_on is not None and corrected.effective_on == effective_dates[number]:
            raise CorrectionChangesNothing(number, "effective_on")
        if corrected.content is not None:
            _check_content(corrected, items[number], corrected.content, contents)


def _check_content(corrected: CorrectedItem, item: Item, content: Content, contents: Mapping[int, Content]) -> None:
    if item.number not in contents:
        raise ItemHasNoContent(item.number, item.kind.value)
    if content == contents[item.number]:
        raise CorrectionChangesNothing(item.number, "content")
    if set(actual := changed_parts(contents[item.number], content)) != set(corrected.parts):
        raise CorrectedPartsIncorrect(item.number, corrected.parts, actual)


def corrected_items_as_decision(
    correction: Correction, decision: Decision, effective_dates: Mapping[int, date]
) -> Decision:
    """Returns a Decision with the corrected items alone, because the rules for drafts apply to them too."""
    corrected = {item.number: item for item in correction.items}
    items = tuple(
        _corrected_item(item, corrected[item.number], effective_dates)
        for item in decision.items
        if item.number in corrected
    )
    return replace(
        decision,
        items=items,
        processes=(),
        groups=(),
        published_on=decision.published_on if decision.back_entered else None,
    )


def _corrected_item(item: Item, corrected: CorrectedItem, effective_dates: Mapping[int, date]) -> Item:
    return replace(
        item,
        effective_on=corrected.effective_on or effective_dates[item.number],
        content=corrected.content or item.content,
    )


def changes_of(
    correction: Correction,
    decision: Decision,
    histories: Mapping[ProcedureCode, ItemHistory],
    timelines: Mapping[ProcedureCode, Timeline],
) -> tuple[Corrected, ...]:
    """Returns one change for each procedure that a corrected item concerns, in the order of the items. Raises
    `LaterItemDependsOnIt`."""
    corrected_items = {item.number: item for item in correction.items}
    return tuple(_changes(decision, corrected_items, histories, timelines))


def _changes(
    decision: Decision,
    corrected_items: Mapping[int, CorrectedItem],
    histories: Mapping[ProcedureCode, ItemHistory],
    timelines: Mapping[ProcedureCode, Timeline],
) -> Iterator[Corrected]:
    for item in decision.items:
        if (corrected := corrected_items.get(item.number)) is None:
            continue
        for code in item.codes():
            if corrected.effective_on is not None or code == (item.successor_code or item.code):
                history = histories[code]
                applied = history.applied_item(decision.id, item.number)
                yield _change(item, corrected, applied, history, timelines[code])


def _change(
    item: Item, corrected: CorrectedItem, applied: AppliedItem, history: ItemHistory, timeline: Timeline
) -> Corrected:
    new_version = corrected.content is not None and applied.version is not None
    corrected_applied = replace(
        applied,
        on=corrected.effective_on or applied.on,
        version=timeline.versions + 1 if new_version else applied.version,
        heading=corrected.content if new_version else applied.heading,
    )
    periods = history.corrected(corrected_applied)
    heading = corrected_applied.heading or history.heading_on(corrected_applied.on, periods, timeline.periods)
    return Corrected(
        code=history.code,
        kind=item.kind,
        on=corrected_applied.on,
        ground=applied.ground,
        heading=heading,
        before=timeline.periods,
        periods=periods,
        former_effective_on=applied.on,
        online_level=item.online_level,
        successor_code=item.successor_code if history.code == item.code else None,
        corrected_version=corrected_applied.version if new_version else None,
        corrected_parts=corrected.parts if new_version else (),
    )
