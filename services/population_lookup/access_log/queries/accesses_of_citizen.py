"""Who accessed a citizen's record, when, for which procedure, and under which Decision."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.tables import access_log, withheld_access


async def accesses_of(
    read: AsyncConnection,
    personal_ids: Sequence[str],
    after: tuple[Any, ...],
    limit: int,
    shown_on: date | None = None,
) -> list[dict[str, Any]]:
    """Returns the lines about these citizens, latest first, each with its `sequence`; look-ups that were not matched
    or refused are included. With `shown_on` those that are still withheld from the citizens on that day are not."""
    lines = access_log.outerjoin(withheld_access, withheld_access.c.lookup_id == access_log.c.lookup_id)
    statement = (
        select(access_log.c.sequence, access_log.c.content, withheld_access.c.withheld_until, withheld_access.c.ground)
        .select_from(lines)
        .where(access_log.c.personal_id.in_(personal_ids))
    )
    if shown_on is not None:
        until = withheld_access.c.withheld_until
        statement = statement.where(or_(until.is_(None), until <= shown_on))
    if after:
        statement = statement.where(access_log.c.sequence < after[0])
    rows = await read.execute(statement.order_by(access_log.c.sequence.desc()).limit(limit))
    return [
        {
            **orjson.loads(row.content),
            "sequence": row.sequence,
            "withheld_until": row.withheld_until,
            "withheld_ground": row.ground,
        }
        for row in rows
    ]
