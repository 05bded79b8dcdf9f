"""Đính chính: corrects a clerical fault of a published Decision, which is in the content or the effective date of an
item.

The corrected statement is taken as meant from the beginning, so the law is what it would be if the item had stated it
at once. The old statement stays in the Decision as it was published, and in what this system knew until then. A
corrected content is another version, which replaces the faulty version wherever that is in force. A fault of another
kind is not clerical and needs another Decision.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.instruments import Instrument
from procedures.decisions.domain.items import Item
from procedures.law.domain.changes import Change
from procedures.law.domain.contents import Content
from procedures.law.domain.difference import changed_parts
from procedures.law.domain.parts import Part
from procedures.law.domain.periods import Periods
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
    """Returns one change for each procedure that a corrected item concerns, in the order of the items. All corrections
    of one procedure apply together; where several items concern it, the one that changes periods has their effect.

    Raises `LaterItemDependsOnIt`."""
    statements: dict[ProcedureCode, list[_Statement]] = defaultdict(list)
    for item in decision.items:
        for corrected in correction.items:
            if corrected.number == item.number:
                for code in _corrected_codes(item, corrected):
                    applied = histories[code].applied_item(decision.id, item.number)
                    statements[code].append(_statement(item, corrected, applied, timelines[code]))
    changes = [
        change for code, of_code in statements.items() for change in _changes(of_code, histories[code], timelines[code])
    ]
    order = {item.number: position for position, item in enumerate(decision.items)}
    return tuple(sorted(changes, key=lambda change: (order[change.ground.item], change.successor_code is None)))


@dataclass(frozen=True, slots=True)
class _Statement:
    """What an item states about one procedure, as applied until now and as corrected."""

    item: Item
    corrected: CorrectedItem
    before: AppliedItem
    after: AppliedItem

    @property
    def new_version(self) -> bool:
        return self.after.version != self.before.version


def _corrected_codes(item: Item, corrected: CorrectedItem) -> Iterator[ProcedureCode]:
    """Yields the predecessor first; a corrected content alone concerns only the successor."""
    return (
        code
        for code in item.codes()
        if corrected.effective_on is not None or code == (item.successor_code or item.code)
    )


def _statement(item: Item, corrected: CorrectedItem, applied: AppliedItem, timeline: Timeline) -> _Statement:
    new_version = corrected.content is not None and applied.version is not None
    after = replace(
        applied,
        on=corrected.effective_on or applied.on,
        version=timeline.versions + 1 if new_version else applied.version,
        heading=corrected.content if new_version else applied.heading,
    )
    return _Statement(item, corrected, applied, after)


def _changes(statements: Sequence[_Statement], history: ItemHistory, timeline: Timeline) -> Iterator[Corrected]:
    before, periods = timeline.periods, history.corrected(*(statement.after for statement in statements))
    for statement in sorted(statements, key=lambda statement: not statement.item.effect.changes_periods):
        yield _change(statement, history, before, periods)
        before = periods


def _change(statement: _Statement, history: ItemHistory, before: Periods, periods: Periods) -> Corrected:
    item, after = statement.item, statement.after
    return Corrected(
        code=history.code,
        kind=item.kind,
        on=after.on,
        ground=after.ground,
        heading=after.heading or history.heading_on(after.on, periods, before),
        before=before,
        periods=periods,
        former_effective_on=statement.before.on,
        online_level=item.online_level,
        successor_code=item.successor_code if history.code == item.code else None,
        corrected_version=after.version if statement.new_version else None,
        corrected_parts=statement.corrected.parts if statement.new_version else (),
    )
