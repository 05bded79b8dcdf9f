"""The only publisher of a source's streams: it sends records in order, then moves its cursor. After a crash in between
records are sent twice; none is ever left out.

The advisory lock is held on the same connection that reads the log and moves the cursor, so a relay that loses its
connection loses the lock and the cursor together.
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
from common.kafka.format import MalformedMessage
from common.kafka.reading import OwnRecordNotFound
from common.relay.sending_failure import SendFailed, SendingFailure, failure_text
from common.relay.topic_mismatch import topic_mismatch
from common.service.part_health import PartHealth

BATCH_SIZE = 1_000
POLL_INTERVAL = 0.5  # seconds, in case a NOTIFY was missed
TOPIC_CHECK_INTERVAL = 5.0  # seconds between checks that the topic was not recreated
RETRY_DELAY = 1.0  # seconds after a failure
LOCK_RETRY_DELAY = 1.0  # seconds between attempts to take the lock that another relay holds

log = structlog.get_logger()


class Publisher(Protocol):
    """The port to the broker. `send` returns when all records are replicated; if it raises, some may have been
    written."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def is_same_topic(self) -> bool: ...

    async def last(self, shard: int) -> Record | None: ...

    async def send(self, shard: int, records: Sequence[Record]) -> None: ...


class TopicMismatch(Exception):
    """The topic and the log differ. The relay sends nothing more, which would hide it, until an operator has acted."""


class CursorMoved(Exception):
    """Another relay moved the cursor: this process was paused, and lost the lock meanwhile."""


class Relay:
    """`parts` receives a failure that lasts.

    After a failure the records are sent one by one, then two by two and so on: of many records those before the one
    that the broker refuses would be written again with each attempt, and the position of the refused one be unknown.
    """

    def __init__(self, source: str, database_url: str, publisher: Publisher, parts: PartHealth | None = None) -> None:
        self.source = source
        self.database_url = database_url
        self.publisher = publisher
        self.refusal: str | None = None
        self.working = False
        self._failure = SendingFailure(source, parts or PartHealth())
        self._batch_size = BATCH_SIZE
        self._committed = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until `stop` is set. After a failure of the database or the broker the relay continues from its cursor,
        without a limit to the retries."""
        while not stop.is_set():
            try:
                await self._run_under_lock(stop)
            except TopicMismatch as refusal:
                self.refusal = str(refusal)
                metrics.relay_topic_mismatch.labels(self.source).set(1)
                log.error("the relay refuses to send", source=self.source, cause=str(refusal))
                await _pause(stop, 10 * RETRY_DELAY)
            except Exception as error:
                self._failure.began(error)
                log.warning("the relay starts again from its cursor", source=self.source, cause=failure_text(error))
                await _pause(stop, RETRY_DELAY)

    async def _run_under_lock(self, stop: asyncio.Event) -> None:
        connection = await connect(self.database_url, application_name=f"relay {self.source}")
        try:
            while not await connection.fetchval("SELECT pg_try_advisory_lock(hashtext($1))", f"relay {self.source}"):
                self._failure.not_ours()
                if stop.is_set():
                    return
                await _pause(stop, LOCK_RETRY_DELAY)
            await self._failure.load(connection)
            await connection.add_listener(CHANNEL, lambda *_: self._committed.set())
            await self._send_until_stopped(connection, stop)
        except TopicMismatch:
            await self._failure.ended(connection)  # the broker answers, and this is a state of its own
            raise
        except Exception as error:
            await self._failure.save(connection, error)
            raise
        finally:
            self.working = False
            connection.terminate()
            with contextlib.suppress(Exception):
                await self.publisher.stop()

    async def _send_until_stopped(self, connection: Any, stop: asyncio.Event) -> None:
        await self.publisher.start()
        cursors = {row["shard"]: row["sequence"] for row in await connection.fetch("SELECT * FROM relay_cursor")}
        cursors = {shard: await self._starting_cursor(connection, shard, cursor) for shard, cursor in cursors.items()}
        self.refusal, self.working = None, True
        metrics.relay_topic_mismatch.labels(self.source).set(0)
        checked_at = asyncio.get_running_loop().time()
        while not stop.is_set():
            self._committed.clear()
            sent = [await self._send_next(connection, shard, cursors) for shard in cursors]
            await self._failure.ended(connection)
            now = asyncio.get_running_loop().time()
            if now - checked_at > TOPIC_CHECK_INTERVAL:
                checked_at = now
                if not await self.publisher.is_same_topic():
                    raise ConnectionError("the topic was deleted or recreated")
            if not any(sent):
                await _wait_for_either(self._committed, stop, POLL_INTERVAL)

    async def _starting_cursor(self, connection: Any, shard: int, cursor: int) -> int:
        """Returns the cursor to start from. The topic's last record must be in the log; foreign messages behind it are
        passed over."""
        try:
            last = await self.publisher.last(shard)
        except (OwnRecordNotFound, MalformedMessage) as error:
            raise TopicMismatch(str(error)) from error
        if last is None:
            return await self._move_cursor(connection, shard, cursor, 0)  # an empty topic is sent the whole log again
        if (mismatch := await topic_mismatch(connection, self.source, shard, last)) is not None:
            raise TopicMismatch(mismatch)
        return cursor

    async def _send_next(self, connection: Any, shard: int, cursors: dict[int, int]) -> bool:
        records = await read(connection, self.source, shard, cursors[shard], self._batch_size)
        if not records:
            return False
        with tracing.step_for_records(f"relay {self.source}", {"congbo.shard": shard}, SpanKind.PRODUCER, records):
            await self._send(shard, records)
            cursors[shard] = await self._move_cursor(connection, shard, cursors[shard], records[-1].sequence)
        metrics.relay_sent.labels(self.source).inc(len(records))
        return True

    async def _send(self, shard: int, records: Sequence[Record]) -> None:
        try:
            await self.publisher.send(shard, records)
        except Exception as error:
            self._batch_size = 1
            raise SendFailed(f"{self.source}/{shard}:{records[0].sequence}") from error
        self._batch_size = min(2 * self._batch_size, BATCH_SIZE)

    async def _move_cursor(self, connection: Any, shard: int, old: int, new: int) -> int:
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


async def _wait_for_either(first: asyncio.Event, second: asyncio.Event, seconds: float) -> None:
    tasks = [asyncio.create_task(event.wait()) for event in (first, second)]
    try:
        await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
