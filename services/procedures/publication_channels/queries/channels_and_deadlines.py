"""The channels, and the deadlines by which each must show a Decision."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.shared.queries.rows import rows_of
from procedures.tables import publication_channel, publication_deadline


async def channels(read: AsyncConnection) -> Sequence[Row[Any]]:
    """Returns the mandatory channels first. Whether a channel is connected is public; its address and its secret are
    not."""
    table = publication_channel
    connected = table.c.url.is_not(None).label("connected")
    columns = (
        table.c.code,
        table.c.name,
        table.c.mandatory,
        table.c.method,
        connected,
        table.c.valid_from,
        table.c.valid_to,
    )
    return await rows_of(read, select(*columns).order_by(table.c.mandatory.desc(), table.c.code))


async def deadlines(read: AsyncConnection) -> Sequence[Row[Any]]:
    return await rows_of(read, select(publication_deadline).order_by(publication_deadline.c.id))
