"""Makes every projection anew beside live events, and puts it in place of the old in one moment.

Folds what was heard in memory, copies the result into a shadow schema, then locks the positions, folds the tail, and renames.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import aclosing, contextmanager

from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer import shadow_schema as shadow
from common.consumer.applying import decoded, fold
from common.consumer.memory_tables import MemoryTables
from common.consumer.positions import Standing, standings_of
from common.consumer.replay import replayed
from common.consumer.sql_tables import SqlTables
from common.database.connections import driver_of
from common.migrations.grants import grant
from common.progress_reports import Say, Went, nothing
from common.projection.tables import PROJECTED, Tables
from common.service.definition import Listening, Runtime


def projected_tables(runtime: Runtime) -> list[Table]:
    return [table for listening in runtime.service.listens for projection in listening.projections for table in projection.tables]


async def refold(
    runtime: Runtime, connection: AsyncConnection, tables: Tables, reached: dict[tuple[str, int], int], went: Went = nothing
) -> dict[tuple[str, int], int]:
    """Fold what was applied after `reached` into the tables; answers how far that is now."""
    with not_collecting():
        for listening in runtime.service.listens:
            for standing in (await standings_of(connection, listening.source)).values():
                reached = {**reached, **await _refold_shard(runtime, connection, listening, standing, tables, reached, went)}
    return reached


@contextmanager
def not_collecting() -> Iterator[None]:
    """Rows and events make no cycles; to look for them again and again takes a third of the time of a million events."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


async def _refold_shard(
    runtime: Runtime, connection: AsyncConnection, listening: Listening, standing: Standing, tables: Tables,
    reached: dict[tuple[str, int], int], went: Went,
) -> dict[tuple[str, int], int]:  # fmt: skip
    key, done = (standing.source, standing.shard), reached.get((standing.source, standing.shard), 0)
    ahead = isinstance(tables, MemoryTables)  # other tables are written through the same connection
    chunks = replayed(runtime, connection, *key, after=done, until=standing.sequence, ahead=ahead)
    async with aclosing(chunks):
        async for records in chunks:
            await fold(listening.projections, decoded(records), tables)
            done += len(records)
            went(f"folding {standing.source}/{standing.shard}", done, standing.sequence)
    return {key: standing.sequence}


async def rebuild(runtime: Runtime, say: Say, went: Went = nothing) -> None:
    """Raises `HistoryMismatch`, and what a fold raises; then the live tables stand as they were."""
    tables, memory = projected_tables(runtime), MemoryTables()
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        reached = await refold(runtime, connection, memory, {}, went)
    async with runtime.engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('rebuild'))"))
        await _copy(connection, tables, memory, say)
        await connection.execute(text("LOCK TABLE stream_position IN EXCLUSIVE MODE"))  # also against a shard's first row
        reached = await refold(runtime, connection, SqlTables(connection, shadow.SCHEMA), reached)
        await shadow.take_place(connection)
        await grant(connection, runtime.service)
    _say(reached, say)


async def rebuild_in(runtime: Runtime, connection: AsyncConnection, say: Say, went: Went = nothing) -> None:
    """The same within a transaction that has locked the positions already, so that nothing arrives meanwhile."""
    tables, memory = projected_tables(runtime), MemoryTables()
    reached = await refold(runtime, connection, memory, {}, went)
    await _copy(connection, tables, memory, say)
    await shadow.take_place(connection)
    await grant(connection, runtime.service)
    _say(reached, say)


async def _copy(connection: AsyncConnection, tables: Sequence[Table], memory: MemoryTables, say: Say) -> None:
    await shadow.make(connection, tables)
    driver = await driver_of(connection)
    for table in tables:
        records = memory.records(table)
        await driver.copy_records_to_table(
            table.name, schema_name=shadow.SCHEMA, records=records, columns=[column.name for column in table.columns]
        )
        say(f"{table.name}: {len(records)} rows copied")
    await shadow.finish(connection, tables)


def _say(reached: dict[tuple[str, int], int], say: Say) -> None:
    for (source, shard), sequence in reached.items():
        say(f"{source}/{shard}: folded up to {sequence}")
    say(f"the rebuilt tables took the place of schema {PROJECTED}")
