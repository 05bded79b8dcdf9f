"""The positions of this service in the streams that it follows."""

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
    """A row of `stream_position`. `next_offset` is Kafka's, and valid for `topic_id` only."""

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


SELECT_POSITIONS = (
    "SELECT source, shard, sequence, hash, topic_id, next_offset, stopped_cause FROM stream_position"
    " WHERE source = :source AND (CAST(:shard AS int) IS NULL OR shard = :shard) ORDER BY shard"
)


async def position_of(connection: AsyncConnection, source: str, shard: int) -> StreamPosition:
    row = (await connection.execute(text(SELECT_POSITIONS), {"source": source, "shard": shard})).one_or_none()
    return StreamPosition(*row) if row else StreamPosition(source, shard)


async def positions_of(connection: AsyncConnection, source: str) -> dict[int, StreamPosition]:
    """Returns the positions by shard; a shard without applied events has no row."""
    rows = await connection.execute(text(SELECT_POSITIONS), {"source": source, "shard": None})
    return {row.shard: StreamPosition(*row) for row in rows}


UPSERT_POSITION = (
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
    kept_columns: Mapping[str, str] = HASHES,
) -> bool:
    """Compare-and-set: returns False if another consumer has moved the row since `old` was read, or if the shard was
    stopped meanwhile.

    The records between the two positions are stored in `applied_event`: their hashes, or with `EVENTS` the whole
    events; a few in the same statement, many by COPY.
    """
    params = {
        "source": new.source,
        "shard": new.shard,
        "sequence": new.sequence,
        "hash": new.hash,
        "topic_id": new.topic_id,
        "next_offset": new.next_offset,
        "old": old.sequence,
        "old_hash": old.hash,
    }
    inserted = records if len(records) <= COPY_ABOVE else ()
    columns = (
        {f"record_{name}": [getattr(record, name) for record in inserted] for name in kept_columns} if inserted else {}
    )
    moved = await connection.execute(_move_statement(tuple(kept_columns.items()) if inserted else ()), params | columns)
    if moved.scalar() is None:
        return False
    if len(records) > COPY_ABOVE:
        names = ("source", "shard", *kept_columns)
        rows = map(attrgetter(*names), records)
        await (await driver_of(connection)).copy_records_to_table("applied_event", records=rows, columns=names)
    return True


@cache
def _move_statement(kept: tuple[tuple[str, str], ...]) -> TextClause:
    if not kept:
        return text(UPSERT_POSITION)
    names, arrays = (
        ", ".join(name for name, _ in kept),
        ", ".join(f"CAST(:record_{name} AS {type}[])" for name, type in kept),
    )
    return text(
        f"WITH moved AS ({UPSERT_POSITION}), keeping AS (INSERT INTO applied_event (source, shard, {names})"  # noqa: S608 - names of our own
        f" SELECT :source, :shard, k.* FROM unnest({arrays}) k WHERE EXISTS (SELECT FROM moved)) SELECT * FROM moved"
    )


async def stop(connection: AsyncConnection, source: str, shard: int, cause: str) -> None:
    """Records that a shard is stopped, and the cause; it stays stopped until an operator resumes it."""
    await connection.execute(
        text(
            "INSERT INTO stream_position (source, shard, sequence, hash, stopped_at, stopped_cause)"
            " VALUES (:source, :shard, 0, :genesis, now(), :cause) ON CONFLICT (source, shard)"
            " DO UPDATE SET stopped_at = now(), stopped_cause = :cause"
        ),
        {"source": source, "shard": shard, "cause": cause, "genesis": GENESIS},
    )


async def resume(connection: AsyncConnection, source: str, shard: int) -> bool:
    """Resumes a shard. Returns whether it was stopped."""
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
    """Returns the last applied position of every followed stream."""
    rows = await connection.execute(text("SELECT source, shard, sequence FROM stream_position ORDER BY source, shard"))
    return [Position(*row) for row in rows]
