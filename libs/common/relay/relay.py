"""The only publisher of a source's streams: sends in order, then moves its cursor. A crash in between sends twice,
never less.

It holds an advisory lock on the very connection that it reads and moves the cursor with: who loses the connection has
lost both.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any, Protocol

import structlog
from opentelemetry.trace import SpanKind

from common import metrics, tracing
from common.database.connections import connect
from common.eventlog.log import CHANNEL, read
from common.eventlog.record import Record
from common.relay.agreement import disagreement

BATCH = 1_000
IDLE = 0.5  # seconds: the poll behind NOTIFY
LOOK_AT_TOPIC = 5.0  # seconds between looks at whether the topic is still the same one
AGAIN = 1.0  # seconds after a failure
STANDBY = 1.0  # seconds between tries for the lock that another relay holds

log = structlog.get_logger()


class Publisher(Protocol):
    """The port to the broker. `send` returns when all records are safe, or raises: then some may be there and some
    not."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def is_same_topic(self) -> bool: ...

    async def last(self, shard: int) -> Record | None: ...

    async def send(self, shard: int, records: Sequence[Record]) -> None: ...


class RefusesToSend(Exception):
    """The topic and the log do not agree; sending more would hide it. An operator must look."""


class CursorMoved(Exception):
    """Another relay moved the cursor: we were paused, and the lock was lost meanwhile."""


class Relay:
    def __init__(self, source: str, database_url: str, publisher: Publisher) -> None:
        self.source = source
        self.database_url = database_url
        self.publisher = publisher
        self.refusal: str | None = None
        self.working = False
        self._committed = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Until asked to stop. Failures of database or broker are tried again for ever, from the cursor."""
        while not stop.is_set():
            try:
                await self._hold_and_work(stop)
            except RefusesToSend as refusal:
                self.refusal = str(refusal)
                metrics.relay_topic_mismatch.labels(self.source).set(1)
                log.error("the relay refuses to send", source=self.source, cause=str(refusal))
                await _pause(stop, 10 * AGAIN)
            except Exception as error:
                log.warning("the relay starts again from its cursor", source=self.source, cause=repr(error))
                await _pause(stop, AGAIN)

    async def _hold_and_work(self, stop: asyncio.Event) -> None:
        connection = await connect(self.database_url, application_name=f"relay {self.source}")
        try:
            while not await connection.fetchval("SELECT pg_try_advisory_lock(hashtext($1))", f"relay {self.source}"):
                if stop.is_set():
                    return
                await _pause(stop, STANDBY)
            await connection.add_listener(CHANNEL, lambda *_: self._committed.set())
            await self._work(connection, stop)
        finally:
            self.working = False
            connection.terminate()
            with contextlib.suppress(Exception):
                await self.publisher.stop()

    async def _work(self, connection: Any, stop: asyncio.Event) -> None:
        await self.publisher.start()
        cursors = {row["shard"]: row["sequence"] for row in await connection.fetch("SELECT * FROM relay_cursor")}
        cursors = {shard: await self._compare(connection, shard, cursor) for shard, cursor in cursors.items()}
        self.refusal, self.working = None, True
        metrics.relay_topic_mismatch.labels(self.source).set(0)
        looked = asyncio.get_running_loop().time()
        while not stop.is_set():
            self._committed.clear()
            sent = [await self._send_next(connection, shard, cursors) for shard in cursors]
            now = asyncio.get_running_loop().time()
            if now - looked > LOOK_AT_TOPIC:
                looked = now
                if not await self.publisher.is_same_topic():
                    raise ConnectionError("the topic was deleted or made anew")
            if not any(sent):
                await _either(self._committed, stop, IDLE)

    async def _compare(self, connection: Any, shard: int, cursor: int) -> int:
        """Where to go on: after the topic's last record, which must be the log's own."""
        last = await self.publisher.last(shard)
        if last is None:
            return await self._move(connection, shard, cursor, 0)  # an empty topic gets the whole log again
        if (different := await disagreement(connection, self.source, shard, last)) is not None:
            raise RefusesToSend(different)
        return cursor

    async def _send_next(self, connection: Any, shard: int, cursors: dict[int, int]) -> bool:
        records = await read(connection, self.source, shard, cursors[shard], BATCH)
        if not records:
            return False
        with tracing.following(f"relay {self.source}", {"congbo.shard": shard}, SpanKind.PRODUCER, records):
            await self.publisher.send(shard, records)
            cursors[shard] = await self._move(connection, shard, cursors[shard], records[-1].sequence)
        metrics.relay_sent.labels(self.source).inc(len(records))
        return True

    async def _move(self, connection: Any, shard: int, old: int, new: int) -> int:
        moved = await connection.fetchval(
            "UPDATE relay_cursor SET sequence = $3 WHERE shard = $1 AND sequence = $2 RETURNING sequence",
            shard,
            old,
            new,
        )
        if moved is None:
            raise CursorMoved(f"the cursor of shard {shard} is no longer at {old}")
        return new


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def _either(first: asyncio.Event, second: asyncio.Event, seconds: float) -> None:
    tasks = [asyncio.create_task(event.wait()) for event in (first, second)]
    try:
        await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
