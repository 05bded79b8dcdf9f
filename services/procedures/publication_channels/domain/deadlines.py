"""By when a Decision must be signed, and by when each channel must show it. Deadlines are data: those of the law, and
the province's own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from common.calendar.working_days import Calendar, DayKind, Direction, shift_day
from procedures.decisions.domain.decision import Decision, Due, LegalDocument
from procedures.decisions.domain.instruments import Instrument, RectificationKind
from procedures.law.domain.references import ItemKind


class Anchor(StrEnum):
    """The day from which a deadline is counted. A ministry's Decision of publication has no effective day: where items
    rest on such Decisions alone, a deadline that is counted from the day on which the ministry signed takes the place
    of those that are counted from legal documents."""

    SIGNED_ON = "signed_on"
    DOCUMENT_ISSUED_ON = "legal_document_issued_on"
    DOCUMENT_EFFECTIVE_ON = "legal_document_effective_on"
    MINISTRY_DECISION_ISSUED_ON = "ministry_decision_issued_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """`kind` is None if the deadline applies to items of any kind, `channel` is None if it applies to the signing of
    the Decision itself. It is valid for Decisions signed in `[valid_from, valid_to)`; None leaves a side open.

    A deadline with a `rectification` does not apply to Decisions: it is counted from the signing of the instrument that
    annuls or corrects one.
    """

    article: str
    anchor: Anchor
    days: int
    day_kind: DayKind
    direction: Direction
    shortened: bool
    kind: ItemKind | None = None
    channel: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    rectification: RectificationKind | None = None

    def applies_to(self, decision: Decision, channel: str | None) -> bool:
        return (
            self.rectification is None
            and self.channel == channel
            and self.shortened == decision.shortened
            and self._valid_on(decision.signed_on)
            and any(self.kind in (None, item.kind) for item in decision.items)
        )

    def applies_to_rectification(self, kind: RectificationKind, instrument: Instrument, channel: str) -> bool:
        return self.rectification is kind and self.channel == channel and self._valid_on(instrument.signed_on)

    def anchors(self, decision: Decision) -> Iterator[date]:
        match self.anchor:
            case Anchor.SIGNED_ON:
                yield decision.signed_on
            case Anchor.DOCUMENT_ISSUED_ON:
                yield from (document.issued_on for document in self._legal_documents(decision))
            case Anchor.DOCUMENT_EFFECTIVE_ON:
                documents = self._legal_documents(decision)
                yield from (document.effective_on for document in documents if document.effective_on is not None)
            case Anchor.MINISTRY_DECISION_ISSUED_ON:
                if not self._legal_documents(decision):
                    yield from (document.issued_on for document in self._documents(decision))
            case _:
                assert_never(self.anchor)

    def _valid_on(self, signed: date) -> bool:
        return (self.valid_from is None or self.valid_from <= signed) and (
            self.valid_to is None or signed < self.valid_to
        )

    def _documents(self, decision: Decision) -> Sequence[LegalDocument]:
        """The documents on which the items rest; if none is cited, all that the Decision lists."""
        grounds = {number for item in decision.items if self.kind in (None, item.kind) for number in item.grounds()}
        cited = [document for document in decision.legal_documents if document.canonical_number in grounds]
        return cited or decision.legal_documents

    def _legal_documents(self, decision: Decision) -> Sequence[LegalDocument]:
        """Those of them that are no ministry's Decisions of publication."""
        return [document for document in self._documents(decision) if not document.ministry_decision]


def due_of(decision: Decision, channel: str | None, deadlines: Iterable[Deadline], calendar: Calendar) -> Due | None:
    """Returns the earliest day that any deadline sets, or None."""
    return _earliest(
        _due(deadline, anchor, calendar)
        for deadline in deadlines
        if deadline.applies_to(decision, channel)
        for anchor in deadline.anchors(decision)
    )


def due_of_rectification(
    kind: RectificationKind, instrument: Instrument, channel: str, deadlines: Iterable[Deadline], calendar: Calendar
) -> Due | None:
    """By when a channel must show an annulment or a correction."""
    return _earliest(
        _due(deadline, instrument.signed_on, calendar)
        for deadline in deadlines
        if deadline.applies_to_rectification(kind, instrument, channel)
    )


def years_needed(decision: Decision, deadlines: Iterable[Deadline]) -> set[int]:
    """The years whose holidays are needed to compute the deadlines of this Decision, each with the year before and
    after."""
    return _around(
        anchor
        for deadline in deadlines
        if deadline.day_kind is DayKind.WORKING
        for anchor in deadline.anchors(decision)
    )


def years_needed_by_rectification(instrument: Instrument, deadlines: Iterable[Deadline]) -> set[int]:
    return _around(instrument.signed_on for deadline in deadlines if deadline.day_kind is DayKind.WORKING)


def _around(anchors: Iterable[date]) -> set[int]:
    return {anchor.year + offset for anchor in anchors for offset in (-1, 0, 1)}


def _due(deadline: Deadline, anchor: date, calendar: Calendar) -> Due:
    return Due(shift_day(anchor, deadline.days, deadline.day_kind, deadline.direction, calendar), deadline.article)


def _earliest(dues: Iterable[Due]) -> Due | None:
    return min(dues, key=lambda due: due.on, default=None)
