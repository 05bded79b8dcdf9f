"""A push: the message to a receiver, its response, what the response means, and the wait before the message is sent
again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FIRST_WAIT = 5.0  # seconds
LONGEST_WAIT = 300.0  # seconds: a receiver that comes back is noticed within five minutes, but for an open circuit

ABOUT_THE_MESSAGE = frozenset({400, 405, 409, 411, 413, 414, 415, 422, 451})
"""Statuses with which a receiver refuses what it was told; the same message would be refused again. 401, 403 and 404
are not among
them: they mean a secret or an address, and pass when an operator has mended it."""


class PushOutcome(StrEnum):
    """`taken`: accepted for later (202), which is not yet published. `trouble`: no answer, or one that may pass."""

    CONFIRMED = "confirmed"
    TAKEN = "taken"
    REFUSED = "refused"
    GONE = "gone"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Message:
    """`id` is the same for each repeat, so that the receiver can drop what it has; `at` is when this one is sent."""

    id: str
    url: str
    secret_name: str
    at: datetime
    body: bytes


@dataclass(frozen=True, slots=True)
class PushResponse:
    """`status` is None where none came, and `error` says why. `url` is where the receiver says that it published."""

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
            case status if status in ABOUT_THE_MESSAGE:
                return PushOutcome.REFUSED
            case _:
                return PushOutcome.TROUBLE


def wait_after(attempts: int, drawn: float) -> timedelta:
    """Twice as long each time, of which `drawn` (0 to 1) takes off up to half: those who failed together do not come
    back together."""
    seconds = min(FIRST_WAIT * 2 ** min(attempts - 1, 16), LONGEST_WAIT)
    return timedelta(seconds=seconds * (1 - drawn / 2))


Send = Callable[[Message], Awaitable[PushResponse]]
