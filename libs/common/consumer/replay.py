"""Replays the applied events from the start: from `applied_event` if the service keeps events, else from the source's
feed."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from operator import itemgetter

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.carriers import feed_of
from common.database.connections import driver_of
from common.errors import Refusal
from common.eventlog.chain import hash_matches
from common.eventlog.record import Record
from common.service.definition import Runtime

CHUNK_SIZE = 500
SELECT_KEPT = (
    "SELECT sequence, type, payload, time FROM applied_event"
    " WHERE source = $1 AND shard = $2 AND sequence > $3 AND sequence <= $4 AND payload IS NOT NULL ORDER BY sequence"
    " LIMIT $5"
)
SELECT_HASHES = (
    "SELECT sequence, hash FROM applied_event WHERE source = $1 AND shard = $2 AND sequence > $3 AND sequence <= $4"
)


class ReplayedEvent(asyncpg.Record):  # type: ignore[misc]  # asyncpg ships no types
    """An event that was checked when it was applied. It is the driver's own row, since there are millions of them."""

    sequence = property(itemgetter(0))
    type = property(itemgetter(1))
    payload = property(itemgetter(2))
    time = property(itemgetter(3))


class HistoryMismatch(Refusal):
    """The events that can be replayed are not those that were applied: a rebuild would lose or invent rows."""

    status, type, title = 409, "history-mismatch", "The history differs from what was applied"


async def skipped_sequences(connection: AsyncConnection, source: str, shard: int) -> set[int]:
    """Returns the sequences that an operator has skipped."""
    rows = await connection.execute(
        text("SELECT sequence FROM dead_letter WHERE source = :source AND shard = :shard AND skipped_at IS NOT NULL"),
        {"source": source, "shard": shard},
    )
    return set(rows.scalars())


async def replay_events(
    runtime: Runtime,
    connection: AsyncConnection,
    source: str,
    shard: int,
    after: int,
    until: int,
    *,
    prefetch: bool = False,
) -> AsyncGenerator[Sequence[ReplayedEvent | Record]]:
    """Yields the applied events of a shard in order, in chunks, without those that an operator skipped. The caller must
    close the generator. With `prefetch` the next chunk is requested while one is folded, so the connection must not be
    used for anything else.

    Raises `HistoryMismatch`.
    """
    skipped = await skipped_sequences(connection, source, shard)
    missing = until - after - sum(after < sequence <= until for sequence in skipped)
    chunks: AsyncGenerator[Sequence[ReplayedEvent | Record]] = (
        _kept_events(connection, source, shard, after, until, prefetch)
        if runtime.service.keeps_events
        else _events_from_feed(runtime, connection, source, shard, after, until)
    )
    async with aclosing(chunks):
        async for chunk in chunks:
            records = [record for record in chunk if record.sequence not in skipped] if skipped else chunk
            missing -= len(records)
            yield records
    if missing:
        raise HistoryMismatch(f"{missing} of the applied events of {source}/{shard} up to {until} are missing")


async def _kept_events(
    connection: AsyncConnection, source: str, shard: int, after: int, until: int, prefetch: bool
) -> AsyncGenerator[list[ReplayedEvent]]:
    driver = await driver_of(connection)

    def fetch(after: int) -> asyncio.Task[list[ReplayedEvent]]:
        return asyncio.create_task(
            driver.fetch(SELECT_KEPT, source, shard, after, until, CHUNK_SIZE, record_class=ReplayedEvent)
        )

    next_chunk = fetch(after) if after < until else None
    try:
        while next_chunk is not None and (rows := await next_chunk):
            after, next_chunk = rows[-1].sequence, None
            if prefetch and after < until:
                next_chunk = fetch(after)
                await asyncio.sleep(0)  # lets the task send its query before the chunk is folded
            yield rows
            if not prefetch and after < until:
                next_chunk = fetch(after)
    finally:
        if next_chunk is not None and not next_chunk.done():
            next_chunk.cancel()
            await asyncio.wait([next_chunk])  # the query must end before the transaction is rolled back


async def _events_from_feed(
    runtime: Runtime, connection: AsyncConnection, source: str, shard: int, after: int, until: int
) -> AsyncGenerator[list[Record]]:
    feed = feed_of(runtime, source)
    try:
        async with aclosing(feed.pages(shard, after, until)) as pages:
            async for records in pages:
                await _check_against_applied(connection, source, shard, after, records)
                yield records
                after = records[-1].sequence
    finally:
        await feed.close()


async def _check_against_applied(
    connection: AsyncConnection, source: str, shard: int, after: int, records: Sequence[Record]
) -> None:
    rows = await (await driver_of(connection)).fetch(SELECT_HASHES, source, shard, after, records[-1].sequence)
    applied = {row["sequence"]: row["hash"] for row in rows}
    for record in records:
        if applied.get(record.sequence) != record.hash or not hash_matches(record):
            raise HistoryMismatch(
                f"the source's feed has another event at {source}/{shard}:{record.sequence} than was applied"
            )
