"""A push: the message to a receiver, its response, the outcome that follows from it, and the delay before the next
attempt."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FIRST_WAIT = 5.0  # seconds
LONGEST_WAIT = 300.0  # seconds; a receiver that is back is noticed within five minutes, unless its circuit is open

REFUSING_STATUSES = frozenset({400, 405, 409, 411, 413, 414, 415, 422, 451})
"""Statuses by which a receiver refuses the message itself, so that a repeat would be refused again. 401, 403 and 404
are not among them: they concern a secret or an address, and end when an operator has corrected it."""


class PushOutcome(StrEnum):
    """`taken`: accepted for later processing (202), so not published yet. `trouble`: no response, or one after which a
    repeat may succeed."""

    CONFIRMED = "confirmed"
    TAKEN = "taken"
    REFUSED = "refused"
    GONE = "gone"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Message:
    """`id` is the same for each attempt, so that the receiver can drop repeats; `at` is the time of this attempt."""

    id: str
    url: str
    secret_name: str
    at: datetime
    body: bytes


@dataclass(frozen=True, slots=True)
class PushResponse:
    """`status` is None if there was no response, and `error` says why. `url` is where the receiver published the
    message, by its own account."""

    status: int | None
    error: str | None = None
    url: str | None = None
    note: str | None = None

    @property
    def outcome(self) -> PushOutcome:
        match self.status:
            case 202:
                return PushOutcome.TAKEN
            case 410:
                return PushOutcome.GONE
            case None:
                return PushOutcome.TROUBLE
            case status if 200 <= status < 300:
                return PushOutcome.CONFIRMED
            case status if status in REFUSING_STATUSES:
                return PushOutcome.REFUSED
            case _:
                return PushOutcome.TROUBLE


def wait_after(attempts: int, drawn: float) -> timedelta:
    """Returns a delay that doubles with each attempt. `drawn`, a random number from 0 to 1, reduces it by up to half,
    so that receivers that failed together are not tried again together."""
    seconds = min(FIRST_WAIT * 2 ** min(attempts - 1, 16), LONGEST_WAIT)
    return timedelta(seconds=seconds * (1 - drawn / 2))


Send = Callable[[Message], Awaitable[PushResponse]]
