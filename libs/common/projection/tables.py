"""The only interface through which a projection writes.

A projection knows only keys and rows, so the same fold runs on PostgreSQL for live events (`SqlTables`) and in memory
when a read model is rebuilt (`MemoryTables`). Both pass the same tests.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Table

Row = tuple[Any, ...]
"""All values of a row, in the order of the table's columns: a rebuild makes rows by the million, and a mapping takes
four times as long as a tuple. The value of an array is a tuple, that of a numeric column a
`Decimal` without an exponent."""

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

    async def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Adds the numbers outside of the key to those of the row with the same key; where there is none, inserts the
        row. Rows with one key in one call add up, and a row stays where its numbers become zero.

        Shards that count in one row at the same time wait for each other, so that none loses what another adds. The
        same events folded twice count twice: only the position of the stream keeps a redelivered event from counting.
        """
