"""Working days (ngày làm việc): Monday to Friday, except where the calendar has an entry: a holiday, or a day swapped
for another.

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
    """An entry of the calendar: a holiday, a day off in place of another, or a Saturday on which offices work."""

    day: date
    working: bool
    note: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """`exceptions` holds only the days that have an entry."""

    exceptions: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        return self.exceptions.get(day, is_weekday(day))


def is_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY


def shift_day(day: date, number: int, kind: DayKind, direction: Direction, calendar: Calendar) -> date:
    """Returns the day that is `number` days before or after; with 0 it is the day itself, working or not."""
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
