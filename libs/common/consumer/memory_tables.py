"""`Tables` in memory: what a rebuild folds into before it copies the result in one go. Passes the same tests as
`SqlTables`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from common.consumer.sql_tables import columns_of, key_columns, tuple_of, tuples_of
from common.projection.tables import Key, Row


class MemoryTables:
    """Rows by key as tuples in the order of the columns. The keys of a table by their first column, which is the prefix
    that folds
    replace by, are looked up only once a fold has asked for them."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[Key, tuple[Any, ...]]] = defaultdict(dict)
        self._keys_by_first: dict[str, dict[Any, set[Key]]] = {}

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        keys = list(map(tuple_of(key_columns(table)), rows))
        self.rows[table.name].update(zip(keys, tuples_of(columns_of(table), rows), strict=True))
        if (by_first := self._keys_by_first.get(table.name)) is not None:
            for key in keys:
                by_first[key[0]].add(key)

    async def get(self, table: Table, keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
        kept = self.rows[table.name]
        names = [column.name for column in table.columns]
        return {key: dict(zip(names, kept[key], strict=True)) for key in keys if key in kept}

    async def replace(self, table: Table, rows_by_prefix: Mapping[Key, Sequence[Row]]) -> None:
        await self.delete(table, rows_by_prefix)
        await self.put(table, [row for rows in rows_by_prefix.values() for row in rows])

    async def delete(self, table: Table, keys: Iterable[Key]) -> None:
        kept, whole = self.rows[table.name], len(key_columns(table))
        for prefix in keys:
            if len(prefix) == whole:
                kept.pop(prefix, None)
                continue
            of_first = self._by_first(table)[prefix[0]]
            for key in [key for key in of_first if key[: len(prefix)] == prefix]:
                of_first.discard(key)
                kept.pop(key, None)

    def _by_first(self, table: Table) -> dict[Any, set[Key]]:
        if table.name not in self._keys_by_first:
            made = self._keys_by_first[table.name] = defaultdict(set)
            for key in self.rows[table.name]:
                made[key[0]].add(key)
        return self._keys_by_first[table.name]

    def records(self, table: Table) -> list[tuple[Any, ...]]:
        """The rows as COPY takes them, in the order of the table's columns."""
        return list(self.rows[table.name].values())
