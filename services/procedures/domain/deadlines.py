"""By when a Decision must be signed, and by when each channel must show it. Deadlines are data: the law's, and the province's own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from procedures.domain.decision import Decision, Due, LegalDocument
from procedures.domain.items import ItemKind
from procedures.domain.working_days import Calendar, DayKind, Direction, moved


class Anchor(StrEnum):
    """The day from which a deadline is counted."""

    SIGNED_ON = "signed_on"
    DOCUMENT_ISSUED_ON = "legal_document_issued_on"
    DOCUMENT_EFFECTIVE_ON = "legal_document_effective_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """`kind` None holds for items of any kind, `channel` None for the Decision itself. Valid for Decisions signed in
    `[valid_from, valid_to)`; None leaves a side open."""

    article: str
    anchor: Anchor
    number: int
    days: DayKind
    direction: Direction
    shortened: bool
    kind: ItemKind | None = None
    channel: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_for(self, decision: Decision, channel: str | None) -> bool:
        signed = decision.signed_on
        return (
            self.channel == channel
            and self.shortened == decision.shortened
            and (self.valid_from is None or self.valid_from <= signed)
            and (self.valid_to is None or signed < self.valid_to)
            and any(self.kind in (None, item.kind) for item in decision.items)
        )

    def anchors(self, decision: Decision) -> Iterator[date]:
        if self.anchor is Anchor.SIGNED_ON:
            yield decision.signed_on
            return
        for document in self._documents(decision):
            yield document.issued_on if self.anchor is Anchor.DOCUMENT_ISSUED_ON else document.effective_on

    def _documents(self, decision: Decision) -> tuple[LegalDocument, ...]:
        """Those that its items cite; where none cites any, all that the Decision lists."""
        cited = {item.ground for item in decision.items if self.kind in (None, item.kind)}
        return tuple(one for one in decision.legal_documents if one.number in cited) or decision.legal_documents


def due_of(decision: Decision, channel: str | None, deadlines: Iterable[Deadline], calendar: Calendar) -> Due | None:
    """The earliest day that any deadline sets; None where none does."""
    dues = [
        Due(moved(anchor, one.number, one.days, one.direction, calendar), one.article)
        for one in deadlines
        if one.holds_for(decision, channel)
        for anchor in one.anchors(decision)
    ]
    return min(dues, key=lambda due: due.on, default=None)


def years_needed(decision: Decision, deadlines: Iterable[Deadline]) -> set[int]:
    """The years whose days off must be known to reckon the deadlines of this Decision, with the year before and after."""
    around = [anchor.year for one in deadlines if one.days is DayKind.WORKING for anchor in one.anchors(decision)]
    return {year + near for year in around for near in (-1, 0, 1)}
