"""The circuit breaker of one receiver. After so many failures in a row nothing is sent to it for a while, then one
message is tried: if
that succeeds the circuit closes, else it stays open for twice as long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self, assert_never

from common.delivery.pushes import PushOutcome

OPENS_AFTER = 5
FIRST_REST = timedelta(minutes=1)
LONGEST_REST = timedelta(hours=1)


class CircuitState(StrEnum):
    """`gone`: the receiver answered that nothing is there any more (410); it is tried again once it is recorded
    anew."""

    CLOSED = "closed"
    OPEN = "open"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Circuit:
    """`failures` counts those in a row; `probe_at` is when an open circuit lets one through."""

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
        """A receiver that refuses a message is there all the same."""
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
        rest = min(FIRST_REST * 2 ** min(failures - OPENS_AFTER, 10), LONGEST_REST)
        return type(self)(CircuitState.OPEN, failures, now + rest)
