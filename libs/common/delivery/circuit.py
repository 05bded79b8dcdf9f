"""The circuit breaker of one receiver. After several failures in a row nothing is sent to it for a while, then one
message is tried: if that succeeds the circuit closes, else it stays open for twice as long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self, assert_never

from common.delivery.pushes import PushOutcome

OPENS_AFTER = 5
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)


class CircuitState(StrEnum):
    """`gone`: the receiver answered 410; nothing is sent to it until it is recorded anew."""

    CLOSED = "closed"
    OPEN = "open"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Circuit:
    """`failures` counts consecutive failures; `probe_at` is when an open circuit lets one message through."""

    state: CircuitState = CircuitState.CLOSED
    failures: int = 0
    probe_at: datetime | None = None

    def lets_through(self, now: datetime) -> bool:
        match self.state:
            case CircuitState.CLOSED:
                return True
            case CircuitState.OPEN:
                return self.probe_at is not None and self.probe_at <= now
            case CircuitState.GONE:
                return False
            case _:
                assert_never(self.state)

    def after(self, outcome: PushOutcome, now: datetime) -> Self:
        """A receiver that refuses a message is reachable, so the circuit closes."""
        match outcome:
            case PushOutcome.CONFIRMED | PushOutcome.TAKEN | PushOutcome.REFUSED:
                return type(self)()
            case PushOutcome.GONE:
                return type(self)(CircuitState.GONE, self.failures + 1)
            case PushOutcome.TROUBLE:
                return self._failed_again(now)
            case _:
                assert_never(outcome)

    def _failed_again(self, now: datetime) -> Self:
        failures = self.failures + 1
        if failures < OPENS_AFTER:
            return type(self)(failures=failures)
        pause = min(FIRST_PAUSE * 2 ** min(failures - OPENS_AFTER, 10), LONGEST_PAUSE)
        return type(self)(CircuitState.OPEN, failures, now + pause)
