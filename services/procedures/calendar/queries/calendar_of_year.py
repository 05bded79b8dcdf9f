"""The recorded days of one year."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.calendar.storage.repository import effective_days
from procedures.shared.queries.rows import rows_of


async def calendar_of_year(read: AsyncConnection, year: int) -> Sequence[Row[Any]]:
    """In the order of the days, each with the row that counts; for all other days the weekday decides."""
    return await rows_of(read, effective_days([year]))
