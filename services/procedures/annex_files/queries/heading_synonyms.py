"""The synonyms of headings, with the reason and the time of the last change of each."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.shared.queries.rows import rows_of
from procedures.tables import heading_synonym, heading_synonym_entry


async def heading_synonyms(read: AsyncConnection) -> Sequence[Row[Any]]:
    """All synonyms, ordered by column and heading."""
    synonym, entry = heading_synonym, heading_synonym_entry
    last = select(entry).ext(distinct_on(entry.c.key)).order_by(entry.c.key, entry.c.id.desc()).subquery()
    statement = select(
        synonym.c.heading, synonym.c.column_name.label("column"), last.c.reason, last.c.recorded_at
    ).select_from(synonym.outerjoin(last, last.c.key == synonym.c.key))
    return await rows_of(read, statement.order_by(synonym.c.column_name, synonym.c.key))
