"""Days of the calendar as an officer records them."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from common.calendar.working_days import CalendarDay
from common.http.days import Day
from procedures.calendar.api.examples import CALENDAR
from procedures.shared.api.text_fields import Body, Line


class CalendarDayIn(Body):
    """`working` says whether offices work on that day, whatever its weekday; `note` says why."""

    day: Annotated[Day, Field(ge=date(1990, 1, 1), le=date(2099, 12, 31))]
    working: bool
    note: Line

    def calendar_day(self) -> CalendarDay:
        return CalendarDay(self.day, self.working, self.note)


def each_once(given: tuple[CalendarDayIn, ...]) -> tuple[CalendarDayIn, ...]:
    if len({one.day for one in given}) < len(given):
        raise ValueError("each day is given once")
    return given


class CalendarIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [CALENDAR]})

    days: Annotated[tuple[CalendarDayIn, ...], Field(min_length=1, max_length=366), AfterValidator(each_once)]
