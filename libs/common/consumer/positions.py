"""Where this service stands in the streams that it follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from common.eventlog.chain import GENESIS
from common.eventlog.position import Position
from common.eventlog.record import Record


@dataclass(frozen=True, slots=True)
class StreamPosition:
    """A position row. `next_offset` is Kafka's, valid for `topic_id` only."""

    source: str
    shard: int
    sequence: int = 0
    hash: bytes = GENESIS
    topic_id: str | None = None
    next_offset: int | None = None
    stopped_cause: str | None = None


class StoppedStream(NamedTuple):
    source: str
    shard: int
    cause: str


POSITIONS = (
    "SELECT source, shard, sequence, hash, topic_id, next_offset, stopped_cause FROM stream_position"
    " WHERE source = :source AND (CAST(:shard AS int) IS NULL OR shard = :shard) ORDER BY shard"
)


async def position_of(connection: AsyncConnection, source: str, shard: int) -> StreamPosition:
    found = (await connection.execute(text(POSITIONS), {"source": source, "shard": shard})).one_or_none()
    return StreamPosition(*found) if found else StreamPosition(source, shard)


async def positions_of(connection: AsyncConnection, source: str) -> dict[int, StreamPosition]:
    """By shard; a shard of which nothing has arrived has no row."""
    rows = await connection.execute(text(POSITIONS), {"source": source, "shard": None})
    return {row.shard: StreamPosition(*row) for row in rows}


MOVED = (
    "INSERT INTO stream_position (source, shard, sequence, hash, topic_id, next_offset)"
    " SELECT :source, :shard, :sequence, :hash, :topic_id, :next_offset WHERE :old = 0"
    " OR EXISTS (SELECT FROM stream_position WHERE source = :source AND shard = :shard)"
    " ON CONFLICT (source, shard) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash,"
    " topic_id = excluded.topic_id, next_offset = excluded.next_offset WHERE stream_position.sequence = :old"
    " AND stream_position.hash = :old_hash AND stream_position.stopped_at IS NULL RETURNING 1"
)
COPY_ABOVE = 50
HASHES = {"sequence": "bigint", "hash": "bytea"}
EVENTS = {
    **HASHES,
    "prevhash": "bytea",
    "id": "text",
    "type": "text",
    "time": "text",
    "subject": "text",
    "payload": "bytea",
}


async def move(
    connection: AsyncConnection,
    old: StreamPosition,
    new: StreamPosition,
    records: Sequence[Record] = (),
    kept: Mapping[str, str] = HASHES,
) -> bool:
    """Compare and set: False where another consumer has moved the row since `old` was read, or the shard was stopped
    meanwhile.

    The records that the position moves over are kept beside it: their hashes, or as `EVENTS` whole; a few in the same
    statement, many
    by COPY.
    """
    places = {
        "source": new.source,
        "shard": new.shard,
        "sequence": new.sequence,
        "hash": new.hash,
        "topic_id": new.topic_id,
        "next_offset": new.next_offset,
        "old": old.sequence,
        "old_hash": old.hash,
    }
    few = records if len(records) <= COPY_ABOVE else ()
    columns = {f"each_{name}": [getattr(record, name) for record in few] for name in kept} if few else {}
    moved = await connection.execute(_moving(tuple(kept.items()) if few else ()), places | columns)
    if moved.scalar() is None:
        return False
    if len(records) > COPY_ABOVE:
        names = ("source", "shard", *kept)
        rows = map(attrgetter(*names), records)
        await (await driver_of(connection)).copy_records_to_table("applied_event", records=rows, columns=names)
    return True


@cache
def _moving(kept: tuple[tuple[str, str], ...]) -> TextClause:
    if not kept:
        return text(MOVED)
    names, arrays = (
        ", ".join(name for name, _ in kept),
        ", ".join(f"CAST(:each_{name} AS {type}[])" for name, type in kept),
    )
    return text(
        f"WITH moved AS ({MOVED}), keeping AS (INSERT INTO applied_event (source, shard, {names})"  # noqa: S608 - names of our own
        f" SELECT :source, :shard, k.* FROM unnest({arrays}) k WHERE EXISTS (SELECT FROM moved)) SELECT * FROM moved"
    )


async def stop(connection: AsyncConnection, source: str, shard: int, cause: str) -> None:
    """Say that a shard is stopped, and why; it stays so until an operator resumes it."""
    await connection.execute(
        text(
            "INSERT INTO stream_position (source, shard, sequence, hash, stopped_at, stopped_cause)"
            " VALUES (:source, :shard, 0, :genesis, now(), :cause) ON CONFLICT (source, shard)"
            " DO UPDATE SET stopped_at = now(), stopped_cause = :cause"
        ),
        {"source": source, "shard": shard, "cause": cause, "genesis": GENESIS},
    )


async def resume(connection: AsyncConnection, source: str, shard: int) -> bool:
    """Whether the shard was stopped."""
    resumed = await connection.execute(
        text(
            "UPDATE stream_position SET stopped_at = NULL, stopped_cause = NULL WHERE source = :source"
            " AND shard = :shard AND stopped_at IS NOT NULL RETURNING 1"
        ),
        {"source": source, "shard": shard},
    )
    return resumed.scalar() is not None


async def stopped_streams(connection: AsyncConnection, source: str | None = None) -> list[StoppedStream]:
    rows = await connection.execute(
        text(
            "SELECT source, shard, stopped_cause FROM stream_position WHERE stopped_at IS NOT NULL"
            " AND (CAST(:source AS text) IS NULL OR source = :source) ORDER BY source, shard"
        ),
        {"source": source},
    )
    return [StoppedStream(*row) for row in rows]


async def positions(connection: AsyncConnection) -> list[Position]:
    """What was applied of every stream."""
    rows = await connection.execute(text("SELECT source, shard, sequence FROM stream_position ORDER BY source, shard"))
    return [Position(*row) for row in rows]
