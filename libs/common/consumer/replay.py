"""What was applied, again from the start: kept here, or read from the source's feed."""

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

CHUNK = 500
KEPT = (
    "SELECT sequence, type, payload FROM applied_event"
    " WHERE source = $1 AND shard = $2 AND sequence > $3 AND sequence <= $4 AND payload IS NOT NULL ORDER BY sequence"
    " LIMIT $5"
)
APPLIED = (
    "SELECT sequence, hash FROM applied_event WHERE source = $1 AND shard = $2 AND sequence > $3 AND sequence <= $4"
)


class ReplayedEvent(asyncpg.Record):  # type: ignore[misc]  # asyncpg ships no types
    """What a fold needs of an event that was applied and checked before: the row as the driver gives it, since there
    are millions."""

    sequence = property(itemgetter(0))
    type = property(itemgetter(1))
    payload = property(itemgetter(2))


class HistoryMismatch(Refusal):
    """What could be replay_events is not what was applied: to rebuild from it would lose rows, or invent them."""

    status, type, title = 409, "history-mismatch", "The history differs from what was applied"


async def skipped_sequences(connection: AsyncConnection, source: str, shard: int) -> set[int]:
    """The sequences that an operator has passed over."""
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
    ahead: bool = False,
) -> AsyncGenerator[Sequence[ReplayedEvent | Record]]:
    """The applied events of a shard in order, in chunks; those that an operator skipped are left out. Close it if it
    was not read to
    its end. `ahead`: the next chunk is on its way while one is folded, so the connection is the reader's alone.

    Raises `HistoryMismatch`.
    """
    left_out = await skipped_sequences(connection, source, shard)
    missing = until - after - sum(after < sequence <= until for sequence in left_out)
    chunks: AsyncGenerator[Sequence[ReplayedEvent | Record]] = (
        _kept(connection, source, shard, after, until, ahead)
        if runtime.service.keeps_events
        else _fed(runtime, connection, source, shard, after, until)
    )
    async with aclosing(chunks):
        async for found in chunks:
            records = [record for record in found if record.sequence not in left_out] if left_out else found
            missing -= len(records)
            yield records
    if missing:
        raise HistoryMismatch(
            f"{missing} of the events that were applied of {source}/{shard} up to {until} are not there any more"
        )


async def _kept(
    connection: AsyncConnection, source: str, shard: int, after: int, until: int, ahead: bool
) -> AsyncGenerator[list[ReplayedEvent]]:
    driver = await driver_of(connection)

    def fetch(after: int) -> asyncio.Task[list[ReplayedEvent]]:
        return asyncio.create_task(driver.fetch(KEPT, source, shard, after, until, CHUNK, record_class=ReplayedEvent))

    coming = fetch(after) if after < until else None
    try:
        while coming is not None and (rows := await coming):
            after, coming = rows[-1].sequence, None
            if ahead and after < until:
                coming = fetch(after)
                await asyncio.sleep(0)  # the question is on its way before anything is folded
            yield rows
            if not ahead and after < until:
                coming = fetch(after)
    finally:
        if coming is not None and not coming.done():
            coming.cancel()
            await asyncio.wait([coming])  # the connection is at rest before anyone rolls back


async def _fed(
    runtime: Runtime, connection: AsyncConnection, source: str, shard: int, after: int, until: int
) -> AsyncGenerator[list[Record]]:
    feed = feed_of(runtime, source)
    try:
        while after < until:
            records = await feed.page(shard, after, limit=min(2_000, until - after))
            if not records:
                return
            await _same_as_applied(connection, source, shard, after, records)
            yield records
            after = records[-1].sequence
    finally:
        await feed.close()


async def _same_as_applied(
    connection: AsyncConnection, source: str, shard: int, after: int, records: Sequence[Record]
) -> None:
    rows = await (await driver_of(connection)).fetch(APPLIED, source, shard, after, records[-1].sequence)
    applied = {row["sequence"]: row["hash"] for row in rows}
    for record in records:
        if applied.get(record.sequence) != record.hash or not hash_matches(record):
            raise HistoryMismatch(
                f"the source's feed has another event at {source}/{shard}:{record.sequence} than was applied"
            )
