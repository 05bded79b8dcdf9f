"""The one door through which a projection writes.

A projection knows only keys and rows, so that the same fold runs on PostgreSQL beside live events (`SqlTables`) and in
memory when a
read model is rebuilt (`MemoryTables`). Both pass the same tests.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Table

Row = Mapping[str, Any]
Key = tuple[Any, ...]

PROJECTED = "projected"
"""The schema of every projection's tables; a rebuild fills a shadow of it and swaps the names."""


class Tables(Protocol):
    """Rows by primary key. A key is a tuple in the order of the table's primary-key columns; a prefix may leave columns
    off at its end."""

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        """Insert the rows, or take the place of those with the same key; of two with one key the later stands."""

    async def get(self, table: Table, keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
        """The rows that are there, by key."""

    async def replace(self, table: Table, rows_by_prefix: Mapping[Key, Sequence[Row]]) -> None:
        """For each prefix of the key: exactly these rows, and no others."""

    async def delete(self, table: Table, keys: Iterable[Key]) -> None: ...
