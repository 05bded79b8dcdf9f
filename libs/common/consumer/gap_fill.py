"""Turns what arrived into what comes next: repeats dropped, gaps fetched from the feed, every hash checked."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common import metrics
from common.consumer.feed_client import FeedClient
from common.consumer.positions import StreamPosition
from common.eventlog.chain import hash_matches
from common.eventlog.record import Record


class StreamBroken(Exception):
    """The stream is not the one that we followed, or was tampered with: stop, say why, skip nothing."""


async def fill_gaps(
    connection: AsyncConnection, feed: FeedClient, position: StreamPosition, records: Sequence[Record]
) -> list[Record]:
    """What follows the standing, contiguous and sound. Raises `StreamBroken`, or `FeedUnreachable` when a gap cannot be
    mended now."""
    arrived = {record.sequence: record for record in records}
    if len(arrived) < len(records):
        _no_two_for_one(records)
    repeats = [record for sequence, record in arrived.items() if sequence <= position.sequence]
    await _same_as_applied(connection, position, repeats)
    following = [arrived[sequence] for sequence in sorted(arrived) if sequence > position.sequence]
    whole = await _without_gaps(feed, position, following)
    _chained(position, whole)
    return whole


def _no_two_for_one(records: Sequence[Record]) -> None:
    hashes: dict[int, bytes] = {}
    for record in records:
        if hashes.setdefault(record.sequence, record.hash) != record.hash:
            raise StreamBroken(f"two different events came as sequence {record.sequence}")


async def _same_as_applied(connection: AsyncConnection, position: StreamPosition, repeats: Sequence[Record]) -> None:
    if not repeats:
        return
    rows = await connection.execute(
        text(
            "SELECT sequence, hash FROM applied_event WHERE source = :source AND shard = :shard"
            " AND sequence = ANY(:sequences)"
        ),
        {"source": position.source, "shard": position.shard, "sequences": [record.sequence for record in repeats]},
    )
    applied = {row.sequence: row.hash for row in rows}
    for record in repeats:
        if applied.get(record.sequence, record.hash) != record.hash or not hash_matches(record):
            raise StreamBroken(f"sequence {record.sequence} came again with another content")
    metrics.duplicates_dropped.labels(position.source).inc(len(repeats))


async def _without_gaps(feed: FeedClient, position: StreamPosition, following: Sequence[Record]) -> list[Record]:
    whole: list[Record] = []
    reached = position.sequence
    for record in following:
        while reached + 1 < record.sequence:
            missing = await feed.page(position.shard, reached, limit=min(record.sequence - reached - 1, 2_000))
            if not missing or missing[0].sequence != reached + 1:
                raise StreamBroken(f"the source's feed does not have sequence {reached + 1}")
            whole += missing
            reached = missing[-1].sequence
            metrics.gap_fill_events.labels(position.source).inc(len(missing))
        whole.append(record)
        reached = record.sequence
    return whole


def _chained(position: StreamPosition, records: Sequence[Record]) -> None:
    previous, reached = position.hash, position.sequence
    for record in records:
        if record.source != position.source or record.shard != position.shard or record.sequence != reached + 1:
            raise StreamBroken(f"{record.source}/{record.shard}:{record.sequence} does not follow sequence {reached}")
        if record.prevhash != previous:
            raise StreamBroken(f"sequence {record.sequence} does not follow the event that was applied before it")
        if not hash_matches(record):
            raise StreamBroken(f"the content of sequence {record.sequence} does not fit its hash")
        previous, reached = record.hash, record.sequence
