"""Fill years of the calendar with the country's days off."""

from collections.abc import Collection

from procedures.calendar.formats.national_calendar import author, national_calendar
from procedures.shared.work import ProceduresWork


async def fill_calendar(work: ProceduresWork, years: Collection[int]) -> None:
    """May be repeated, also with a newer library: only what differs is added. Days that an officer recorded hold before these."""
    await work.calendar.fill(years, national_calendar(years), author(), work.clock.now())
