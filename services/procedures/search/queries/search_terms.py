"""The search terms, with the reason and the time of the last change of each."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.shared.queries.rows import rows_of
from procedures.tables import search_term, search_term_entry


async def search_terms(read: AsyncConnection) -> Sequence[Row[Any]]:
    """All search terms, ordered by term and context."""
    term, entry = search_term, search_term_entry
    last = (
        select(entry)
        .ext(distinct_on(entry.c.term, entry.c.context))
        .order_by(entry.c.term, entry.c.context, entry.c.id.desc())
        .subquery()
    )
    joined = term.outerjoin(last, and_(last.c.term == term.c.term, last.c.context == term.c.context))
    statement = select(
        term.c.term, term.c.context, term.c.kind, term.c.meaning, last.c.reason, last.c.recorded_at
    ).select_from(joined)
    return await rows_of(read, statement.order_by(term.c.term, term.c.context))
