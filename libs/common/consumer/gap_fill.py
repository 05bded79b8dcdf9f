"""Turns delivered records into the records that follow the position: repeats are dropped, gaps are fetched from the
feed, every hash is checked."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common import metrics
from common.consumer.feed_client import FeedClient
from common.consumer.positions import StreamPosition
from common.eventlog.chain import hash_matches
from common.eventlog.record import Record


class StreamBroken(Exception):
    """The stream is not the one that was followed, or was tampered with: the shard stops with this cause."""


async def fill_gaps(
    connection: AsyncConnection, feed: FeedClient, position: StreamPosition, records: Sequence[Record]
) -> list[Record]:
    """Returns the records that follow the position, without gaps and with matching hashes. Raises `StreamBroken`, or
    `FeedUnreachable` if a gap cannot be filled now."""
    arrived = {record.sequence: record for record in records}
    if len(arrived) < len(records):
        _refuse_conflicts(records)
    repeats = [record for sequence, record in arrived.items() if sequence <= position.sequence]
    await _check_repeats(connection, position, repeats)
    new_records = [arrived[sequence] for sequence in sorted(arrived) if sequence > position.sequence]
    contiguous = await _fetch_gaps(feed, position, new_records)
    _check_chain(position, contiguous)
    return contiguous


def _refuse_conflicts(records: Sequence[Record]) -> None:
    hashes: dict[int, bytes] = {}
    for record in records:
        if hashes.setdefault(record.sequence, record.hash) != record.hash:
            raise StreamBroken(f"two different events came as sequence {record.sequence}")


async def _check_repeats(connection: AsyncConnection, position: StreamPosition, repeats: Sequence[Record]) -> None:
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


async def _fetch_gaps(feed: FeedClient, position: StreamPosition, new_records: Sequence[Record]) -> list[Record]:
    contiguous: list[Record] = []
    last_sequence = position.sequence
    for record in new_records:
        while last_sequence + 1 < record.sequence:
            missing = await feed.page(
                position.shard, last_sequence, limit=min(record.sequence - last_sequence - 1, 2_000)
            )
            if not missing or missing[0].sequence != last_sequence + 1:
                raise StreamBroken(f"the source's feed does not have sequence {last_sequence + 1}")
            contiguous += missing
            last_sequence = missing[-1].sequence
            metrics.gap_fill_events.labels(position.source).inc(len(missing))
        contiguous.append(record)
        last_sequence = record.sequence
    return contiguous


def _check_chain(position: StreamPosition, records: Sequence[Record]) -> None:
    previous_hash, last_sequence = position.hash, position.sequence
    for record in records:
        if record.source != position.source or record.shard != position.shard or record.sequence != last_sequence + 1:
            raise StreamBroken(
                f"{record.source}/{record.shard}:{record.sequence} does not follow sequence {last_sequence}"
            )
        if record.prevhash != previous_hash:
            raise StreamBroken(f"sequence {record.sequence} does not follow the event that was applied before it")
        if not hash_matches(record):
            raise StreamBroken(f"the content of sequence {record.sequence} does not match its hash")
        previous_hash, last_sequence = record.hash, record.sequence
