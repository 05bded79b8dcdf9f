"""Fills years of the calendar with the public holidays of the country."""

from collections.abc import Collection

from common.calendar.national_calendar import author, national_calendar
from common.service.unit_of_work import UnitOfWork
from procedures.calendar.events import days_recorded
from procedures.calendar.storage.repository import CalendarDays


async def fill_calendar(work: UnitOfWork, years: Collection[int]) -> None:
    """May be repeated, also with a newer version of the library: only differences are added. Days that an officer
    recorded take precedence."""
    now = work.clock.now()
    written = await work.of(CalendarDays).fill(years, national_calendar(years), author(), now)
    await work.record(days_recorded(written, now))
