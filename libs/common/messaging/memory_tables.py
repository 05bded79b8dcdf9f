"""`Tables` in memory: what a rebuild folds into before it copies the result in one go. Passes the same tests as `SqlTables`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from common.messaging.sql_tables import key_columns
from common.messaging.tables import Key, Row


class MemoryTables:
    """Rows by key as tuples in the order of the columns, and keys by their first column, which is the prefix that folds replace by."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[Key, tuple[Any, ...]]] = defaultdict(dict)
        self._keys_by_first: dict[str, dict[Any, set[Key]]] = defaultdict(lambda: defaultdict(set))

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        kept, by_first = self.rows[table.name], self._keys_by_first[table.name]
        names, keys = [column.name for column in table.columns], key_columns(table)
        composite = len(keys) > 1
        for row in rows:
            key = tuple([row[name] for name in keys])
            kept[key] = tuple(map(row.get, names))
            if composite:
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
            by_first = self._keys_by_first[table.name]
            for key in [key for key in by_first.get(prefix[0], ()) if key[: len(prefix)] == prefix]:
                by_first[prefix[0]].discard(key)
                kept.pop(key, None)

    def records(self, table: Table) -> list[tuple[Any, ...]]:
        """The rows as COPY takes them, in the order of the table's columns."""
        return list(self.rows[table.name].values())
