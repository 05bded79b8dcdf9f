"""The calendar of working days: what officers recorded, and with lower precedence what the library states."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, extract, insert, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from common.calendar.working_days import Calendar, CalendarDay, is_weekday
from procedures.tables import calendar_day as table

WITHDRAWN = "không còn là ngày nghỉ hoặc ngày làm bù"


class CalendarDays:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of_years(self, years: Collection[int]) -> Calendar:
        rows = await self._connection.execute(effective_days(years))
        return Calendar({row.day: row.working for row in rows})

    async def filled(self, years: Collection[int]) -> set[int]:
        """Those of the years that were filled from the library."""
        year = extract("year", table.c.day)
        statement = _within(select(year).distinct(), years, by_officer=False)
        return {int(year) for year in await self._connection.scalars(statement)}

    async def record(self, days: Sequence[CalendarDay], by: str, at: datetime) -> list[CalendarDay]:
        """Records days as an officer states them, and returns those that were written: a day without any difference is
        not written again."""
        recorded = await self._recorded({entry.day.year for entry in days}, by_officer=True)
        return await self._add(days, recorded, True, by, at)

    async def fill(
        self, years: Collection[int], days: Sequence[CalendarDay], by: str, at: datetime
    ) -> list[CalendarDay]:
        """Records days as the library states them for whole years. A day that the library no longer lists is recorded
        as what its weekday makes it. Returns those written days that no entry of an officer takes precedence over."""
        recorded = await self._recorded(years, by_officer=False)
        listed = {entry.day for entry in days}
        withdrawn = [CalendarDay(day, is_weekday(day), WITHDRAWN) for day in recorded.keys() - listed]
        written = await self._add([*days, *withdrawn], recorded, False, by, at)
        of_officers = await self._recorded(years, by_officer=True)
        return [entry for entry in written if entry.day not in of_officers]

    async def _recorded(self, years: Collection[int], by_officer: bool) -> dict[date, CalendarDay]:
        rows = await self._connection.execute(_within(effective_days(years), years, by_officer))
        return {row.day: CalendarDay(row.day, row.working, row.note) for row in rows}

    async def _add(
        self, days: Sequence[CalendarDay], recorded: dict[date, CalendarDay], by_officer: bool, by: str, at: datetime
    ) -> list[CalendarDay]:
        author = {"by_officer": by_officer, "recorded_by": by, "recorded_at": at}
        new = [entry for entry in days if recorded.get(entry.day) != entry]
        if new:
            rows = [{"day": entry.day, "working": entry.working, "note": entry.note, **author} for entry in new]
            await self._connection.execute(insert(table), rows)
        return new


def effective_days(years: Collection[int]) -> Select[Any]:
    """The row that counts for each recorded day of the years."""
    statement = (
        select(table).ext(distinct_on(table.c.day)).order_by(table.c.day, table.c.by_officer.desc(), table.c.id.desc())
    )
    return statement.where(table.c.day.between(date(min(years), 1, 1), date(max(years), 12, 31)))


def _within(statement: Select[Any], years: Collection[int], by_officer: bool) -> Select[Any]:
    span = table.c.day.between(date(min(years), 1, 1), date(max(years), 12, 31))
    return statement.where(span, table.c.by_officer == by_officer)
