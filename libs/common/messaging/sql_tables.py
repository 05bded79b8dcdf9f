"""`Tables` on PostgreSQL: a handful of set-based statements for a whole batch."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database import driver_of
from common.messaging.tables import PROJECTED, Key, Row

TYPES = {"TEXT": "text", "VARCHAR": "text", "INTEGER": "int", "BIGINT": "bigint", "DATE": "date", "BOOLEAN": "bool", "UUID": "uuid",
         "TIMESTAMP WITH TIME ZONE": "timestamptz"}  # fmt: skip
POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's dialects are untyped; the default one spells uuid as char(32)


def key_columns(table: Table) -> list[str]:
    return [column.name for column in table.primary_key.columns]


def key_of(table: Table, row: Row) -> Key:
    return tuple(row[name] for name in key_columns(table))


def last_of_each(table: Table, rows: Sequence[Row]) -> list[Row]:
    """One row per key, the later standing: a statement may not touch a row twice."""
    return list({key_of(table, row): row for row in rows}.values())


class SqlTables:
    """Writes into the live schema, or into a shadow of it."""

    def __init__(self, connection: AsyncConnection, schema: str = PROJECTED) -> None:
        self.connection = connection
        self.schema = schema

    def name(self, table: Table) -> str:
        return f'"{self.schema}"."{table.name}"'

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        if not rows:
            return
        keys, columns = key_columns(table), [column.name for column in table.columns]
        rest = [name for name in columns if name not in keys]
        settle = "UPDATE SET " + ", ".join(f'"{name}" = excluded."{name}"' for name in rest) if rest else "NOTHING"
        await self._execute(
            f"INSERT INTO {self.name(table)} ({_names(columns)}) {_select(table, columns)}"
            f" ON CONFLICT ({_names(keys)}) DO {settle}",
            _arrays(last_of_each(table, rows), columns),
        )

    async def get(self, table: Table, keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
        wanted, names = list(keys), key_columns(table)
        if not wanted:
            return {}
        rows = await (await self._driver()).fetch(
            f"SELECT t.* FROM {self.name(table)} t JOIN {_unnest(table, names)} USING ({_names(names)})",  # noqa: S608
            *_columns_of(wanted),
        )
        found = [dict(row) for row in rows]
        return {key_of(table, row): row for row in found}

    async def replace(self, table: Table, rows_by_prefix: Mapping[Key, Sequence[Row]]) -> None:
        await self._delete(table, list(rows_by_prefix))
        await self.put(table, [row for rows in rows_by_prefix.values() for row in rows])

    async def delete(self, table: Table, keys: Iterable[Key]) -> None:
        await self._delete(table, list(keys))

    async def _delete(self, table: Table, prefixes: list[Key]) -> None:
        if not prefixes:
            return
        names = key_columns(table)[: len(prefixes[0])]
        same = " AND ".join(f't."{name}" = k."{name}"' for name in names)
        await self._execute(f"DELETE FROM {self.name(table)} t USING {_unnest(table, names)} WHERE {same}", _columns_of(prefixes))  # noqa: S608

    async def _execute(self, statement: str, arguments: Sequence[Any]) -> None:
        await (await self._driver()).execute(statement, *arguments)

    async def _driver(self) -> Any:
        """asyncpg's connection; whoever made us has begun the transaction with a statement of its own."""
        return await driver_of(self.connection)


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _type(table: Table, name: str) -> str:
    spelled = table.columns[name].type.compile(POSTGRESQL)
    found = TYPES.get(spelled.split("(", maxsplit=1)[0])
    if found is None or spelled.endswith("[]"):
        raise TypeError(f"a projection's column {table.name}.{name} of type {spelled} is not supported; spell lists as text")
    return found


def _unnest(table: Table, names: Sequence[str]) -> str:
    arrays = ", ".join(f"${place}::{_type(table, name)}[]" for place, name in enumerate(names, 1))
    return f"unnest({arrays}) AS k({_names(names)})"


def _select(table: Table, columns: Sequence[str]) -> str:
    return f"SELECT * FROM {_unnest(table, columns)}"  # noqa: S608 - names from our own metadata


def _arrays(rows: Sequence[Row], columns: Sequence[str]) -> list[list[Any]]:
    return [[row.get(name) for row in rows] for name in columns]


def _columns_of(keys: Sequence[Key]) -> list[list[Any]]:
    return [list(column) for column in zip(*keys, strict=True)]
