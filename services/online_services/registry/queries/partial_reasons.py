"""Queries the reference table of reasons for which a service may be partial."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.tables import partial_reason


async def partial_reasons(read: AsyncConnection) -> Sequence[Row[Any]]:
    return (await read.execute(select(partial_reason).order_by(partial_reason.c.code))).all()
