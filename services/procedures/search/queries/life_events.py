"""The life events, with the reason and the time of the last change of each."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.shared.queries.rows import rows_of
from procedures.tables import life_event, life_event_entry


async def life_events(read: AsyncConnection) -> Sequence[Row[Any]]:
    """All life events, ordered by name."""
    event, entry = life_event, life_event_entry
    last = select(entry).ext(distinct_on(entry.c.name)).order_by(entry.c.name, entry.c.id.desc()).subquery()
    joined = event.outerjoin(last, last.c.name == event.c.name)
    statement = select(event, last.c.reason, last.c.recorded_at).select_from(joined)
    return await rows_of(read, statement.order_by(event.c.name))
