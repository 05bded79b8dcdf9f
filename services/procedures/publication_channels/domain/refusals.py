"""Refusals about publishing a Decision on a channel.

Refusal
├── UnknownChannel, NotPublishedOnChannel
└── AlreadyPublishedOnChannel, EvidenceDayOutOfRange, NotRefusedByChannel, LaterChangeAlreadySent
"""

from datetime import date
from uuid import UUID

from common.errors import Refusal


class UnknownChannel(Refusal):
    """A channel must be recorded before a deadline is set for it."""

    status, type, title = 409, "unknown-channel", "The channel is not recorded"

    def __init__(self, code: str) -> None:
        super().__init__(f"no channel has the code {code}", channel=code)


class NotPublishedOnChannel(Refusal):
    """The Decision is not published, lists no items, or the channel was not valid on its day of publication."""

    status, type, title = 404, "not-published-on-channel", "The Decision does not go to this channel"

    def __init__(self, decision: UUID, channel: str) -> None:
        super().__init__(f"the Decision {decision} does not go to {channel}", decision=str(decision), channel=channel)


class AlreadyPublishedOnChannel(Refusal):
    """The channel has confirmed it, or an officer has given evidence."""

    status, type, title = 409, "already-published-on-channel", "The channel is known to show it already"

    def __init__(self, decision: UUID, channel: str, state: str) -> None:
        super().__init__(
            f"{channel} is {state} for this Decision already", decision=str(decision), channel=channel, state=state
        )


class EvidenceDayOutOfRange(Refusal):
    """A Decision is shown between the day on which it was signed and today."""

    status, type, title = 409, "evidence-day-out-of-range", "It cannot have been shown on that day"

    def __init__(self, on: date, signed_on: date, today: date) -> None:
        super().__init__(f"{on} is not between {signed_on} and {today}", on=on, signed_on=signed_on, today=today)


class NotRefusedByChannel(Refusal):
    """An officer retries only what a channel refused; everything else is retried automatically."""

    status, type, title = 409, "not-refused-by-channel", "The channel has not refused it"

    def __init__(self, decision: UUID, channel: str, state: str) -> None:
        super().__init__(
            f"{channel} is {state} for this Decision, not failed", decision=str(decision), channel=channel, state=state
        )


class LaterChangeAlreadySent(Refusal):
    """What was refused must not be pushed after a later change: a channel would publish again what it was told to
    remove."""

    status, type, title = (
        409,
        "later-change-already-sent",
        "The channel has received a later Decision or rectification about the same procedure",
    )

    def __init__(self, decision: UUID, channel: str, later: UUID) -> None:
        detail = f"{channel} has since received {later} about the same procedure; enter evidence instead"
        super().__init__(detail, decision=str(decision), channel=channel, later=str(later))
