"""Verifies the applied events of a consumer against the source's feed, and every projection against a fold of all
events from the start."""

from collections.abc import AsyncIterator, Iterable
from contextlib import aclosing
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.carriers import feed_of
from common.consumer.feed_client import FeedClient, FeedUnreachable, SourceBehind
from common.consumer.memory_tables import MemoryTables
from common.consumer.positions import StreamPosition, positions_of
from common.consumer.rebuild import projected_tables, refold
from common.consumer.replay import HistoryMismatch
from common.consumer.sql_tables import rows_in_memory
from common.database.connections import driver_of
from common.eventlog.chain import hash_matches
from common.eventlog.findings import Finding
from common.eventlog.record import Record
from common.progress_reports import ReportProgress, no_progress
from common.projection.tables import PROJECTED
from common.service.definition import Runtime, Subscription

REPLACED = "a rebuild has replaced the tables meanwhile: verify again"
SELECT_APPLIED = (
    "SELECT sequence, hash, type, payload FROM applied_event WHERE source = $1 AND shard = $2 AND sequence > $3"
    " AND sequence <= $4"
)


async def verify_consumer(
    runtime: Runtime, subscription: Subscription, report_progress: ReportProgress = no_progress
) -> AsyncIterator[Finding]:
    """Compares the hash of every applied event with the source, shard by shard."""
    feed = feed_of(runtime, subscription.source)
    try:
        async with runtime.engine.connect() as connection:
            for position in (await positions_of(connection, subscription.source)).values():
                yield await _compare_with_source(connection, feed, position, report_progress)
            async for finding in _skipped_events(connection, subscription.source):
                yield finding
            async for finding in _orphaned_events(connection, subscription.source):
                yield finding
    finally:
        await feed.close()


async def _compare_with_source(
    connection: AsyncConnection, feed: FeedClient, position: StreamPosition, report_progress: ReportProgress
) -> Finding:
    check = f"applied events of {position.source}/{position.shard} against its feed"
    if position.stopped_cause is not None:
        return Finding(False, check, f"the stream is stopped: {position.stopped_cause}")
    try:
        difference = await first_difference(connection, feed, position, position.sequence, report_progress)
    except SourceBehind as error:
        return Finding(False, check, str(error))
    except FeedUnreachable as error:
        return Finding(False, check, str(error), completed=False)
    if difference is not None:
        return Finding(False, check, f"they differ at sequence {difference}", {"sequence": difference})
    return Finding(True, check, f"{position.sequence} events", {"events_checked": position.sequence})


async def first_difference(
    connection: AsyncConnection,
    feed: FeedClient,
    position: StreamPosition,
    until: int,
    report_progress: ReportProgress = no_progress,
) -> int | None:
    """Returns the first sequence up to `until` at which the source has another event than was applied, or None."""
    driver, last_sequence = await driver_of(connection), 0
    await connection.execute(text("SELECT 1"))
    async with aclosing(feed.pages(position.shard, 0, until)) as pages:
        async for records in pages:
            rows = await driver.fetch(
                SELECT_APPLIED, position.source, position.shard, last_sequence, records[-1].sequence
            )
            applied = {row["sequence"]: row for row in rows}
            for record in records:
                if not _is_same(record, applied.get(record.sequence)) or not hash_matches(record):
                    return record.sequence
            last_sequence = records[-1].sequence
            report_progress(f"comparing {position.source}/{position.shard}", last_sequence, until)
    return None if last_sequence == until else last_sequence + 1


def _is_same(record: Record, applied: Any) -> bool:
    """Type and payload are stored only if the service keeps events."""
    if applied is None or applied["hash"] != record.hash:
        return False
    return applied["type"] in (None, record.type) and applied["payload"] in (None, record.payload)


async def _skipped_events(connection: AsyncConnection, source: str) -> AsyncIterator[Finding]:
    rows = await connection.execute(
        text(
            "SELECT shard, sequence, type, skipped_by, skip_reason FROM dead_letter WHERE source = :source"
            " AND skipped_at IS NOT NULL ORDER BY shard, sequence"
        ),
        {"source": source},
    )
    for row in rows:
        yield Finding(
            True, f"skipped {source}/{row.shard}:{row.sequence} ({row.type})", f"by {row.skipped_by}: {row.skip_reason}"
        )


async def _orphaned_events(connection: AsyncConnection, source: str) -> AsyncIterator[Finding]:
    rows = await connection.execute(
        text(
            "SELECT epoch, shard, count(*) AS events, min(sequence) AS first FROM orphaned_event WHERE source = :source"
            " GROUP BY epoch, shard ORDER BY epoch, shard"
        ),
        {"source": source},
    )
    for row in rows:
        detail = f"{row.events} events from {row.first} on, which the source lost before epoch {row.epoch}"
        yield Finding(True, f"set aside {source}/{row.shard}", detail)


async def verify_projections(runtime: Runtime, report_progress: ReportProgress = no_progress) -> AsyncIterator[Finding]:
    """Compares each projected table with a fold from the start, at the same position and in one snapshot. Where a
    rebuild replaces the tables before they are read, the last finding says so."""
    tables = projected_tables(runtime)
    if not tables:
        return
    memory = MemoryTables()
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        try:
            await refold(runtime, connection, memory, {}, report_progress)
        except (FeedUnreachable, SourceBehind, HistoryMismatch) as error:
            completed = not isinstance(error, FeedUnreachable)
            yield Finding(False, "projections against a fold from the start", str(error), completed=completed)
            return
        for table in tables:
            check = f"table {table.name} against a fold from the start"
            live_digest = digest(await _live_rows(connection, table))
            if await _is_replaced(connection, table):
                yield Finding(False, check, REPLACED, completed=False)
                return
            folded_digest = digest(memory.records(table))
            detail = (
                f"{len(memory.records(table))} rows, digest {folded_digest[:16]}"
                if live_digest == folded_digest
                else f"live {live_digest[:16]}, again {folded_digest[:16]}"
            )
            yield Finding(live_digest == folded_digest, check, detail)


async def _live_rows(connection: AsyncConnection, table: Table) -> list[tuple[Any, ...]]:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    rows = await (await driver_of(connection)).fetch(f'SELECT {columns} FROM {PROJECTED}."{table.name}"')  # noqa: S608 - our own names
    return rows_in_memory(table, rows)


async def _is_replaced(connection: AsyncConnection, table: Table) -> bool:
    """Whether a rebuild has put another table in the place of this one since the snapshot: its name leads to the new
    one at once, but the snapshot sees neither its rows nor that it is there."""
    statement = "SELECT NOT EXISTS (SELECT FROM pg_class WHERE oid = CAST(CAST(:name AS text) AS regclass))"
    return bool(await connection.scalar(text(statement), {"name": f'{PROJECTED}."{table.name}"'}))


def digest(rows: Iterable[tuple[Any, ...]]) -> str:
    """Returns the digest of the rows as a set, whatever their order."""
    total = sha256()
    for line in sorted(repr(row) for row in rows):
        total.update(line.encode() + b"\n")
    return total.hexdigest()
