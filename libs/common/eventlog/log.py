"""A service's own event log: contiguous, in commit order, hashed, kept for ever."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zlib import crc32

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import Clock, as_text
from common.contracts.event import Event, EventType, encode, subject_of, type_of
from common.database.connections import driver_of
from common.eventlog.chain import link
from common.eventlog.position import Position
from common.eventlog.record import Record
from common.ids import new_ids

CHANNEL = "event_log"
"""NOTIFY says that something was committed; who missed it polls."""

COLUMNS = (
    "shard",
    "sequence",
    "id",
    "aggregatetype",
    "aggregateid",
    "type",
    "time",
    "payload",
    "prevhash",
    "hash",
    "traceparent",
)

traceparent: ContextVar[str | None] = ContextVar("traceparent", default=None)
"""The W3C trace context of the request that records events."""


Closing = Callable[[int], Event]
"""Makes the last of several events, which names the sequence of the first."""


class Tail:
    """The last record of one shard, moved on in memory while its row is locked."""

    def __init__(self, shard: int, sequence: int, hash: bytes, time: str) -> None:
        self.shard = shard
        self.sequence = sequence
        self.hash = hash
        self.time = time


class EncodedEvent(NamedTuple):
    """An event as it will be kept, but for its place. `traceparent`: of what it tells of, where that is not what goes
    on."""

    type: EventType
    subject: str
    payload: bytes
    traceparent: str | None = None


def encoded(event: Event) -> EncodedEvent:
    return EncodedEvent(type_of(event), subject_of(event), encode(event))


class EventLog:
    """The writer's side of the streams of one source."""

    def __init__(self, source: str, shards: int) -> None:
        self.source = source
        self.shards = shards

    def shard_of(self, subject: str) -> int:
        return crc32(subject.encode()) % self.shards if self.shards > 1 else 0

    async def lock(self, connection: AsyncConnection, shards: Sequence[int] = (0,)) -> dict[int, Tail]:
        """Take the row locks, in ascending order so that no two writers wait for each other, and say where the shards
        stand."""
        locked = text(
            "SELECT shard, sequence, hash, time FROM stream_shard WHERE shard = ANY(:shards) ORDER BY shard FOR UPDATE"
        )
        rows = await connection.execute(locked, {"shards": sorted(set(shards))})
        return {row.shard: Tail(row.shard, row.sequence, row.hash, row.time) for row in rows}

    async def append(
        self,
        connection: AsyncConnection,
        events: Sequence[Event | EncodedEvent],
        clock: Clock,
        closing: Closing | None = None,
    ) -> tuple[Position, ...]:
        """Number, hash and insert the events under the row locks of their shards, and the closing event behind them.

        Returns the last position of each shard that moved. Only a stream of one shard has a first sequence to name.
        """
        if closing is not None and self.shards > 1:
            raise ValueError(f"{self.source} has several shards, and a closing event names a sequence of one")
        ready = [event if isinstance(event, EncodedEvent) else encoded(event) for event in events]
        shards = {self.shard_of(event.subject) for event in ready} | ({0} if closing is not None else set())
        tails = await self.lock(connection, sorted(shards))
        if closing is not None:
            ready.append(encoded(closing(tails[0].sequence + 1)))
        moment = max(as_text(clock.now()), *(tail.time for tail in tails.values()))  # read after the locks are held
        rows = [
            self._row(event, id, tails[self.shard_of(event.subject)], moment)
            for event, id in zip(ready, new_ids(len(ready)), strict=True)
        ]
        driver = await driver_of(connection)
        await driver.copy_records_to_table("event_log", records=rows, columns=COLUMNS)
        await driver.execute(
            "UPDATE stream_shard s SET sequence = n.sequence, hash = n.hash, time = n.time"
            " FROM unnest($1::int[], $2::bigint[], $3::bytea[], $4::text[]) AS n(shard, sequence, hash, time)"
            " WHERE s.shard = n.shard",
            *zip(*((tail.shard, tail.sequence, tail.hash, tail.time) for tail in tails.values()), strict=True),
        )
        await driver.execute(f"NOTIFY {CHANNEL}")
        return tuple(Position(self.source, tail.shard, tail.sequence) for tail in tails.values())

    def _row(self, event: EncodedEvent, id: UUID, tail: Tail, moment: str) -> tuple[object, ...]:
        (known, subject, payload, trace), prevhash = event, tail.hash
        tail.sequence, tail.time = tail.sequence + 1, moment
        tail.hash = link(prevhash, self.source, tail.shard, tail.sequence, str(id), known.name, moment, payload)
        return (
            tail.shard,
            tail.sequence,
            id,
            known.aggregate,
            subject,
            known.name,
            moment,
            payload,
            prevhash,
            tail.hash,
            trace or traceparent.get(),
        )


READ = (
    "SELECT shard, sequence, id, type, time, aggregateid, payload, prevhash, hash, traceparent FROM event_log"
    " WHERE shard = $1 AND sequence > $2 ORDER BY sequence LIMIT $3"
)


async def read(driver: object, source: str, shard: int, after: int, limit: int) -> list[Record]:
    """The next records of a shard, through an asyncpg connection."""
    rows = await driver.fetch(READ, shard, after, limit)  # type: ignore[attr-defined]  # asyncpg ships no types
    return [record_of(source, row) for row in rows]


def record_of(source: str, row: tuple[int, int, UUID, str, str, str, bytes, bytes, bytes, str | None]) -> Record:
    shard, sequence, id, type, time, subject, payload, prevhash, hash, trace = row
    return Record(source, shard, sequence, str(id), type, time, subject, payload, prevhash, hash, trace)


async def positions_of(connection: AsyncConnection, source: str) -> tuple[Position, ...]:
    """Where the shards stand in the snapshot of this transaction: what it sees is what these events have told."""
    rows = await connection.execute(text("SELECT shard, sequence FROM stream_shard ORDER BY shard"))
    return tuple(Position(source, row.shard, row.sequence) for row in rows)


async def positions_before(connection: AsyncConnection, source: str, moment: datetime) -> tuple[Position, ...]:
    """How far each shard had come at a moment."""
    rows = await connection.execute(
        text(
            "SELECT s.shard, coalesce((SELECT max(e.sequence) FROM event_log e WHERE e.shard = s.shard"
            " AND e.time < :moment), 0) AS sequence FROM stream_shard s ORDER BY s.shard"
        ),
        {"moment": as_text(moment)},
    )
    return tuple(Position(source, row.shard, row.sequence) for row in rows)
