"""The refusals of annulments and corrections.

Refusal
├── about the Decision: DecisionNotPublished, InstrumentBeforeDecision, DecisionAlreadyAnnulled
├── about its items: UnknownItem, ItemAlreadyAnnulled, ItemHasNoContent, CorrectionChangesNothing,
│   CorrectedPartsIncorrect
└── about the law in force: LaterItemDependsOnIt
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from common.errors import Refusal


class DecisionAlreadyAnnulled(Refusal):
    """Each item of the Decision is annulled, and so are its processes and groups: nothing is left to annul."""

    status, type, title = 409, "decision-already-annulled", "The Decision is already annulled"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"nothing of the Decision {id} is left to annul", decision=str(id))


class UnknownItem(Refusal):
    """The Decision has no item of this number."""

    status, type, title = 409, "unknown-item", "The Decision does not list the item"

    def __init__(self, number: int) -> None:
        super().__init__(f"the Decision lists no item {number}", item=number)


class ItemAlreadyAnnulled(Refusal):
    """An item is annulled once, and an annulled item cannot be corrected."""

    status, type, title = 409, "item-already-annulled", "The item is already annulled"

    def __init__(self, number: int, since: date) -> None:
        super().__init__(f"item {number} was annulled from {since} on", item=number, annulled_from=since)


class ItemHasNoContent(Refusal):
    """Only an item that introduces, amends or replaces has a content."""

    status, type, title = 409, "item-has-no-content", "The item has no content"

    def __init__(self, number: int, kind: str) -> None:
        super().__init__(f"item {number}: {kind} has no content to correct", item=number, kind=kind)


class CorrectionChangesNothing(Refusal):
    """The item already states what the correction calls correct."""

    status, type, title = 409, "correction-changes-nothing", "The item already states that"

    def __init__(self, number: int, part: str) -> None:
        super().__init__(f"item {number}: its {part} already states that", item=number, part=part)


class CorrectedPartsIncorrect(Refusal):
    """The parts that a correction names must be exactly those in which the correct content differs from the faulty
    one."""

    status, type, title = (
        409,
        "corrected-parts-incorrect",
        "The correction names other parts than those that it changes",
    )

    def __init__(self, number: int, stated: Sequence[str], actual: Sequence[str]) -> None:
        stated_names, actual_names = (", ".join(parts) or "no part" for parts in (stated, actual))
        super().__init__(
            f"the correction of item {number} names {stated_names}, but its content differs in {actual_names}",
            item=number,
            stated=list(stated),
            actual=list(actual),
        )


class LaterItemDependsOnIt(Refusal):
    """Another published item depends on what would be undone: it replaces a version that would not be in force, or
    could not have been published at all. That item must be annulled first."""

    status, type, title = 409, "later-item-depends-on-it", "Another Decision depends on what would be undone"

    def __init__(self, code: str, decision: UUID, number: str, item: int, kind: str, on: date) -> None:
        super().__init__(
            f"item {item} of {number} ({kind} of {code} on {on}) depends on it",
            procedure=code,
            decision=str(decision),
            number=number,
            item=item,
            kind=kind,
            on=on,
        )
