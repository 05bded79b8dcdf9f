"""Days of the calendar as an officer records them."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from common.calendar.working_days import CalendarDay
from common.http.days import Day
from procedures.calendar.api.examples import CALENDAR
from procedures.shared.api.text_fields import Body, Line

FIRST, LAST = date(1990, 1, 1), date(2099, 12, 31)


def within_the_calendar(day: date) -> date:
    """JSON Schema has no bounds of days, so this is no constraint of the field."""
    if not FIRST <= day <= LAST:
        raise ValueError(f"a day of the calendar is from {FIRST} to {LAST}")
    return day


class CalendarDayIn(Body):
    """`working` states whether agencies work on that day, whatever its weekday; `note` states why."""

    day: Annotated[Day, AfterValidator(within_the_calendar), Field(description="from 1990-01-01 to 2099-12-31")]
    working: bool
    note: Line

    def calendar_day(self) -> CalendarDay:
        return CalendarDay(self.day, self.working, self.note)


def each_once(days: tuple[CalendarDayIn, ...]) -> tuple[CalendarDayIn, ...]:
    if len({entry.day for entry in days}) < len(days):
        raise ValueError("each day may be given only once")
    return days


class CalendarIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [CALENDAR]})

    days: Annotated[tuple[CalendarDayIn, ...], Field(min_length=1, max_length=366), AfterValidator(each_once)]
