"""`Tables` on PostgreSQL: a few set-based statements for a whole batch.

A few rows are sent as one JSON document and replace others in one statement. Many rows are copied after the rows with
their keys were deleted: that takes two more round trips, but a quarter of PostgreSQL's work, since it parses JSON and
resolves conflicts row by row.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from common.projection.tables import PROJECTED, Key, Row

COLUMN_TYPES = {
    "TEXT": "text",
    "VARCHAR": "text",
    "INTEGER": "int",
    "BIGINT": "bigint",
    "DATE": "date",
    "BOOLEAN": "bool",
    "UUID": "uuid",
    "TIMESTAMP WITH TIME ZONE": "timestamptz",
    "NUMERIC": "numeric",
}
NUMBERS = ("int", "bigint", "numeric")
ARRAYS = {f"{name}[]": f"{type}[]" for name, type in COLUMN_TYPES.items() if type in ("text", "int", "bigint", "date")}
COPY_ABOVE = 50  # rows
POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's dialects are untyped; the default one spells uuid as char(32)


@cache
def key_columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key.columns)


@cache
def columns_of(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


@cache
def key_getter(table: Table) -> Callable[[Row], Key]:
    """Returns the function that takes the key out of a row."""
    places = tuple(map(columns_of(table).index, key_columns(table)))
    if len(places) > 1:
        return itemgetter(*places)
    (place,) = places
    return lambda row: (row[place],)


def last_of_each(table: Table, rows: Sequence[Row]) -> list[Row]:
    """Returns the last row of each key, since one statement may not write a key twice."""
    key = key_getter(table)
    return list({key(row): row for row in rows}.values())


@cache
def counter_places(table: Table) -> tuple[int, ...]:
    """Returns the places of the columns outside of the key. Raises `TypeError` unless all are numbers."""
    names = [name for name in columns_of(table) if name not in key_columns(table)]
    if not names or any(_type(table, name) not in NUMBERS or table.columns[name].nullable for name in names):
        raise TypeError(
            f"the table {table.name} counts nothing: outside of its key must be numbers that are never null"
        )
    return tuple(map(columns_of(table).index, names))


def sum_of(table: Table, first: Row, second: Row) -> Row:
    """Returns the sum of two rows with one key."""
    values = list(first)
    for place in counter_places(table):
        values[place] += second[place]
    return tuple(values)


def sums_by_key(table: Table, rows: Sequence[Row]) -> dict[Key, Row]:
    """Raises `TypeError` where the table counts nothing."""
    counter_places(table)
    key_of, sums = key_getter(table), dict[Key, Row]()
    for row in rows:
        key = key_of(row)
        sums[key] = row if (sum_so_far := sums.get(key)) is None else sum_of(table, sum_so_far, row)
    return sums


def rows_in_memory(table: Table, rows: Iterable[Iterable[Any]]) -> list[Row]:
    """Returns the driver's rows as folds make them: its arrays are lists, and it spells a million as 1.00E+6."""
    if not _is_read_differently(table):
        return list(map(tuple, rows))
    return [tuple(map(_value_in_memory, row)) for row in rows]


@cache
def _is_read_differently(table: Table) -> bool:
    return any(type == "numeric" or type.endswith("[]") for type in (_type(table, name) for name in columns_of(table)))


def _value_in_memory(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return Decimal(f"{value:f}") if isinstance(value, Decimal) else value


class SqlTables:
    """Writes into the live schema, or into a shadow of it."""

    def __init__(self, connection: AsyncConnection, schema: str = PROJECTED) -> None:
        self.connection = connection
        self.schema = schema

    def name(self, table: Table) -> str:
        return f'"{self.schema}"."{table.name}"'

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        if len(rows) > COPY_ABOVE:
            await self._put_many(table, list(map(key_getter(table), rows)), rows)
        elif rows:
            await self._execute(_upsert_statement(self.name(table), table), _json_rows_of(table, rows))

    async def get(self, table: Table, keys: Iterable[Key]) -> dict[Key, Row]:
        key_list, names = list(keys), key_columns(table)
        if not key_list:
            return {}
        columns, keyed = _column_list(columns_of(table), "t"), _json_rows(table, names)
        statement = f"SELECT {columns} FROM {self.name(table)} t JOIN {keyed} USING ({_column_list(names)})"  # noqa: S608 - names of our tables
        rows = await (await self._driver()).fetch(statement, _json_keys(names, key_list))
        key = key_getter(table)
        return {key(row): row for row in rows_in_memory(table, rows)}

    async def replace(self, table: Table, rows_by_prefix: Mapping[Key, Sequence[Row]]) -> None:
        prefixes, rows = list(rows_by_prefix), [row for rows in rows_by_prefix.values() for row in rows]
        if len(rows) > COPY_ABOVE:
            await self._put_many(table, prefixes, rows)
        elif rows:
            statement = _replace_statement(self.name(table), table, key_columns(table)[: len(prefixes[0])])
            await self._execute(statement, _json_rows_of(table, rows), _json_keys(key_columns(table), prefixes))
        else:
            await self._delete(table, prefixes)

    async def _put_many(self, table: Table, prefixes: list[Key], rows: Sequence[Row]) -> None:
        """The rows replace those whose keys begin with one of `prefixes`."""
        await self._delete(table, prefixes)
        await (await self._driver()).copy_records_to_table(
            table.name, schema_name=self.schema, columns=columns_of(table), records=last_of_each(table, rows)
        )

    async def delete(self, table: Table, keys: Iterable[Key]) -> None:
        await self._delete(table, list(keys))

    async def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Takes the rows' locks in the order of their keys, since transactions that take them in different orders wait
        for each other for ever."""
        if sums := sums_by_key(table, rows):
            ordered = [sums[key] for key in sorted(sums)]
            await self._execute(_add_statement(self.name(table), table), _json_rows_of(table, ordered))

    async def _delete(self, table: Table, prefixes: list[Key]) -> None:
        if not prefixes:
            return
        names = key_columns(table)[: len(prefixes[0])]
        statement = (
            f"DELETE FROM {self.name(table)} t USING {_json_rows(table, names)} WHERE {_equal_columns('t', 'k', names)}"  # noqa: S608 - names of our tables
        )
        await self._execute(statement, _json_keys(names, prefixes))

    async def _execute(self, statement: str, *arguments: str) -> None:
        await (await self._driver()).execute(statement, *arguments)

    async def _driver(self) -> Any:
        """Returns asyncpg's connection. The caller has begun the transaction with a statement of its own."""
        return await driver_of(self.connection)


def _quoted(columns: Sequence[str]) -> list[str]:
    return [f'"{name}"' for name in columns]


def _column_list(columns: Sequence[str], alias: str | None = None) -> str:
    return ", ".join(f"{alias}.{column}" if alias else column for column in _quoted(columns))


@cache
def _type(table: Table, name: str) -> str:
    sql_type = table.columns[name].type.compile(POSTGRESQL)
    type = ARRAYS.get(sql_type) if sql_type.endswith("[]") else COLUMN_TYPES.get(sql_type.split("(", maxsplit=1)[0])
    if type is None or sql_type.startswith("NUMERIC("):  # numbers of a fixed scale would be rounded in PostgreSQL only
        raise TypeError(f"a projection's column {table.name}.{name} of type {sql_type} is not supported")
    return type


@cache
def _json_rows(table: Table, names: tuple[str, ...], alias: str = "k", place: int = 1) -> str:
    columns = ", ".join(f'"{name}" {_type(table, name)}' for name in names)
    return f"json_to_recordset(${place}::json) AS {alias}({columns})"


@cache
def _upsert_statement(name: str, table: Table) -> str:
    keys, columns = key_columns(table), columns_of(table)
    other_columns = [column for column in columns if column not in keys]
    on_conflict = (
        "UPDATE SET " + ", ".join(f'"{column}" = excluded."{column}"' for column in other_columns)
        if other_columns
        else "NOTHING"
    )
    return (
        f"INSERT INTO {name} ({_column_list(columns)}) SELECT * FROM {_json_rows(table, columns)}"  # noqa: S608 - names from our own metadata
        f" ON CONFLICT ({_column_list(keys)}) DO {on_conflict}"
    )


@cache
def _add_statement(name: str, table: Table) -> str:
    columns = columns_of(table)
    counters = _quoted([columns[place] for place in counter_places(table)])
    sums = ", ".join(f"{column} = t.{column} + excluded.{column}" for column in counters)
    return (
        f"INSERT INTO {name} AS t ({_column_list(columns)}) SELECT * FROM {_json_rows(table, columns)}"  # noqa: S608 - names from our own metadata
        f" ON CONFLICT ({_column_list(key_columns(table))}) DO UPDATE SET {sums}"
    )


@cache
def _replace_statement(name: str, table: Table, prefix: tuple[str, ...]) -> str:
    """Deletes and inserts in one statement. That may change no row twice, so it deletes only keys that it does not
    insert."""
    keys, columns = key_columns(table), columns_of(table)
    new_keys = f"SELECT {_column_list(keys)} FROM {_json_rows(table, columns)}"  # noqa: S608 - names from our own metadata
    # NOT IN is executed by hashing, however the planner estimates the rows of the JSON document
    others = f"({', '.join(f't.{column}' for column in _quoted(keys))}) NOT IN ({new_keys})"
    delete = f"DELETE FROM {name} t USING {_json_rows(table, prefix, 'p', 2)} WHERE {_equal_columns('t', 'p', prefix)}"  # noqa: S608 - names of our tables
    return f"WITH gone AS ({delete} AND {others}) {_upsert_statement(name, table)}"


def _equal_columns(left: str, right: str, names: Sequence[str]) -> str:
    return " AND ".join(f'{left}."{name}" = {right}."{name}"' for name in names)


def _json_rows_of(table: Table, rows: Sequence[Row]) -> str:
    names = columns_of(table)
    return _encode([dict(zip(names, row, strict=True)) for row in last_of_each(table, rows)])


def _json_keys(names: Sequence[str], keys: Sequence[Key]) -> str:
    return _encode([dict(zip(names, key, strict=False)) for key in keys])


def _encode(objects: Sequence[Mapping[str, Any]]) -> str:
    return msgspec.json.encode(objects).decode()
