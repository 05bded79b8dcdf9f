"""The clock that services are given, so that tests can set it. A moment is an aware datetime in UTC; the day of a
moment is that of the province (`common.calendar.province_days`)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from common.calendar.province_days import day_of

TOLERANCE = timedelta(seconds=5)
"""Clocks that differ by no more than this are both taken for right; machines with NTP differ by milliseconds."""


class Clock(Protocol):
    """`is_system` says whether the time is that of the machine, which may be wrong: it is compared with the clock of
    the database before anything is recorded (`common.service.clock_check`)."""

    is_system: bool

    def now(self) -> datetime: ...

    def today(self) -> date: ...


class SystemClock:
    is_system = True

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return day_of(self.now())


class FixedClock:
    """A clock for tests. It keeps its time until a test changes `moment`. With `is_system` it stands for the clock of
    a machine, and is checked like one."""

    def __init__(self, moment: datetime, *, is_system: bool = False) -> None:
        self.moment = moment
        self.is_system = is_system

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return day_of(self.moment)


def as_text(moment: datetime) -> str:
    """Returns RFC 3339 in UTC with microseconds. Times are hashed in this form only."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_text(text: str) -> datetime:
    return datetime.fromisoformat(text)


Now = Callable[[], datetime]
