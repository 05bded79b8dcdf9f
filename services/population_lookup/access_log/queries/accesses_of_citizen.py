"""Who looked at a citizen's record, when, for which procedure, and under which Decision."""

from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.tables import access_log


async def accesses(read: AsyncConnection, personal_id: str, after: tuple[Any, ...], limit: int) -> list[dict[str, Any]]:
    """The lines about him, latest first, each with its `sequence`; also those that found nothing or were refused."""
    concerning = select(access_log.c.sequence, access_log.c.content).where(access_log.c.personal_id == personal_id)
    if after:
        concerning = concerning.where(access_log.c.sequence < after[0])
    found = await read.execute(concerning.order_by(access_log.c.sequence.desc()).limit(limit))
    return [{**orjson.loads(row.content), "sequence": row.sequence} for row in found]
