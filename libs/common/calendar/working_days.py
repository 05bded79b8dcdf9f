"""Ngày làm việc: Monday to Friday, unless the calendar says otherwise of a day. It does of holidays, and of days that
were swapped for others.

A day from which days are counted is not counted itself, as in the Civil Code (Article 147, Luật 91/2015/QH13).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class DayKind(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"


class Direction(StrEnum):
    BEFORE = "before"
    AFTER = "after"


STEPS = {Direction.BEFORE: -ONE_DAY, Direction.AFTER: ONE_DAY}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """What is said of one day: a holiday, a day off in place of another, or a Saturday on which offices work."""

    day: date
    working: bool
    note: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """`exceptions` holds only the days of which something is said."""

    exceptions: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        return self.exceptions.get(day, is_weekday(day))


def is_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY


def moved(day: date, number: int, kind: DayKind, direction: Direction, calendar: Calendar) -> date:
    """The day that lies so many days before or after; `number` 0 is the day itself, whatever it is."""
    step = STEPS[direction]
    match kind:
        case DayKind.CALENDAR:
            return day + step * number
        case DayKind.WORKING:
            while number:
                day += step
                number -= calendar.is_working(day)
            return day
        case _:
            assert_never(kind)
