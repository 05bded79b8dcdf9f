"""The last check of each data service."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.tables import connection_check


async def connection_checks(read: AsyncConnection) -> Sequence[Row[Any]]:
    """In the order of the codes of the data services."""
    rows: Sequence[Row[Any]] = (await read.execute(select(connection_check).order_by(connection_check.c.code))).all()
    return rows
