"""Makes every projection anew beside live events, and puts it in place of the old in one moment.

Folds what was heard in memory, copies the result into a shadow schema, then locks the positions, folds the tail, and
renames.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import aclosing, contextmanager

from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer import shadow_schema as shadow
from common.consumer.applying import decode_records, fold
from common.consumer.memory_tables import MemoryTables
from common.consumer.positions import StreamPosition, positions_of
from common.consumer.replay import replay_events
from common.consumer.sql_tables import SqlTables
from common.database.connections import driver_of
from common.migrations.grants import grant
from common.progress_reports import Report, ReportProgress, nothing
from common.projection.tables import PROJECTED, Tables
from common.service.definition import Runtime, Subscription


def projected_tables(runtime: Runtime) -> list[Table]:
    return [
        table
        for subscription in runtime.service.subscriptions
        for projection in subscription.projections
        for table in projection.tables
    ]


async def refold(
    runtime: Runtime,
    connection: AsyncConnection,
    tables: Tables,
    reached: dict[tuple[str, int], int],
    report_progress: ReportProgress = nothing,
) -> dict[tuple[str, int], int]:
    """Fold what was applied after `reached` into the tables; answers how far that is now."""
    with without_garbage_collection():
        for subscription in runtime.service.subscriptions:
            for position in (await positions_of(connection, subscription.source)).values():
                reached = {
                    **reached,
                    **await _refold_shard(
                        runtime, connection, subscription, position, tables, reached, report_progress
                    ),
                }
    return reached


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Rows and events make no cycles; to look for them again and again takes a third of the time of a million
    events."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


async def _refold_shard(
    runtime: Runtime,
    connection: AsyncConnection,
    subscription: Subscription,
    position: StreamPosition,
    tables: Tables,
    reached: dict[tuple[str, int], int],
    report_progress: ReportProgress,
) -> dict[tuple[str, int], int]:
    key, done = (position.source, position.shard), reached.get((position.source, position.shard), 0)
    ahead = isinstance(tables, MemoryTables)  # other tables are written through the same connection
    chunks = replay_events(runtime, connection, *key, after=done, until=position.sequence, ahead=ahead)
    async with aclosing(chunks):
        async for records in chunks:
            await fold(subscription.projections, decode_records(records), tables)
            done += len(records)
            report_progress(f"folding {position.source}/{position.shard}", done, position.sequence)
    return {key: position.sequence}


async def rebuild(runtime: Runtime, report: Report, report_progress: ReportProgress = nothing) -> None:
    """Raises `HistoryMismatch`, and what a fold raises; then the live tables stand as they were."""
    tables, memory = projected_tables(runtime), MemoryTables()
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        reached = await refold(runtime, connection, memory, {}, report_progress)
    async with runtime.engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('rebuild'))"))
        await _copy(connection, tables, memory, report)
        await connection.execute(
            text("LOCK TABLE stream_position IN EXCLUSIVE MODE")
        )  # also against a shard's first row
        reached = await refold(runtime, connection, SqlTables(connection, shadow.SCHEMA), reached)
        await shadow.swap(connection)
        await grant(connection, runtime.service)
    _report_positions(reached, report)


async def rebuild_in(
    runtime: Runtime, connection: AsyncConnection, report: Report, report_progress: ReportProgress = nothing
) -> None:
    """The same within a transaction that has locked the positions already, so that nothing arrives meanwhile."""
    tables, memory = projected_tables(runtime), MemoryTables()
    reached = await refold(runtime, connection, memory, {}, report_progress)
    await _copy(connection, tables, memory, report)
    await shadow.swap(connection)
    await grant(connection, runtime.service)
    _report_positions(reached, report)


async def _copy(connection: AsyncConnection, tables: Sequence[Table], memory: MemoryTables, report: Report) -> None:
    await shadow.create(connection, tables)
    driver = await driver_of(connection)
    for table in tables:
        records = memory.records(table)
        await driver.copy_records_to_table(
            table.name, schema_name=shadow.SCHEMA, records=records, columns=[column.name for column in table.columns]
        )
        report(f"{table.name}: {len(records)} rows copied")
    await shadow.add_constraints_and_indexes(connection, tables)


def _report_positions(reached: dict[tuple[str, int], int], report: Report) -> None:
    for (source, shard), sequence in reached.items():
        report(f"{source}/{shard}: folded up to {sequence}")
    report(f"the rebuilt tables took the place of schema {PROJECTED}")
