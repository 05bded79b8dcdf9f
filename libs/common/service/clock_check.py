"""Compares the clock of this process with that of its database, so that no wrong moment is recorded.

A moment that was recorded stays for ever, and later ones are never dated before it: a machine whose clock is wrong must
notice before it writes. Reads go on.
"""

from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from common import metrics
from common.clock import TOLERANCE, Clock
from common.errors import RecordingPaused

REMEMBERED = 2.0
"""Seconds after which the clocks are compared again."""
JUMP = 1.0
"""Seconds by which the clock may depart from the monotonic one before the clocks are compared at once."""

NOW = "SELECT clock_timestamp()"


class ClockImplausible(RecordingPaused):
    """The clock of the process differs from its database's by more than 5 s: nothing is recorded until both agree
    again; reads still succeed."""

    status, type, title = 503, "clock-implausible", "The clock of this service is wrong"


class ClockCheck:
    """The last comparison. `difference` is the smallest one that the measurement allows, since the database reads its
    clock at some moment of the round trip; it is positive where this process is ahead."""

    def __init__(self) -> None:
        self.difference = timedelta()
        self._measured: tuple[float, datetime] | None = None

    async def require_plausible(self, driver: Any, clock: Clock) -> None:
        """Raises `ClockImplausible`. `driver` is an asyncpg connection."""
        await self.measure(driver, clock)
        if (reason := self.reason) is not None:
            raise ClockImplausible(
                f"{reason}: nothing was recorded", difference_seconds=round(self.difference.total_seconds(), 3)
            )

    async def measure(self, driver: Any, clock: Clock) -> None:
        """Compares the clocks, unless they were compared within the last 2 s and no clock has jumped since."""
        if not clock.is_system or self._is_current(clock):
            return
        started, sent = monotonic(), clock.now()
        database_now = await driver.fetchval(NOW)
        received = monotonic()
        latest = sent + timedelta(seconds=received - started)
        # the database read its clock between these two moments of this process
        self.difference = max(sent - database_now, min(latest - database_now, timedelta()))
        self._measured = received, latest
        metrics.clock_difference.set(self.difference.total_seconds())

    @property
    def reason(self) -> str | None:
        """Why nothing may be recorded; None where the clock is plausible."""
        if abs(self.difference) <= TOLERANCE:
            return None
        direction = "ahead of" if self.difference > timedelta() else "behind"
        seconds = abs(self.difference.total_seconds())
        return f"the clock of this process is {seconds:.0f} s {direction} its database's"

    def _is_current(self, clock: Clock) -> bool:
        if self._measured is None:
            return False
        measured_at, moment = self._measured
        elapsed = monotonic() - measured_at
        return elapsed < REMEMBERED and abs((clock.now() - moment).total_seconds() - elapsed) < JUMP


async def true_now(driver: Any, clock: Clock) -> datetime:
    """Returns the time of the database, which is right also where this machine's clock is wrong; for a clock that is
    not the machine's, its own time."""
    if not clock.is_system:
        return clock.now()
    now: datetime = await driver.fetchval(NOW)
    return now
