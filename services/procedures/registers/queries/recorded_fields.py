"""The recorded fields (lĩnh vực)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.tables import field


async def fields(read: AsyncConnection, after: tuple[Any, ...], limit: int) -> Sequence[Row[Any]]:
    """In the order of their codes, starting after the key `after`."""
    statement = select(field).order_by(field.c.code).limit(limit)
    return (await read.execute(statement.where(field.c.code > after[0]) if after else statement)).all()
