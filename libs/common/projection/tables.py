"""The only interface through which a projection writes.

A projection knows only keys and rows, so the same fold runs on PostgreSQL for live events (`SqlTables`) and in memory
when a read model is rebuilt (`MemoryTables`). Both pass the same tests.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Table

Row = tuple[Any, ...]
"""All values of a row, in the order of the table's columns: a rebuild makes rows by the million, and a mapping takes
four times as long as a tuple."""

Key = tuple[Any, ...]

PROJECTED = "projected"
"""The schema of every projection's tables; a rebuild fills a shadow of it and swaps the names."""


class Tables(Protocol):
    """Rows by primary key. A key is a tuple in the order of the table's primary-key columns; a prefix is the beginning
    of such a tuple."""

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        """Inserts the rows, or replaces those with the same key; of two rows with one key the later is stored."""

    async def get(self, table: Table, keys: Iterable[Key]) -> dict[Key, Row]:
        """Returns the rows that exist, by key."""

    async def replace(self, table: Table, rows_by_prefix: Mapping[Key, Sequence[Row]]) -> None:
        """Stores exactly these rows under each prefix, and deletes all others."""

    async def delete(self, table: Table, keys: Iterable[Key]) -> None: ...
