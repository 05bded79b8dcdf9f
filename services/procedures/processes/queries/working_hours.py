"""How many working hours a unit of time has, and who said so."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.shared.queries.rows import rows_of
from procedures.tables import working_hours as table


async def working_hours(read: AsyncConnection) -> Sequence[Row[Any]]:
    """All that was ever recorded, the last said of a unit and a day last."""
    return await rows_of(read, select(table).order_by(table.c.unit, table.c.valid_from, table.c.id))
