"""How many working hours each unit of time has, and who recorded it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.shared.queries.rows import rows_of
from procedures.tables import working_hours as table


async def working_hours(read: AsyncConnection) -> Sequence[Row[Any]]:
    """Returns everything that was ever recorded; for a unit and a day, the latest row comes last."""
    return await rows_of(read, select(table).order_by(table.c.unit, table.c.valid_from, table.c.id))
