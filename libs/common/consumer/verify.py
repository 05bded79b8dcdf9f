"""What a consumer kept against the source's feed and signed head, and every projection against a fold from the
start."""

from collections.abc import AsyncIterator, Iterable
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
from common.database.connections import driver_of
from common.eventlog.chain import hash_matches
from common.eventlog.findings import Finding
from common.eventlog.record import Record
from common.progress_reports import ReportProgress, nothing
from common.projection.tables import PROJECTED
from common.service.definition import Runtime, Subscription

APPLIED = (
    "SELECT sequence, hash, type, payload FROM applied_event WHERE source = $1 AND shard = $2 AND sequence > $3"
    " AND sequence <= $4"
)


async def verify_consumer(
    runtime: Runtime, subscription: Subscription, report_progress: ReportProgress = nothing
) -> AsyncIterator[Finding]:
    """Each shard of one source: every hash that we applied, against the source."""
    feed = feed_of(runtime, subscription.source)
    try:
        async with runtime.engine.connect() as connection:
            for position in (await positions_of(connection, subscription.source)).values():
                yield await _same_as_source(connection, feed, position, report_progress)
            async for finding in _skips(connection, subscription.source):
                yield finding
            async for finding in _orphaned(connection, subscription.source):
                yield finding
    finally:
        await feed.close()


async def _same_as_source(
    connection: AsyncConnection, feed: FeedClient, position: StreamPosition, report_progress: ReportProgress
) -> Finding:
    checked = f"applied events of {position.source}/{position.shard} against its feed"
    if position.stopped_cause is not None:
        return Finding(False, checked, f"the stream is stopped: {position.stopped_cause}")
    try:
        different = await first_difference(connection, feed, position, position.sequence, report_progress)
    except SourceBehind as failed:
        return Finding(False, checked, str(failed))
    except FeedUnreachable as failed:
        return Finding(False, checked, str(failed), completed=False)
    if different is not None:
        return Finding(False, checked, f"they differ at sequence {different}", {"sequence": different})
    return Finding(True, checked, f"{position.sequence} events", {"events_checked": position.sequence})


async def first_difference(
    connection: AsyncConnection,
    feed: FeedClient,
    position: StreamPosition,
    until: int,
    report_progress: ReportProgress = nothing,
) -> int | None:
    """The first sequence up to `until` at which the source tells another event than was applied, or none."""
    driver, reached = await driver_of(connection), 0
    await connection.execute(text("SELECT 1"))
    while reached < until:
        records = await feed.page(position.shard, reached, limit=min(2_000, until - reached))
        if not records:
            return reached + 1
        rows = await driver.fetch(APPLIED, position.source, position.shard, reached, records[-1].sequence)
        applied = {row["sequence"]: row for row in rows}
        for record in records:
            if not _is_same(record, applied.get(record.sequence)) or not hash_matches(record):
                return record.sequence
        reached = records[-1].sequence
        report_progress(f"comparing {position.source}/{position.shard}", reached, until)
    return None


def _is_same(record: Record, applied: Any) -> bool:
    """Type and payload are there only where a service keeps events."""
    if applied is None or applied["hash"] != record.hash:
        return False
    return applied["type"] in (None, record.type) and applied["payload"] in (None, record.payload)


async def _skips(connection: AsyncConnection, source: str) -> AsyncIterator[Finding]:
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


async def _orphaned(connection: AsyncConnection, source: str) -> AsyncIterator[Finding]:
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


async def verify_projections(runtime: Runtime, report_progress: ReportProgress = nothing) -> AsyncIterator[Finding]:
    """Each projected table against a fold from the start, at one position, in one snapshot."""
    tables = projected_tables(runtime)
    if not tables:
        return
    memory = MemoryTables()
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        try:
            await refold(runtime, connection, memory, {}, report_progress)
        except (FeedUnreachable, SourceBehind, HistoryMismatch) as failed:
            completed = not isinstance(failed, FeedUnreachable)
            yield Finding(False, "projections against a fold from the start", str(failed), completed=completed)
            return
        for table in tables:
            live = digest(await _live(connection, table))
            again = digest(memory.records(table))
            detail = (
                f"{len(memory.records(table))} rows, digest {again[:16]}"
                if live == again
                else f"live {live[:16]}, again {again[:16]}"
            )
            yield Finding(live == again, f"table {table.name} against a fold from the start", detail)


async def _live(connection: AsyncConnection, table: Table) -> list[tuple[Any, ...]]:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    rows = await (await driver_of(connection)).fetch(f'SELECT {columns} FROM {PROJECTED}."{table.name}"')  # noqa: S608 - our own names
    return [tuple(row) for row in rows]


def digest(rows: Iterable[tuple[Any, ...]]) -> str:
    """Of the rows as a set: their order is not part of what they say."""
    total = sha256()
    for line in sorted(repr(row) for row in rows):
        total.update(line.encode() + b"\n")
    return total.hexdigest()
