"""Replays the applied events from the start: from `applied_event` if the service keeps events, else from the source's
feed."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import aclosing
from dataclasses import dataclass

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.applying import EncodedEvents
from common.consumer.carriers import feed_of
from common.database.connections import driver_of
from common.errors import Refusal
from common.eventlog.chain import hash_matches
from common.eventlog.record import Record
from common.service.definition import Runtime

CHUNK_SIZE, CHUNK_BYTES = 5_000, 4_000_000
"""A chunk ends at so many events, or with the event whose payload makes it so large."""
SELECT_KEPT = """
    SELECT max(sequence), array_agg(type), array_agg(payload), array_agg(time) FROM (
        SELECT sequence, type, payload, time,
            sum(octet_length(payload)) OVER (ORDER BY sequence ROWS UNBOUNDED PRECEDING) - octet_length(payload)
                AS bytes_before
        FROM (
            SELECT sequence, type, payload, time FROM applied_event
            WHERE source = $1 AND shard = $2 AND sequence > $3 AND sequence <= $4 AND payload IS NOT NULL
                AND sequence <> ALL($5::bigint[])
            ORDER BY sequence LIMIT $6
        ) AS next
    ) AS measured
    WHERE bytes_before < $7
"""
SELECT_HASHES = (
    "SELECT sequence, hash FROM applied_event WHERE source = $1 AND shard = $2 AND sequence > $3 AND sequence <= $4"
)


@dataclass(frozen=True, slots=True)
class ReplayedRange:
    """The events of a shard after one sequence until another, without those that an operator has skipped."""

    source: str
    shard: int
    after: int
    until: int
    skipped: AbstractSet[int]

    def __len__(self) -> int:
        return self.until - self.after - sum(self.after < sequence <= self.until for sequence in self.skipped)


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
) -> AsyncGenerator[EncodedEvents]:
    """Yields the applied events of a shard in order, in chunks, without those that an operator skipped. The caller must
    close the generator. With `prefetch` the next chunk is requested while one is folded, so the connection must not be
    used for anything else.

    Raises `HistoryMismatch`.
    """
    replayed = ReplayedRange(source, shard, after, until, await skipped_sequences(connection, source, shard))
    missing = len(replayed)
    chunks = (
        _kept_events(connection, replayed, prefetch)
        if runtime.service.keeps_events
        else _events_from_feed(runtime, connection, replayed)
    )
    async with aclosing(chunks):
        async for encoded in chunks:
            missing -= len(encoded)
            yield encoded
    if missing:
        raise HistoryMismatch(f"{missing} of the applied events of {source}/{shard} up to {until} are missing")


async def _kept_events(
    connection: AsyncConnection, replayed: ReplayedRange, prefetch: bool
) -> AsyncGenerator[EncodedEvents]:
    driver, until, skipped = await driver_of(connection), replayed.until, list(replayed.skipped)

    def fetch(after: int) -> asyncio.Task[asyncpg.Record]:
        statement = SELECT_KEPT, replayed.source, replayed.shard, after, until, skipped, CHUNK_SIZE, CHUNK_BYTES
        return asyncio.create_task(driver.fetchrow(*statement))

    next_chunk = fetch(replayed.after) if replayed.after < until else None
    try:
        while next_chunk is not None:
            last, *columns = await next_chunk
            next_chunk = None
            if last is None:
                break
            if prefetch and last < until:
                next_chunk = fetch(last)
                await asyncio.sleep(0)  # lets the task send its query before the chunk is folded
            yield EncodedEvents(*columns)
            if not prefetch and last < until:
                next_chunk = fetch(last)
    finally:
        if next_chunk is not None and not next_chunk.done():
            next_chunk.cancel()
            await asyncio.wait([next_chunk])  # the query must end before the transaction is rolled back


async def _events_from_feed(
    runtime: Runtime, connection: AsyncConnection, replayed: ReplayedRange
) -> AsyncGenerator[EncodedEvents]:
    source, shard, after = replayed.source, replayed.shard, replayed.after
    feed = feed_of(runtime, source)
    try:
        async with aclosing(feed.pages(shard, after, replayed.until)) as pages:
            async for records in pages:
                await _check_against_applied(connection, source, shard, after, records)
                yield EncodedEvents.of([record for record in records if record.sequence not in replayed.skipped])
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
