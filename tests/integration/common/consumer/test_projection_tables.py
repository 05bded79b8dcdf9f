"""`SqlTables` and `MemoryTables` behave alike: a rebuild in memory must give the rows that live events gave in
PostgreSQL."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Integer, Numeric, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer import sql_tables
from common.consumer.memory_tables import MemoryTables
from common.consumer.sql_tables import SqlTables, rows_in_memory
from common.consumer.verify import digest
from common.database.connections import create_engine, new_metadata
from common.projection.tables import PROJECTED, Key, Row, Tables
from tests.support.postgres import Postgres

metadata = new_metadata()
period = Table(
    "period",
    metadata,
    Column("code", Text, primary_key=True),
    Column("from_day", Date, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("order", BigInteger),
    Column("until", Date),
    Column("open", Boolean),
    Column("decision", Uuid),
    Column("at", DateTime(timezone=True)),
    schema=PROJECTED,
)
thing = Table("thing", metadata, Column("name", Text, primary_key=True), Column("value", Integer), schema=PROJECTED)
topic = Table(
    "topic", metadata, Column("code", Text, primary_key=True), Column("topic", Text, primary_key=True), schema=PROJECTED
)
count = Table(
    "count",
    metadata,
    Column("day", Date, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("acts", BigInteger, nullable=False),
    Column("amount", Numeric, nullable=False),
    schema=PROJECTED,
)
listed = Table(
    "listed",
    metadata,
    Column("name", Text, primary_key=True),
    Column("parts", ARRAY(Text)),
    Column("numbers", ARRAY(Integer)),
    Column("days", ARRAY(Date)),
    Column("share", Numeric),
    schema=PROJECTED,
)
DAYS = [date(2026, month, 1) for month in range(1, 5)]


@pytest.fixture(scope="module")
async def database(postgres: Postgres) -> AsyncIterator[AsyncConnection]:
    engine = create_engine(await postgres.create_database())
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE SCHEMA {PROJECTED}"))
        await connection.run_sync(metadata.create_all)
        await connection.commit()
        yield connection
    await engine.dispose()


@pytest.fixture
async def sql(database: AsyncConnection) -> AsyncIterator[SqlTables]:
    await database.execute(text("SELECT 1"))
    yield SqlTables(database)
    await database.rollback()


@pytest.fixture
def copying(sql: SqlTables, monkeypatch: pytest.MonkeyPatch) -> SqlTables:
    """Uses COPY for any number of rows."""
    monkeypatch.setattr(sql_tables, "COPY_ABOVE", 0)
    return sql


@pytest.fixture(params=["sql", "copying", "memory"])
def tables(request: pytest.FixtureRequest) -> Tables:
    return MemoryTables() if request.param == "memory" else request.getfixturevalue(request.param)


async def rows_of(tables: Tables, table: Table) -> set[tuple[Any, ...]]:
    if isinstance(tables, MemoryTables):
        return set(tables.records(table))
    assert isinstance(tables, SqlTables)
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    rows = await tables.connection.execute(text(f'SELECT {columns} FROM {PROJECTED}."{table.name}"'))
    return set(rows_in_memory(table, rows))


def a_period(code: str, day: int, part: int = 0) -> Row:
    return (code, DAYS[day], part, f"{code} {day} {part}", None, None, None, None, None)


async def test_a_stored_row_is_returned_in_the_types_of_its_columns(tables: Tables) -> None:
    moment = datetime(2026, 1, 1, 5, 0, 0, 1, UTC)
    full = ("Thủ tục ‘x’", DAYS[0], 7, "name", 2**62, DAYS[3], False, UUID(int=2**127), moment)
    await tables.put(period, [full])
    key = ("Thủ tục ‘x’", DAYS[0], 7)
    assert await tables.get(period, [key]) == {key: full}


async def test_a_second_row_replaces_the_first_as_a_whole(tables: Tables) -> None:
    """A null of the second row does not keep the value of the first."""
    await tables.put(thing, [("a", 1), ("b", 2)])
    await tables.put(thing, [("a", None)])
    assert await rows_of(tables, thing) == {("a", None), ("b", 2)}


async def test_of_two_rows_with_one_key_in_one_call_the_later_is_a_period(tables: Tables) -> None:
    await tables.put(thing, [("a", 1), ("b", 2), ("a", 3)])
    assert await rows_of(tables, thing) == {("a", 3), ("b", 2)}


async def test_a_table_with_key_columns_only_accepts_a_row_twice(tables: Tables) -> None:
    await tables.put(topic, [("a", "x")])
    await tables.put(topic, [("a", "x"), ("a", "y")])
    assert await rows_of(tables, topic) == {("a", "x"), ("a", "y")}


async def test_get_returns_the_rows_that_exist(tables: Tables) -> None:
    await tables.put(period, [a_period("a", 0), a_period("a", 1), a_period("b", 0)])
    keys = [("a", DAYS[1], 0), ("a", DAYS[2], 0), ("c", DAYS[0], 0), ("b", DAYS[0], 0), ("a", DAYS[1], 0)]
    assert set(await tables.get(period, iter(keys))) == {("a", DAYS[1], 0), ("b", DAYS[0], 0)}


@pytest.mark.parametrize(
    ("prefix", "left"),
    [
        (("a",), {a_period("b", 0)}),
        (("a", DAYS[0]), {a_period("a", 1), a_period("b", 0)}),
        (("a", DAYS[0], 1), {a_period("a", 0), a_period("a", 1), a_period("b", 0)}),
        (("nobody",), {a_period("a", 0), a_period("a", 0, 1), a_period("a", 1), a_period("b", 0)}),
    ],
)
async def test_delete_accepts_a_key_or_a_prefix_of_one(tables: Tables, prefix: Key, left: set[tuple[Any, ...]]) -> None:
    await tables.put(period, [a_period("a", 0), a_period("a", 0, 1), a_period("a", 1), a_period("b", 0)])
    await tables.delete(period, iter([prefix]))
    assert await rows_of(tables, period) == left


async def test_replace_leaves_exactly_the_given_rows_under_each_prefix(tables: Tables) -> None:
    await tables.put(period, [a_period("a", 0), a_period("a", 1), a_period("b", 0), a_period("c", 0)])
    await tables.replace(period, {("a",): [a_period("a", 1), a_period("a", 2)], ("b",): [], ("d",): [a_period("d", 3)]})
    assert await rows_of(tables, period) == {a_period("a", 1), a_period("a", 2), a_period("c", 0), a_period("d", 3)}


async def test_a_deleted_row_can_be_stored_and_deleted_again(tables: Tables) -> None:
    """By key and by prefix in turn: the index of the keys must stay consistent with the rows."""
    for prefix in [("a", DAYS[0], 0), ("a",), ("a", DAYS[0]), ("a", DAYS[0], 0)]:
        await tables.put(period, [a_period("a", 0)])
        assert await rows_of(tables, period) == {a_period("a", 0)}
        await tables.delete(period, [prefix])
        assert await rows_of(tables, period) == set()
        assert await tables.get(period, [("a", DAYS[0], 0)]) == {}


async def test_a_call_without_rows_or_keys_does_nothing(tables: Tables) -> None:
    await tables.put(thing, [("a", 1)])
    await tables.put(thing, [])
    await tables.delete(thing, [])
    await tables.replace(thing, {})
    assert await tables.get(thing, []) == {}
    assert await rows_of(tables, thing) == {("a", 1)}


async def test_two_tables_do_not_touch_each_other(tables: Tables) -> None:
    await tables.put(thing, [("a", 1)])
    await tables.put(topic, [("a", "x")])
    await tables.delete(topic, [("a",)])
    assert await rows_of(tables, thing) == {("a", 1)}


@pytest.mark.parametrize(
    "type", [Numeric(10, 2), ARRAY(DateTime(timezone=True))], ids=["a scale", "an array of moments"]
)
async def test_a_column_type_that_does_not_survive_a_round_trip_is_refused(sql: SqlTables, type: Any) -> None:
    refused = Table(
        "refused", new_metadata(), Column("name", Text, primary_key=True), Column("parts", type), schema=PROJECTED
    )
    with pytest.raises(TypeError, match=r"refused\.parts"):
        await sql.put(refused, [("a", None)])


async def test_arrays_and_numbers_of_any_scale_are_stored_as_they_are(tables: Tables) -> None:
    full = ("a", ("x", "y‘", None), (3, 1), tuple(DAYS), Decimal("0.10"))
    rows = [full, ("b", (), (), (), Decimal(10**20)), ("c", None, None, None, None)]
    await tables.put(listed, rows)
    assert await tables.get(listed, [("a",), ("b",), ("c",)]) == {row[:1]: row for row in rows}
    assert digest(await rows_of(tables, listed)) == digest(rows)


async def test_numbers_are_added_to_those_that_are_there(tables: Tables) -> None:
    await tables.add(count, [(DAYS[0], "a", 1, Decimal("0.5")), (DAYS[1], "a", 1, Decimal(1))])
    await tables.add(count, [(DAYS[0], "a", 2, Decimal("0.25")), (DAYS[0], "b", 7, Decimal(0))])
    assert await rows_of(tables, count) == {
        (DAYS[0], "a", 3, Decimal("0.75")),
        (DAYS[1], "a", 1, Decimal(1)),
        (DAYS[0], "b", 7, Decimal(0)),
    }


async def test_rows_with_one_key_in_one_call_add_up(tables: Tables) -> None:
    await tables.add(count, [(DAYS[0], "a", 1, Decimal(1)), (DAYS[0], "a", 4, Decimal(1))])
    await tables.add(count, [])
    assert await rows_of(tables, count) == {(DAYS[0], "a", 5, Decimal(2))}


async def test_a_row_whose_numbers_become_zero_stays(tables: Tables) -> None:
    await tables.add(count, [(DAYS[0], "a", 1, Decimal(1))])
    await tables.add(count, [(DAYS[0], "a", -1, Decimal(-1))])
    assert await tables.get(count, [(DAYS[0], "a")]) == {(DAYS[0], "a"): (DAYS[0], "a", 0, Decimal(0))}


async def test_what_is_counted_can_be_replaced_and_deleted(tables: Tables) -> None:
    await tables.add(count, [(DAYS[0], "a", 1, Decimal(1)), (DAYS[1], "a", 1, Decimal(1))])
    await tables.delete(count, [(DAYS[0],)])
    await tables.add(count, [(DAYS[0], "a", 2, Decimal(2))])
    await tables.put(count, [(DAYS[1], "a", 9, Decimal(9))])
    assert await rows_of(tables, count) == {(DAYS[0], "a", 2, Decimal(2)), (DAYS[1], "a", 9, Decimal(9))}
    await tables.delete(count, [(DAYS[0],)])
    assert await rows_of(tables, count) == {(DAYS[1], "a", 9, Decimal(9))}


@pytest.mark.parametrize("table", [topic, thing, period], ids=lambda table: table.name)
async def test_a_table_with_other_than_numbers_outside_of_its_key_counts_nothing(tables: Tables, table: Table) -> None:
    row = tuple("a" for _ in table.columns)
    with pytest.raises(TypeError, match="counts nothing"):
        await tables.add(table, [row])


async def test_shards_that_count_in_the_same_rows_at_once_lose_nothing_and_wait_for_nobody_for_ever(
    postgres: Postgres,
) -> None:
    engine = create_engine(await postgres.create_database())
    async with engine.begin() as connection:
        await connection.execute(text(f"CREATE SCHEMA {PROJECTED}"))
        await connection.run_sync(metadata.create_all)

    async def shard(seed: int) -> None:
        rows = [(day, code, 1, Decimal("0.1")) for day in DAYS for code in "abcdef"]
        for _ in range(25):
            random.Random(seed).shuffle(rows)
            async with engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
                await SqlTables(connection).add(count, rows)
                await connection.commit()

    await asyncio.gather(*map(shard, range(8)))
    async with engine.connect() as connection:
        counted = await rows_of(SqlTables(connection), count)
    assert counted == {(day, code, 200, Decimal("20.0")) for day in DAYS for code in "abcdef"}
    await engine.dispose()


class RandomOperations:
    """Operations in random order on few keys, so that they affect the same rows."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def key(self) -> tuple[str, date, int]:
        return self.random.choice("abc"), self.random.choice(DAYS), self.random.randrange(2)

    def row(self, key: Key) -> Row:
        until = self.random.choice([None, *DAYS])
        return (*key, f"name {self.random.randrange(99)}", None, until, None, None, None)

    def prefixes(self) -> list[Key]:
        length = self.random.randint(1, 3)
        return list({self.key()[:length] for _ in range(self.random.randint(0, 3))})

    def rows_under(self, prefix: Key) -> list[Row]:
        return [self.row((prefix + self.key()[len(prefix) :])[:3]) for _ in range(self.random.randint(0, 3))]

    async def apply(self, operation: str, *both: Tables) -> None:
        rows, prefixes = [self.row(self.key()) for _ in range(self.random.randint(0, 4))], self.prefixes()
        replaced = {prefix: self.rows_under(prefix) for prefix in prefixes}
        for tables in both:
            if operation == "put":
                await tables.put(period, rows)
            elif operation == "replace":
                await tables.replace(period, replaced)
            else:
                await tables.delete(period, prefixes)


@pytest.mark.parametrize("few", [0, 2, sql_tables.COPY_ABOVE])
@pytest.mark.parametrize("seed", range(8))
async def test_after_any_operations_both_hold_the_same_rows(
    monkeypatch: pytest.MonkeyPatch, sql: SqlTables, seed: int, few: int
) -> None:
    monkeypatch.setattr(sql_tables, "COPY_ABOVE", few)
    memory, operations = MemoryTables(), RandomOperations(seed)
    for _ in range(120):
        await operations.apply(operations.random.choice(["put", "put", "replace", "delete"]), sql, memory)
        rows = await rows_of(memory, period)
        assert await rows_of(sql, period) == rows
        keys = [operations.key() for _ in range(4)]
        assert await sql.get(period, keys) == await memory.get(period, keys)
    assert digest(await rows_of(sql, period)) == digest(rows)


@pytest.mark.parametrize("seed", range(8))
async def test_any_additions_give_the_same_sums_as_one_count(sql: SqlTables, seed: int) -> None:
    memory, chosen = MemoryTables(), random.Random(seed)
    acts, amounts = Counter[Key](), Counter[Key]()
    for _ in range(60):
        rows = [
            (chosen.choice(DAYS), chosen.choice("abc"), chosen.randint(-2, 9), Decimal(chosen.randint(-20, 99)) / 10)
            for _ in range(chosen.randint(0, 80))
        ]
        for row in rows:
            acts[row[:2]] += row[2]
            amounts[row[:2]] += row[3]  # type: ignore[assignment]  # a Counter of decimals adds as well
        await sql.add(count, rows)
        await memory.add(count, rows)
    expected = {(*key, acts[key], amounts[key]) for key in acts}
    assert await rows_of(sql, count) == await rows_of(memory, count) == expected
