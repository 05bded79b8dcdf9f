"""The synonyms of headings, and their changes. A trigger of PostgreSQL applies a change to what is in effect."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.annex_files.domain.heading_table import HeadingSynonym, HeadingTable
from procedures.tables import heading_synonym, heading_synonym_entry


class HeadingSynonyms:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def table(self) -> HeadingTable:
        """The headings that an annex may have now."""
        rows = await self._connection.execute(select(heading_synonym.c.key, heading_synonym.c.column_name))
        return HeadingTable({row.key: row.column_name for row in rows})

    async def lock(self) -> dict[str, HeadingSynonym]:
        """The synonyms in effect by key, locked against other changes until the end of the transaction."""
        await self._connection.execute(text("LOCK TABLE heading_synonym IN SHARE ROW EXCLUSIVE MODE"))
        rows = await self._connection.execute(select(heading_synonym))
        return {row.key: HeadingSynonym(row.heading, row.column_name) for row in rows}

    async def add(self, synonyms: Sequence[HeadingSynonym], reason: str, by: str, now: datetime) -> None:
        rows = [
            {
                "key": synonym.key,
                "heading": synonym.heading,
                "column_name": synonym.column,
                "withdrawn": synonym.withdrawn,
                "reason": reason,
                "recorded_by": by,
                "recorded_at": now,
            }
            for synonym in synonyms
        ]
        if rows:
            await self._connection.execute(insert(heading_synonym_entry), rows)
