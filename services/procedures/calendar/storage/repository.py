"""The calendar of working days: what officers recorded, and below it what the library knew."""

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
        rows = await self._connection.execute(held(years))
        return Calendar({row.day: row.working for row in rows})

    async def filled(self, years: Collection[int]) -> set[int]:
        """Those of the years that the library has filled."""
        year = extract("year", table.c.day)
        return {
            int(found)
            for found in await self._connection.scalars(_within(select(year).distinct(), years, by_officer=False))
        }

    async def record(self, days: Sequence[CalendarDay], by: str, at: datetime) -> None:
        """As an officer says. What differs in nothing is left alone."""
        await self._add(days, await self._present({one.day.year for one in days}, by_officer=True), True, by, at)

    async def fill(self, years: Collection[int], days: Sequence[CalendarDay], by: str, at: datetime) -> None:
        """As the library says of whole years: what it says no more is said to be what its weekday makes it."""
        present = await self._present(years, by_officer=False)
        withdrawn = [CalendarDay(day, is_weekday(day), WITHDRAWN) for day in present.keys() - {one.day for one in days}]
        await self._add([*days, *withdrawn], present, False, by, at)

    async def _present(self, years: Collection[int], by_officer: bool) -> dict[date, CalendarDay]:
        rows = await self._connection.execute(_within(held(years), years, by_officer))
        return {row.day: CalendarDay(row.day, row.working, row.note) for row in rows}

    async def _add(
        self, days: Sequence[CalendarDay], present: dict[date, CalendarDay], by_officer: bool, by: str, at: datetime
    ) -> None:
        said = {"by_officer": by_officer, "recorded_by": by, "recorded_at": at}
        new = [
            {"day": one.day, "working": one.working, "note": one.note, **said}
            for one in days
            if present.get(one.day) != one
        ]
        if new:
            await self._connection.execute(insert(table), new)


def held(years: Collection[int]) -> Select[Any]:
    """The row that holds for each day of the years of which one speaks."""
    statement = (
        select(table).ext(distinct_on(table.c.day)).order_by(table.c.day, table.c.by_officer.desc(), table.c.id.desc())
    )
    return statement.where(table.c.day.between(date(min(years), 1, 1), date(max(years), 12, 31)))


def _within(statement: Select[Any], years: Collection[int], by_officer: bool) -> Select[Any]:
    span = table.c.day.between(date(min(years), 1, 1), date(max(years), 12, 31))
    return statement.where(span, table.c.by_officer == by_officer)
