"""Changes of search terms and life events. Triggers of PostgreSQL apply them to the tables of what is in effect."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.search.domain.life_event_table import LifeEventEntry
from procedures.search.domain.term_table import SearchTermEntry, TermKind
from procedures.search.storage.term_rows import SEPARATOR
from procedures.tables import life_event, life_event_entry, search_term, search_term_entry


class SearchTerms:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self) -> set[SearchTermEntry]:
        """The terms in effect, locked against other changes until the end of the transaction."""
        await self._connection.execute(text("LOCK TABLE search_term IN SHARE ROW EXCLUSIVE MODE"))
        rows = await self._connection.execute(
            select(search_term.c.term, search_term.c.kind, search_term.c.meaning, search_term.c.context)
        )
        return {SearchTermEntry(row.term, TermKind(row.kind), row.meaning, phrases_of(row.context)) for row in rows}

    async def add(self, entries: Sequence[SearchTermEntry], reason: str, by: str, now: datetime) -> None:
        rows = [
            {
                "term": entry.term,
                "context": f"{SEPARATOR} ".join(entry.context),
                "kind": entry.kind,
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


class LifeEvents:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self) -> dict[str, LifeEventEntry]:
        """The events in effect by name, locked against other changes until the end of the transaction."""
        await self._connection.execute(text("LOCK TABLE life_event IN SHARE ROW EXCLUSIVE MODE"))
        rows = await self._connection.execute(select(life_event))
        return {row.name: LifeEventEntry(row.name, tuple(row.phrases), tuple(row.procedures)) for row in rows}

    async def add(self, entries: Sequence[LifeEventEntry], reason: str, by: str, now: datetime) -> None:
        rows = [
            {
                "name": entry.name,
                "phrases": list(entry.phrases),
                "procedures": list(entry.procedures),
                "withdrawn": entry.withdrawn,
                "reason": reason,
                "recorded_by": by,
                "recorded_at": now,
            }
            for entry in entries
        ]
        if rows:
            await self._connection.execute(insert(life_event_entry), rows)


def phrases_of(context: str) -> tuple[str, ...]:
    return tuple(phrase for text in context.split(SEPARATOR) if (phrase := text.strip()))
