"""The events of `procedures` about where its Decisions are shown."""

from datetime import date, datetime
from enum import StrEnum

from common.contracts.event import Event, event
from common.contracts.parts import AgencyRef, DecisionRef
from common.contracts.procedures import InstrumentRef


class Confirmation(StrEnum):
    """How it is known that a channel shows a Decision: the channel `confirmed` it, or an officer `evidenced` it. The
    set is closed."""

    CONFIRMED = "confirmed"
    EVIDENCED = "evidenced"


@event("publication.confirmed.v1", source="procedures", subject="decision_id")
class PublicationConfirmed(Event, frozen=True, kw_only=True):
    """Sent by `procedures` when it becomes known that a channel shows a Decision (công khai), once for each Decision,
    or rectification of one, and channel.

    `instrument` is the document that annuls or corrects the Decision where the publication is about that, and else
    null. `due_on` is the last day on which it was to be shown, by `article`; both are null where there is no deadline.
    `shown_on` is the day on which it was first shown, `recorded_at` the moment at which that was recorded. Of a
    back-entered Decision the stated day of publication counts for every channel; there is an event only where an
    officer enters better evidence.
    """

    decision_id: str
    decision: DecisionRef
    agency: AgencyRef
    instrument: InstrumentRef | None
    channel: str
    due_on: date | None
    article: str | None
    shown_on: date
    how: Confirmation
    recorded_at: datetime
