"""What was applied, again from the start: kept here, or read from the source's feed."""

from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database import driver_of
from common.errors import Refusal
from common.messaging.carriers import feed_of
from common.runtime import Runtime
from common.streams.chain import is_sound
from common.streams.record import Record

CHUNK = 500
KEPT = (
    "SELECT sequence, type, payload FROM applied_event"
    " WHERE source = $1 AND shard = $2 AND sequence > $3 AND sequence <= $4 AND payload IS NOT NULL ORDER BY sequence LIMIT $5"
)
APPLIED = "SELECT sequence, hash FROM applied_event WHERE source = $1 AND shard = $2 AND sequence > $3 AND sequence <= $4"


class Told(NamedTuple):
    """What a fold needs of an event that was applied and checked before."""

    sequence: int
    type: str
    payload: bytes


class HistoryDiffers(Refusal):
    """What could be replayed is not what was applied: to rebuild from it would lose rows, or invent them."""

    status, type, title = 409, "history-differs", "The history differs from what was applied"


async def skipped(connection: AsyncConnection, source: str, shard: int) -> set[int]:
    """The sequences that an operator has passed over."""
    rows = await connection.execute(
        text("SELECT sequence FROM dead_letter WHERE source = :source AND shard = :shard AND skipped_at IS NOT NULL"),
        {"source": source, "shard": shard},
    )
    return set(rows.scalars())


async def replayed(
    runtime: Runtime, connection: AsyncConnection, source: str, shard: int, after: int, until: int
) -> AsyncIterator[Sequence[Told | Record]]:
    """The applied events of a shard in order, in chunks; those that an operator skipped are left out. Raises `HistoryDiffers`."""
    left_out = await skipped(connection, source, shard)
    missing = until - after - sum(after < sequence <= until for sequence in left_out)
    chunks: AsyncIterator[Sequence[Told | Record]] = (
        _kept(connection, source, shard, after, until)
        if runtime.service.keeps_events
        else _fed(runtime, connection, source, shard, after, until)
    )
    async for found in chunks:
        records = [record for record in found if record.sequence not in left_out] if left_out else found
        missing -= len(records)
        yield records
    if missing:
        raise HistoryDiffers(
            f"{missing} of the events that were applied of {source}/{shard} up to {until} are not there any more"
        )


async def _kept(connection: AsyncConnection, source: str, shard: int, after: int, until: int) -> AsyncIterator[list[Told]]:
    driver = await driver_of(connection)
    while after < until:
        rows = await driver.fetch(KEPT, source, shard, after, until, CHUNK)
        if not rows:
            return
        yield [Told(*row) for row in rows]
        after = rows[-1]["sequence"]


async def _fed(
    runtime: Runtime, connection: AsyncConnection, source: str, shard: int, after: int, until: int
) -> AsyncIterator[list[Record]]:
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


async def _same_as_applied(connection: AsyncConnection, source: str, shard: int, after: int, records: Sequence[Record]) -> None:
    rows = await (await driver_of(connection)).fetch(APPLIED, source, shard, after, records[-1].sequence)
    applied = {row["sequence"]: row["hash"] for row in rows}
    for record in records:
        if applied.get(record.sequence) != record.hash or not is_sound(record):
            raise HistoryDiffers(f"the source's feed has another event at {source}/{shard}:{record.sequence} than was applied")
