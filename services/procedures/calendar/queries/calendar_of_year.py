"""Of which days of a year something is said, and by whom."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.calendar.storage.repository import held
from procedures.shared.queries.rows import rows_of


async def calendar_of_year(read: AsyncConnection, year: int) -> Sequence[Row[Any]]:
    """In the order of the days, each as it holds; of all others the weekday decides."""
    return await rows_of(read, held([year]))
