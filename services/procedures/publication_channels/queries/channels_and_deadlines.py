"""Which channels there are, and by when each must show a Decision."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.shared.queries.rows import rows_of
from procedures.tables import publication_channel, publication_deadline


async def channels(read: AsyncConnection) -> Sequence[Row[Any]]:
    """The mandatory ones first. Whether one is reached is said, where and with which secret is not."""
    table = publication_channel
    connected = table.c.url.is_not(None).label("connected")
    shown = (
        table.c.code,
        table.c.name,
        table.c.mandatory,
        table.c.method,
        connected,
        table.c.valid_from,
        table.c.valid_to,
    )
    return await rows_of(read, select(*shown).order_by(table.c.mandatory.desc(), table.c.code))


async def deadlines(read: AsyncConnection) -> Sequence[Row[Any]]:
    return await rows_of(read, select(publication_deadline).order_by(publication_deadline.c.id))
