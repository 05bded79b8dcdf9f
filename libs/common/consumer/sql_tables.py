"""`Tables` on PostgreSQL: a handful of set-based statements for a whole batch.

A few rows travel as one JSON document and take the place of others in one statement. Many are copied, after those with
their keys have
been deleted: that is two more round trips, and a quarter of PostgreSQL's work, which reads JSON and settles conflicts
row by row.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from common.projection.tables import PROJECTED, Key, Row

TYPES = {
    "TEXT": "text",
    "VARCHAR": "text",
    "INTEGER": "int",
    "BIGINT": "bigint",
    "DATE": "date",
    "BOOLEAN": "bool",
    "UUID": "uuid",
    "TIMESTAMP WITH TIME ZONE": "timestamptz",
}
COPY_ABOVE = 50  # rows
POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's dialects are untyped; the default one spells uuid as char(32)


@cache
def key_columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key.columns)


@cache
def columns_of(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


def key_of(table: Table, row: Row) -> Key:
    return tuple_of(key_columns(table))(row)


@cache
def tuple_of(names: tuple[str, ...]) -> Callable[[Row], tuple[Any, ...]]:
    """The named values of a row, in their order."""
    if len(names) > 1:
        return itemgetter(*names)
    (only,) = names
    return lambda row: (row[only],)


def tuples_of(names: tuple[str, ...], rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    try:
        return list(map(tuple_of(names), rows))
    except KeyError:  # a column that is left out is null
        return [tuple(map(row.get, names)) for row in rows]


def last_of_each(table: Table, rows: Sequence[Row]) -> list[Row]:
    """One row per key, the later standing: no key is put twice at once."""
    key = tuple_of(key_columns(table))
    return list({key(row): row for row in rows}.values())


class SqlTables:
    """Writes into the live schema, or into a shadow of it."""

    def __init__(self, connection: AsyncConnection, schema: str = PROJECTED) -> None:
        self.connection = connection
        self.schema = schema

    def name(self, table: Table) -> str:
        return f'"{self.schema}"."{table.name}"'

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        if len(rows) > COPY_ABOVE:
            await self._put_many(table, list(map(tuple_of(key_columns(table)), rows)), rows)
        elif rows:
            await self._execute(_putting(self.name(table), table), encode(last_of_each(table, rows)))

    async def get(self, table: Table, keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
        wanted, names = list(keys), key_columns(table)
        if not wanted:
            return {}
        rows = await (await self._driver()).fetch(
            f"SELECT t.* FROM {self.name(table)} t JOIN {_rows(table, names)} USING ({_names(names)})",  # noqa: S608 - names of our tables
            _keys(names, wanted),
        )
        found = [dict(row) for row in rows]
        return {key_of(table, row): row for row in found}

    async def replace(self, table: Table, rows_by_prefix: Mapping[Key, Sequence[Row]]) -> None:
        prefixes, rows = list(rows_by_prefix), [row for rows in rows_by_prefix.values() for row in rows]
        if len(rows) > COPY_ABOVE:
            await self._put_many(table, prefixes, rows)
        elif rows:
            statement = _replacing(self.name(table), table, key_columns(table)[: len(prefixes[0])])
            await self._execute(statement, encode(last_of_each(table, rows)), _keys(key_columns(table), prefixes))
        else:
            await self._delete(table, prefixes)

    async def _put_many(self, table: Table, prefixes: list[Key], rows: Sequence[Row]) -> None:
        """`prefixes`: of the keys whose place the rows take."""
        await self._delete(table, prefixes)
        records, columns = tuples_of(columns_of(table), last_of_each(table, rows)), columns_of(table)
        await (await self._driver()).copy_records_to_table(
            table.name, schema_name=self.schema, columns=columns, records=records
        )

    async def delete(self, table: Table, keys: Iterable[Key]) -> None:
        await self._delete(table, list(keys))

    async def _delete(self, table: Table, prefixes: list[Key]) -> None:
        if not prefixes:
            return
        names = key_columns(table)[: len(prefixes[0])]
        gone = f"DELETE FROM {self.name(table)} t USING {_rows(table, names)} WHERE {_same('t', 'k', names)}"  # noqa: S608 - names of our tables
        await self._execute(gone, _keys(names, prefixes))

    async def _execute(self, statement: str, *arguments: str) -> None:
        await (await self._driver()).execute(statement, *arguments)

    async def _driver(self) -> Any:
        """asyncpg's connection; whoever made us has begun the transaction with a statement of its own."""
        return await driver_of(self.connection)


def _quoted(columns: Sequence[str]) -> list[str]:
    return [f'"{name}"' for name in columns]


def _names(columns: Sequence[str]) -> str:
    return ", ".join(_quoted(columns))


@cache
def _type(table: Table, name: str) -> str:
    spelled = table.columns[name].type.compile(POSTGRESQL)
    found = TYPES.get(spelled.split("(", maxsplit=1)[0])
    if found is None or spelled.endswith("[]"):
        raise TypeError(
            f"a projection's column {table.name}.{name} of type {spelled} is not supported; spell lists as text"
        )
    return found


@cache
def _rows(table: Table, names: tuple[str, ...], alias: str = "k", place: int = 1) -> str:
    columns = ", ".join(f'"{name}" {_type(table, name)}' for name in names)
    return f"json_to_recordset(${place}::json) AS {alias}({columns})"


@cache
def _putting(name: str, table: Table) -> str:
    keys, columns = key_columns(table), columns_of(table)
    rest = [column for column in columns if column not in keys]
    settle = "UPDATE SET " + ", ".join(f'"{column}" = excluded."{column}"' for column in rest) if rest else "NOTHING"
    return (
        f"INSERT INTO {name} ({_names(columns)}) SELECT * FROM {_rows(table, columns)}"  # noqa: S608 - names from our own metadata
        f" ON CONFLICT ({_names(keys)}) DO {settle}"
    )


@cache
def _replacing(name: str, table: Table, prefix: tuple[str, ...]) -> str:
    """One statement: it may touch no row twice, so it deletes what is not put."""
    keys, columns = key_columns(table), columns_of(table)
    keys_put = f"SELECT {_names(keys)} FROM {_rows(table, columns)}"  # noqa: S608 - names from our own metadata
    # hashed, whatever the planner thinks of rows from JSON
    others = f"({', '.join(f't.{one}' for one in _quoted(keys))}) NOT IN ({keys_put})"
    gone = f"DELETE FROM {name} t USING {_rows(table, prefix, 'p', 2)} WHERE {_same('t', 'p', prefix)}"  # noqa: S608 - names of our tables
    return f"WITH gone AS ({gone} AND {others}) {_putting(name, table)}"


def _same(one: str, other: str, names: Sequence[str]) -> str:
    return " AND ".join(f'{one}."{name}" = {other}."{name}"' for name in names)


def encode(rows: Sequence[Row]) -> str:
    return msgspec.json.encode(rows).decode()


def _keys(names: Sequence[str], keys: Sequence[Key]) -> str:
    return encode([dict(zip(names, key, strict=False)) for key in keys])
