"""The recorded agencies."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.tables import agency


async def agencies(read: AsyncConnection, after: tuple[Any, ...], limit: int) -> Sequence[Row[Any]]:
    """In the order of their codes, starting after the key `after`."""
    statement = select(agency).order_by(agency.c.code).limit(limit)
    return (await read.execute(statement.where(agency.c.code > after[0]) if after else statement)).all()
