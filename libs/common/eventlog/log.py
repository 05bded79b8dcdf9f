"""A service's own event log: numbered without gaps in commit order, hashed, and kept for ever."""

from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID
from zlib import crc32

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import Clock, as_text
from common.contracts.event import Event, EventType, encode, subject_of, type_of
from common.database.connections import driver_of
from common.eventlog.chain import compute_hash
from common.eventlog.event_size import check_event_size
from common.eventlog.moments import future_of, is_in_future
from common.eventlog.position import Position
from common.eventlog.record import Record
from common.ids import new_ids

CHANNEL = "event_log"
"""NOTIFY announces that events were committed; a reader that missed it polls."""

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
"""Builds the last event of a transaction, which names the sequence of the first."""

FEW = 48
"""Up to so many events one statement with arrays is faster than COPY, which takes three exchanges."""

LOCK_OF_SHARDS = "SELECT shard, sequence, hash, time FROM stream_shard WHERE shard = ANY({}) ORDER BY shard FOR UPDATE"
"""Takes the row locks, in ascending order so that no two writers wait for each other. A statement that writes what the
events are about may end with it, which saves an exchange: `tails_of` its rows are for `append`."""
LOCK_SHARDS = LOCK_OF_SHARDS.format("$1")
TAILS = "unnest($1::int[], $2::bigint[], $3::bytea[], $4::text[]) AS n (shard, sequence, hash, time)"
MOVE_TAILS = (
    f"UPDATE stream_shard s SET sequence = n.sequence, hash = n.hash, time = n.time FROM {TAILS}"  # noqa: S608 - our own text
    " WHERE s.shard = n.shard"
)
MOVE_AND_NOTIFY = f"WITH moved AS ({MOVE_TAILS}) SELECT pg_notify('{CHANNEL}', '')"
APPEND_FEW = f"""
    WITH moved AS ({MOVE_TAILS}), appended AS (
        INSERT INTO event_log ({", ".join(COLUMNS)})
        SELECT * FROM unnest($5::int[], $6::bigint[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[],
            $12::bytea[], $13::bytea[], $14::bytea[], $15::text[])
    )
    SELECT pg_notify('{CHANNEL}', '')
"""  # noqa: S608 - our own text


class Tail:
    """The last record of one shard, advanced in memory while its row is locked. `time` is the earliest moment that the
    next record may have: that of the last record, or of the act that began an epoch behind it."""

    def __init__(self, shard: int, sequence: int, hash: bytes, time: str) -> None:
        self.shard = shard
        self.sequence = sequence
        self.hash = hash
        self.time = time


Tails = dict[int, Tail]
"""By shard."""


def tails_of(rows: Iterable[Any]) -> Tails:
    """Expects the rows of `LOCK_OF_SHARDS`."""
    return {tail.shard: tail for tail in (Tail(*row) for row in rows)}


class EncodedEvent(NamedTuple):
    """An event as it is stored, but for its position. `traceparent` is the trace of the request that the event is
    about, if it is recorded by another one."""

    type: EventType
    subject: str
    payload: bytes
    traceparent: str | None = None


def encode_event(event: Event, traceparent: str | None = None) -> EncodedEvent:
    return EncodedEvent(type_of(event), subject_of(event), encode(event), traceparent)


class EventLog:
    """Appends events to the streams of one source."""

    def __init__(self, source: str, shards: int) -> None:
        self.source = source
        self.shards = shards

    def shard_of(self, subject: str) -> int:
        return crc32(subject.encode()) % self.shards if self.shards > 1 else 0

    async def lock(self, connection: AsyncConnection, shards: Sequence[int] = (0,)) -> Tails:
        """Takes the row locks, and returns the tails of the shards."""
        driver = await driver_of(connection)
        if driver.is_in_transaction():
            return await self._lock_by(driver, shards)
        # by SQLAlchemy, which begins the transaction if this is its first statement: the driver alone would not
        return tails_of(await connection.exec_driver_sql(LOCK_SHARDS, (sorted(set(shards)),)))

    async def _lock_by(self, driver: Any, shards: Iterable[int]) -> Tails:
        return tails_of(await driver.fetch(LOCK_SHARDS, sorted(set(shards))))

    async def append(
        self,
        connection: AsyncConnection,
        events: Sequence[Event | EncodedEvent],
        clock: Clock,
        closing: Closing | None = None,
        tails: Tails | None = None,
    ) -> tuple[Position, ...]:
        """Numbers, hashes and inserts the events under the row locks of their shards, with the closing event last.
        `tails` are those of the same shards, where this transaction has locked them already.

        Returns the last position of each shard that has new events. A closing event is possible in a source of one
        shard only, since it names one sequence. Raises `StreamInFuture`.
        """
        if closing is not None and self.shards > 1:
            raise ValueError(f"{self.source} has several shards, and a closing event names a sequence of one")
        encoded = [event if isinstance(event, EncodedEvent) else encode_event(event) for event in events]
        shards = {self.shard_of(event.subject) for event in encoded} | ({0} if closing is not None else set())
        if tails is None:
            tails = await self.lock(connection, sorted(shards))
        if closing is not None:
            encoded.append(encode_event(closing(tails[0].sequence + 1)))
        return await self._insert(await driver_of(connection), tails, encoded, clock)

    async def append_by(
        self, driver: Any, events: Sequence[Event | EncodedEvent], clock: Clock
    ) -> tuple[Position, ...]:
        """Does the same through an asyncpg connection whose transaction has begun. Raises `StreamInFuture`."""
        encoded = [event if isinstance(event, EncodedEvent) else encode_event(event) for event in events]
        tails = await self._lock_by(driver, {self.shard_of(event.subject) for event in encoded})
        return await self._insert(driver, tails, encoded, clock)

    async def _insert(
        self, driver: Any, tails: Tails, encoded: Sequence[EncodedEvent], clock: Clock
    ) -> tuple[Position, ...]:
        for event in encoded:
            check_event_size(event.type.name, event.subject, event.payload)
        now = clock.now()  # read after the locks are held
        for shard, tail in tails.items():
            if is_in_future(tail.time, now):
                raise await future_of(driver, f"{self.source}/{shard}", shard, tail.sequence, tail.time, now)
        time = max(as_text(now), *(tail.time for tail in tails.values()))
        rows = [
            self._row(event, id, tails[self.shard_of(event.subject)], time)
            for event, id in zip(encoded, new_ids(len(encoded)), strict=True)
        ]
        moved = zip(*((tail.shard, tail.sequence, tail.hash, tail.time) for tail in tails.values()), strict=True)
        if len(rows) <= FEW:
            await driver.execute(APPEND_FEW, *moved, *zip(*rows, strict=True))
        else:
            await driver.copy_records_to_table("event_log", records=rows, columns=COLUMNS)
            await driver.execute(MOVE_AND_NOTIFY, *moved)
        return tuple(Position(self.source, tail.shard, tail.sequence) for tail in tails.values())

    def _row(self, event: EncodedEvent, id: UUID, tail: Tail, moment: str) -> tuple[object, ...]:
        (event_type, subject, payload, trace), prevhash = event, tail.hash
        tail.sequence, tail.time = tail.sequence + 1, moment
        tail.hash = compute_hash(
            prevhash, self.source, tail.shard, tail.sequence, str(id), event_type.name, moment, payload
        )
        return (
            tail.shard,
            tail.sequence,
            id,
            event_type.aggregate,
            subject,
            event_type.name,
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
    """Returns the next records of a shard, through an asyncpg connection."""
    rows = await driver.fetch(READ, shard, after, limit)  # type: ignore[attr-defined]  # asyncpg ships no types
    return [record_of(source, row) for row in rows]


SCANNED = 50_000
"""Sequences that a page of some types goes through at most, whether it shows them or not."""
READ_TYPES = (
    "SELECT shard, sequence, id, type, time, aggregateid, payload, prevhash, hash, traceparent FROM event_log"
    " WHERE shard = $1 AND sequence > $2 AND sequence <= $3 AND type = ANY($4) ORDER BY sequence LIMIT $5"
)


async def read_types(
    driver: object, source: str, shard: int, after: int, until: int, types: Sequence[str], limit: int
) -> list[Record]:
    """Returns the next records of some types, up to the sequence `until`."""
    rows = await driver.fetch(READ_TYPES, shard, after, until, types, limit)  # type: ignore[attr-defined]  # as above
    return [record_of(source, row) for row in rows]


def record_of(source: str, row: tuple[int, int, UUID, str, str, str, bytes, bytes, bytes, str | None]) -> Record:
    shard, sequence, id, type, time, subject, payload, prevhash, hash, trace = row
    return Record(source, shard, sequence, str(id), type, time, subject, payload, prevhash, hash, trace)


async def positions_of(connection: AsyncConnection, source: str) -> tuple[Position, ...]:
    """Returns the last position of each shard in the snapshot of this transaction, whose other rows are the effect of
    exactly these events."""
    rows = await connection.execute(text("SELECT shard, sequence FROM stream_shard ORDER BY shard"))
    return tuple(Position(source, row.shard, row.sequence) for row in rows)


async def positions_before(connection: AsyncConnection, source: str, moment: datetime) -> tuple[Position, ...]:
    """Returns the last position of each shard before a moment."""
    rows = await connection.execute(
        text(
            "SELECT s.shard, coalesce((SELECT max(e.sequence) FROM event_log e WHERE e.shard = s.shard"
            " AND e.time < :moment), 0) AS sequence FROM stream_shard s ORDER BY s.shard"
        ),
        {"moment": as_text(moment)},
    )
    return tuple(Position(source, row.shard, row.sequence) for row in rows)
