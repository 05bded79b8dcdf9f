"""Days of the calendar as an officer records them."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from common.calendar.working_days import CalendarDay
from common.http.days import Day
from procedures.calendar.api.examples import CALENDAR
from procedures.shared.api.text_fields import Body, Line


class CalendarDayIn(Body):
    """`working` states whether agencies work on that day, whatever its weekday; `note` states why."""

    day: Annotated[Day, Field(ge=date(1990, 1, 1), le=date(2099, 12, 31))]
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
