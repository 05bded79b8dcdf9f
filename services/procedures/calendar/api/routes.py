"""The calendar of working days, from which deadlines are computed."""

from typing import Annotated

from fastapi import APIRouter, Query

from common.http.json_limits import body_limit
from common.http.routes import Route
from common.http.transactions import Read, Work
from procedures.calendar.api.requests import CalendarIn
from procedures.calendar.api.responses import CalendarDayOut, CalendarOut
from procedures.calendar.commands.record_calendar_days import record_calendar_days
from procedures.calendar.queries.calendar_of_year import calendar_of_year
from procedures.shared.api.dependencies import Cataloguer
from procedures.shared.api.responses import Recorded

router = APIRouter(prefix="/v1/calendar", route_class=Route, tags=["calendar"])


@router.post("", operation_id="recordCalendarDays")
@body_limit(256_000)
async def record(body: CalendarIn, officer: Cataloguer, work: Work) -> Recorded:
    """Record days off, or days on which agencies work in place of them. Deadlines that are recorded already do not
    move."""
    await record_calendar_days(work, [entry.calendar_day() for entry in body.days], by=officer)
    return Recorded(recorded=len(body.days))


@router.get("", operation_id="getCalendar")
async def of_year(read: Read, year: Annotated[int, Query(ge=1990, le=2099)]) -> CalendarOut:
    """The days of a year that differ from their weekday, or that somebody recorded."""
    rows = await calendar_of_year(read, year)
    return CalendarOut(year=year, items=[CalendarDayOut.model_validate(row, from_attributes=True) for row in rows])
