"""What is refused of an annulment or a correction.

Refusal
├── about the Decision: DecisionNotPublished, InstrumentBeforeDecision, DecisionAlreadyAnnulled
├── about its items: UnknownItem, ItemAlreadyAnnulled, ItemHasNoContent, CorrectionChangesNothing,
CorrectedPartsIncorrect
└── about the law as it stands: LaterItemDependsOnIt
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from common.errors import Refusal


class DecisionAlreadyAnnulled(Refusal):
    """Each item of the Decision is annulled, and its processes and groups with it: there is nothing left of it."""

    status, type, title = 409, "decision-already-annulled", "The Decision is annulled already"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"nothing of the Decision {id} is left to annul", decision=str(id))


class UnknownItem(Refusal):
    """The Decision has no item of this number."""

    status, type, title = 409, "unknown-item", "The Decision does not list the item"

    def __init__(self, number: int) -> None:
        super().__init__(f"the Decision lists no item {number}", item=number)


class ItemAlreadyAnnulled(Refusal):
    """An item is annulled once, and then there is nothing to correct in it."""

    status, type, title = 409, "item-already-annulled", "The item is annulled already"

    def __init__(self, number: int, since: date) -> None:
        super().__init__(f"item {number} was annulled from {since} on", item=number, annulled_from=since)


class ItemHasNoContent(Refusal):
    """Only an item that introduces, amends or replaces has a content."""

    status, type, title = 409, "item-has-no-content", "The item has no content"

    def __init__(self, number: int, kind: str) -> None:
        super().__init__(f"item {number}: {kind} has no content to correct", item=number, kind=kind)


class CorrectionChangesNothing(Refusal):
    """What is called the right statement is the one that the item makes already."""

    status, type, title = 409, "correction-changes-nothing", "The item says so already"

    def __init__(self, number: int, part: str) -> None:
        super().__init__(f"item {number}: its {part} says so already", item=number, part=part)


class CorrectedPartsIncorrect(Refusal):
    """A correction names the parts that it mends; it must be just those in which the right content differs from the
    faulty one."""

    status, type, title = (
        409,
        "corrected-parts-incorrect",
        "The parts that are mended are not those that the correction names",
    )

    def __init__(self, number: int, stated: Sequence[str], actual: Sequence[str]) -> None:
        named, really = (", ".join(parts) or "no part" for parts in (stated, actual))
        super().__init__(
            f"item {number} is said to be mended in {named}; it differs in {really}",
            item=number,
            stated=list(stated),
            actual=list(actual),
        )


class LaterItemDependsOnIt(Refusal):
    """Another published item rests on what would be undone: it changes a version that would not be law, or could not
    have been
    published at all. That item must be annulled first."""

    status, type, title = 409, "later-item-depends-on-it", "Another Decision rests on what would be undone"

    def __init__(self, code: str, decision: UUID, number: str, item: int, kind: str, on: date) -> None:
        super().__init__(
            f"item {item} of {number} ({kind} of {code} on {on}) rests on it",
            procedure=code,
            decision=str(decision),
            number=number,
            item=item,
            kind=kind,
            on=on,
        )
