"""The terms that the search heeds, and why."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.shared.queries.rows import rows_of
from procedures.tables import search_term, search_term_entry


async def search_terms(read: AsyncConnection) -> Sequence[Row[Any]]:
    """In the order of the terms."""
    said = search_term_entry
    last = select(said).ext(distinct_on(said.c.term)).order_by(said.c.term, said.c.id.desc()).subquery()
    joined = search_term.outerjoin(last, last.c.term == search_term.c.term)
    asked = select(search_term.c.term, search_term.c.meaning, last.c.reason, last.c.recorded_at).select_from(joined)
    return await rows_of(read, asked.order_by(search_term.c.term))
