"""`Tables` in memory: a rebuild folds into them and then copies the result to PostgreSQL. They pass the same tests as
`SqlTables`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from common.consumer.sql_tables import counter_places, key_columns, key_getter, sum_of
from common.projection.tables import Key, Row


class MemoryTables:
    """Holds rows by key. An index of the keys by their first column, which is
    the usual prefix of `replace`, is built when it is first needed."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[Key, Row]] = defaultdict(dict)
        self._keys_by_first: dict[str, dict[Any, set[Key]]] = {}

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        keys = list(map(key_getter(table), rows))
        self.rows[table.name].update(zip(keys, rows, strict=True))
        self._index(table, keys)

    async def get(self, table: Table, keys: Iterable[Key]) -> dict[Key, Row]:
        rows_by_key = self.rows[table.name]
        return {key: rows_by_key[key] for key in keys if key in rows_by_key}

    async def replace(self, table: Table, rows_by_prefix: Mapping[Key, Sequence[Row]]) -> None:
        await self.delete(table, rows_by_prefix)
        await self.put(table, [row for rows in rows_by_prefix.values() for row in rows])

    async def delete(self, table: Table, keys: Iterable[Key]) -> None:
        rows_by_key, key_length = self.rows[table.name], len(key_columns(table))
        for prefix in keys:
            if len(prefix) == key_length:
                rows_by_key.pop(prefix, None)
                continue
            keys_of_first = self._by_first(table)[prefix[0]]
            for key in [key for key in keys_of_first if key[: len(prefix)] == prefix]:
                keys_of_first.discard(key)
                rows_by_key.pop(key, None)

    async def add(self, table: Table, rows: Sequence[Row]) -> None:
        counter_places(table)
        rows_by_key, key_of, new_keys = self.rows[table.name], key_getter(table), []
        for row in rows:
            if (stored := rows_by_key.get(key := key_of(row))) is None:
                rows_by_key[key] = row
                new_keys.append(key)
            else:
                rows_by_key[key] = sum_of(table, stored, row)
        self._index(table, new_keys)

    def _index(self, table: Table, keys: Iterable[Key]) -> None:
        if (by_first := self._keys_by_first.get(table.name)) is not None:
            for key in keys:
                by_first[key[0]].add(key)

    def _by_first(self, table: Table) -> dict[Any, set[Key]]:
        if table.name not in self._keys_by_first:
            index = self._keys_by_first[table.name] = defaultdict(set)
            for key in self.rows[table.name]:
                index[key[0]].add(key)
        return self._keys_by_first[table.name]

    def records(self, table: Table) -> list[Row]:
        """Returns the rows as COPY expects them."""
        return list(self.rows[table.name].values())
