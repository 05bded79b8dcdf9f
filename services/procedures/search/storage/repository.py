"""Changes of search terms. A trigger of PostgreSQL applies them to the table of terms in effect."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.search.domain.search_query import SearchTermEntry
from procedures.tables import search_term, search_term_entry


class SearchTerms:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self) -> dict[str, str | None]:
        """The meaning of each term in effect, locked against other changes until the end of the transaction."""
        await self._connection.execute(text("LOCK TABLE search_term IN SHARE ROW EXCLUSIVE MODE"))
        rows = await self._connection.execute(select(search_term.c.term, search_term.c.meaning))
        return {row.term: row.meaning for row in rows}

    async def add(self, entries: Sequence[SearchTermEntry], reason: str, by: str, now: datetime) -> None:
        rows = [
            {
                "term": entry.term,
                "meaning": entry.meaning,
                "withdrawn": entry.withdrawn,
                "reason": reason,
                "recorded_by": by,
                "recorded_at": now,
            }
            for entry in entries
        ]
        if rows:
            await self._connection.execute(insert(search_term_entry), rows)
