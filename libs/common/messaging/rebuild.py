"""Makes every projection anew beside live events, and puts it in place of the old in one moment.

Folds what was heard in memory, copies the result into a shadow schema, then locks the positions, folds the tail, and renames.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager

from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database import driver_of
from common.grants import grant
from common.messaging import shadow
from common.messaging.applying import decoded, fold
from common.messaging.history import replayed
from common.messaging.memory_tables import MemoryTables
from common.messaging.positions import Standing, standings_of
from common.messaging.sql_tables import SqlTables
from common.messaging.tables import PROJECTED, Tables
from common.runtime import Runtime
from common.service import Listening

Say = Callable[[str], None]


def projected_tables(runtime: Runtime) -> list[Table]:
    return [table for listening in runtime.service.listens for projection in listening.projections for table in projection.tables]


async def refold(
    runtime: Runtime, connection: AsyncConnection, tables: Tables, reached: dict[tuple[str, int], int], say: Say
) -> dict[tuple[str, int], int]:
    """Fold what was applied after `reached` into the tables; answers how far that is now."""
    with not_collecting():
        for listening in runtime.service.listens:
            for standing in (await standings_of(connection, listening.source)).values():
                reached = {**reached, **await _refold_shard(runtime, connection, listening, standing, tables, reached, say)}
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
    reached: dict[tuple[str, int], int], say: Say,
) -> dict[tuple[str, int], int]:  # fmt: skip
    key, count = (standing.source, standing.shard), 0
    ahead = isinstance(tables, MemoryTables)  # other tables are written through the same connection
    chunks = replayed(runtime, connection, *key, after=reached.get(key, 0), until=standing.sequence, ahead=ahead)
    async with aclosing(chunks):
        async for records in chunks:
            await fold(listening.projections, decoded(records), tables)
            count += len(records)
            say(f"{standing.source}/{standing.shard}: {count} events folded")
    return {key: standing.sequence}


async def rebuild(runtime: Runtime, say: Say) -> None:
    """Raises `HistoryDiffers`, and what a fold raises; then the live tables stand as they were."""
    tables = projected_tables(runtime)
    memory = MemoryTables()
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        reached = await refold(runtime, connection, memory, {}, say)
    async with runtime.engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('rebuild'))"))
        await shadow.make(connection, tables)
        driver = await driver_of(connection)
        for table in tables:
            records = memory.records(table)
            await driver.copy_records_to_table(
                table.name, schema_name=shadow.SCHEMA, records=records, columns=[column.name for column in table.columns]
            )
            say(f"{table.name}: {len(records)} rows copied")
        await shadow.finish(connection, tables)
        await connection.execute(text("LOCK TABLE stream_position IN EXCLUSIVE MODE"))  # also against a shard's first row
        await refold(runtime, connection, SqlTables(connection, shadow.SCHEMA), reached, say)
        await shadow.take_place(connection)
        await grant(connection, runtime.service)
    say(f"the rebuilt tables took the place of schema {PROJECTED}")
