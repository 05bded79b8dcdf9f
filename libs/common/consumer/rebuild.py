"""Rebuilds every projection while events go on, and replaces the old tables in one transaction.

The applied events are folded in memory and the result is copied to a shadow schema. Then the positions are locked, the
events applied meanwhile are folded, and the schemas are renamed.
"""

from contextlib import aclosing

from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer import shadow_schema as shadow
from common.consumer.applying import fold_encoded
from common.consumer.dependent_views import dependent_views
from common.consumer.memory_tables import MemoryTables
from common.consumer.positions import StreamPosition, positions_of
from common.consumer.replay import replay_events
from common.consumer.sql_tables import SqlTables
from common.database.connections import driver_of
from common.garbage_collection import without_garbage_collection
from common.migrations.grants import grant
from common.progress_reports import Report, ReportProgress, no_progress
from common.projection.tables import PROJECTED, Tables
from common.service.definition import Runtime, Subscription


def projected_tables(runtime: Runtime) -> list[Table]:
    return [
        table
        for subscription in runtime.service.subscriptions
        for projection in subscription.projections
        for table in (*projection.tables, *projection.retired)
    ]


async def refold(
    runtime: Runtime,
    connection: AsyncConnection,
    tables: Tables,
    folded: dict[tuple[str, int], int],
    report_progress: ReportProgress = no_progress,
) -> dict[tuple[str, int], int]:
    """Folds the events that were applied after `folded` into the tables. Returns the positions that are folded now."""
    # Rows and events form no reference cycles, and searching for them takes a third of the time of a million events.
    with without_garbage_collection():
        for subscription in runtime.service.subscriptions:
            for position in (await positions_of(connection, subscription.source)).values():
                folded = {
                    **folded,
                    **await _refold_shard(runtime, connection, subscription, position, tables, folded, report_progress),
                }
    return folded


async def _refold_shard(
    runtime: Runtime,
    connection: AsyncConnection,
    subscription: Subscription,
    position: StreamPosition,
    tables: Tables,
    folded: dict[tuple[str, int], int],
    report_progress: ReportProgress,
) -> dict[tuple[str, int], int]:
    key, done = (position.source, position.shard), folded.get((position.source, position.shard), 0)
    prefetch = isinstance(tables, MemoryTables)  # SQL tables are written through the connection that reads
    chunks = replay_events(runtime, connection, *key, after=done, until=position.sequence, prefetch=prefetch)
    async with aclosing(chunks):
        async for encoded in chunks:
            await fold_encoded(subscription.projections, encoded, tables)
            done += len(encoded)
            report_progress(f"folding {position.source}/{position.shard}", done, position.sequence)
    return {key: position.sequence}


async def rebuild(runtime: Runtime, report: Report, report_progress: ReportProgress = no_progress) -> None:
    """Raises `HistoryMismatch`, `ViewNotReplaceable`, and whatever a fold raises; the live tables are unchanged
    then."""
    memory = MemoryTables()
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        await dependent_views(connection)  # refused before the work, if at all
        folded = await refold(runtime, connection, memory, {}, report_progress)
    async with runtime.engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('rebuild'))"))
        await copy_from_memory(runtime, connection, memory, report)
        # the whole table, since a shard's first event inserts a row
        await connection.execute(text("LOCK TABLE stream_position IN EXCLUSIVE MODE"))
        folded = await refold(runtime, connection, SqlTables(connection, shadow.SCHEMA), folded)
        await shadow.swap(connection)
        await grant(connection, runtime.service)
    _report_positions(folded, report)


async def rebuild_in(
    runtime: Runtime, connection: AsyncConnection, report: Report, report_progress: ReportProgress = no_progress
) -> None:
    """Rebuilds within a transaction that has locked the positions already, so that no events are applied meanwhile."""
    memory = MemoryTables()
    folded = await refold(runtime, connection, memory, {}, report_progress)
    await copy_from_memory(runtime, connection, memory, report)
    await shadow.swap(connection)
    await grant(connection, runtime.service)
    _report_positions(folded, report)


async def copy_from_memory(runtime: Runtime, connection: AsyncConnection, memory: MemoryTables, report: Report) -> None:
    """Fills the shadow schema with the folded tables."""
    tables = projected_tables(runtime)
    await shadow.create(connection, tables)
    driver = await driver_of(connection)
    for table in tables:
        records = memory.records(table)
        await driver.copy_records_to_table(
            table.name, schema_name=shadow.SCHEMA, records=records, columns=[column.name for column in table.columns]
        )
        report(f"{table.name}: {len(records)} rows copied")
    await shadow.add_constraints_and_indexes(connection, tables)


def _report_positions(folded: dict[tuple[str, int], int], report: Report) -> None:
    for (source, shard), sequence in folded.items():
        report(f"{source}/{shard}: folded up to {sequence}")
    report(f"the rebuilt tables took the place of schema {PROJECTED}")
