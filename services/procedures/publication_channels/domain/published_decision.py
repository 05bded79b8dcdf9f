"""A published Decision as messages to channels state it: its items, and the instruments that have annulled or corrected
it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from procedures.decisions.domain.instruments import RectificationKind
from procedures.decisions.domain.items import Item
from procedures.publication_channels.domain.publications import ChannelAction, PublicationLine, lines_of


@dataclass(frozen=True, slots=True)
class DecisionHeading:
    id: UUID
    number: str
    issuing_body: str
    signed_on: date
    agency_code: str
    title: str
    shortened: bool
    published_on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class RecordedInstrument:
    """An annulment or a correction. `days` maps the number of each item whose effective day it corrects to the
    corrected day."""

    id: UUID
    kind: RectificationKind
    number: str
    issuing_body: str
    signed_on: date
    title: str
    reason: str
    legal_document_number: str
    effective_from: date | None
    entire_decision: bool | None
    recorded_at: datetime
    items: tuple[int, ...]
    days: Mapping[int, date]


@dataclass(frozen=True, slots=True)
class PublishedDecision:
    """`instruments` are in the order in which this system recorded them."""

    heading: DecisionHeading
    items: Sequence[Item]
    instruments: Sequence[RecordedInstrument]

    def known_with(self, instrument: UUID) -> Self:
        """The Decision as it was known when this instrument was recorded."""
        index = next(index for index, recorded in enumerate(self.instruments) if recorded.id == instrument)
        return replace(self, instruments=self.instruments[: index + 1])

    def effective_days(self) -> dict[int, date]:
        """The effective day of each item by its number, with all corrections."""
        days = {item.number: item.effective_on for item in self.items}
        for instrument in self.instruments:
            days |= instrument.days
        return days

    def annulled_items(self) -> dict[int, date]:
        """The day from which each annulled item is annulled, by its number."""
        annulments = [
            (instrument.effective_from, instrument.items)
            for instrument in self.instruments
            if instrument.effective_from is not None
        ]
        return {number: day for day, items in annulments for number in items}

    def lines(self) -> Iterator[PublicationLine]:
        """Returns what a channel is to do, with corrected days. An item that was annulled from its own effective day on
        was never law and gives no line."""
        days, annulled = self.effective_days(), self.annulled_items()
        for item in self.items:
            day = days[item.number]
            if item.number not in annulled or annulled[item.number] > day:
                yield from lines_of(replace(item, effective_on=day))

    def lines_as_published(self) -> list[PublicationLine]:
        """The lines that publish a content, as the Decision itself states them."""
        return [line for item in self.items for line in lines_of(item) if line.action is ChannelAction.PUBLISH]
