"""What is refused about showing a Decision on a channel.

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
    """The Decision is not published, lists no items, or the channel was not there on its day."""

    status, type, title = 404, "not-published-on-channel", "The Decision does not go to this channel"

    def __init__(self, decision: UUID, channel: str) -> None:
        super().__init__(f"the Decision {decision} does not go to {channel}", decision=str(decision), channel=channel)


class AlreadyPublishedOnChannel(Refusal):
    """The channel confirmed it, or an officer gave evidence before."""

    status, type, title = 409, "already-published-on-channel", "It is known to be shown already"

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
    """Only what a channel refused is sent again by hand; all else is sent again by itself."""

    status, type, title = 409, "not-refused-by-channel", "The channel has not refused it"

    def __init__(self, decision: UUID, channel: str, state: str) -> None:
        super().__init__(
            f"{channel} is {state} for this Decision, not failed", decision=str(decision), channel=channel, state=state
        )


class LaterChangeAlreadySent(Refusal):
    """What was refused must not be told after what came later: a channel would publish again what it was told to
    remove."""

    status, type, title = (
        409,
        "later-change-already-sent",
        "The channel knows a later Decision or act about the same procedure",
    )

    def __init__(self, decision: UUID, channel: str, later: UUID) -> None:
        detail = f"{channel} was told later of {later} about the same procedure; enter evidence instead"
        super().__init__(detail, decision=str(decision), channel=channel, later=str(later))
