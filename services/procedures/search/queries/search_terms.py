"""The search terms, with the reason and the time of the last change of each."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.shared.queries.rows import rows_of
from procedures.tables import search_term, search_term_entry


async def search_terms(read: AsyncConnection) -> Sequence[Row[Any]]:
    """All search terms, ordered by term."""
    entry = search_term_entry
    last = select(entry).ext(distinct_on(entry.c.term)).order_by(entry.c.term, entry.c.id.desc()).subquery()
    joined = search_term.outerjoin(last, last.c.term == search_term.c.term)
    statement = select(search_term.c.term, search_term.c.meaning, last.c.reason, last.c.recorded_at).select_from(joined)
    return await rows_of(read, statement.order_by(search_term.c.term))
