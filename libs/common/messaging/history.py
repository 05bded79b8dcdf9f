"""What was applied, again from the start: kept here, or read from the source's feed."""

from collections.abc import AsyncIterator

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database import driver_of
from common.messaging.carriers import feed_of
from common.runtime import Runtime
from common.streams.record import Record

CHUNK = 20_000
KEPT = (
    "SELECT source, shard, sequence, id, type, time, subject, payload, prevhash, hash FROM applied_event"
    " WHERE source = $1 AND shard = $2 AND sequence > $3 AND sequence <= $4 AND payload IS NOT NULL ORDER BY sequence LIMIT $5"
)


async def skipped(connection: AsyncConnection, source: str, shard: int) -> set[int]:
    """The sequences that an operator has passed over."""
    rows = await connection.execute(
        text("SELECT sequence FROM dead_letter WHERE source = :source AND shard = :shard AND skipped_at IS NOT NULL"),
        {"source": source, "shard": shard},
    )
    return set(rows.scalars())


async def replayed(
    runtime: Runtime, connection: AsyncConnection, source: str, shard: int, after: int, until: int
) -> AsyncIterator[list[Record]]:
    """The applied events of a shard in order, in chunks; those that an operator skipped are left out."""
    left_out = await skipped(connection, source, shard)
    chunks = (
        _kept(connection, source, shard, after, until)
        if runtime.service.keeps_events
        else _fed(runtime, source, shard, after, until)
    )
    async for records in chunks:
        yield [record for record in records if record.sequence not in left_out] if left_out else records


async def _kept(connection: AsyncConnection, source: str, shard: int, after: int, until: int) -> AsyncIterator[list[Record]]:
    driver = await driver_of(connection)
    while after < until:
        rows = await driver.fetch(KEPT, source, shard, after, until, CHUNK)
        if not rows:
            return
        yield [Record(*row) for row in rows]
        after = rows[-1]["sequence"]


async def _fed(runtime: Runtime, source: str, shard: int, after: int, until: int) -> AsyncIterator[list[Record]]:
    feed = feed_of(runtime, source)
    try:
        while after < until:
            records = await feed.page(shard, after, limit=min(2_000, until - after))
            if not records:
                return
            yield records
            after = records[-1].sequence
    finally:
        await feed.close()
