"""Who accessed a citizen's record, when, for which procedure, and under which Decision."""

from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.tables import access_log


async def accesses(read: AsyncConnection, personal_id: str, after: tuple[Any, ...], limit: int) -> list[dict[str, Any]]:
    """Returns the lines about the citizen, latest first, each with its `sequence`; look-ups that were not matched or
    refused are included."""
    statement = select(access_log.c.sequence, access_log.c.content).where(access_log.c.personal_id == personal_id)
    if after:
        statement = statement.where(access_log.c.sequence < after[0])
    rows = await read.execute(statement.order_by(access_log.c.sequence.desc()).limit(limit))
    return [{**orjson.loads(row.content), "sequence": row.sequence} for row in rows]
