"""Follows one source: effects and position in one transaction, so that each event takes effect exactly once, whatever
is repeated."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import structlog
from opentelemetry.trace import SpanKind
from sqlalchemy.ext.asyncio import AsyncConnection

from common import metrics, tracing
from common.clock import from_text
from common.consumer import deadletters, positions
from common.consumer.applying import apply, decode_records
from common.consumer.carrier import Batch, BatchResult, Carrier
from common.consumer.carriers import feed_of
from common.consumer.feed_client import FeedClient, SourceBehind
from common.consumer.gap_fill import StreamBroken, fill_gaps
from common.consumer.positions import StreamPosition
from common.consumer.sql_tables import SqlTables
from common.database.connections import failure_in, is_transient, not_writable_reason
from common.database.sqlstates import Failure
from common.eventlog.record import Record
from common.service.definition import Runtime, Subscription
from common.service.unit_of_work import UnitOfWork

RETRY_DELAY = 0.2  # seconds before work is done again after a transient failure, doubled up to a limit
LONGEST = 5.0
UNCERTAIN_ATTEMPTS = 3  # at one batch, before a failure of unknown cause counts as the batch's own

T = TypeVar("T")
Watch = Callable[["Consumer", FeedClient, asyncio.Event], Coroutine[Any, Any, None]]

log = structlog.get_logger()


class PositionLost(Exception):
    """Another consumer moved the position while we worked; our transaction is void."""


class Consumer:
    def __init__(self, runtime: Runtime, subscription: Subscription, carrier: Carrier, watch: Watch) -> None:
        self.runtime = runtime
        self.subscription = subscription
        self.source = subscription.source
        self.carrier = carrier
        self.watch = watch
        self.feed = feed_of(runtime, subscription.source)
        for counter in (metrics.applied, metrics.duplicates_dropped, metrics.gap_fill_events):
            counter.labels(self.source)  # said as 0 before anything has happened: what is absent cannot be watched
        self._last_positions: dict[
            int, StreamPosition
        ] = {}  # where our own last batch left each shard: spares a question, decides nothing
        self._holds = False
        self._held: AsyncConnection | None = None

    async def run(self, stop: asyncio.Event) -> None:
        self._holds = True
        parts = [
            asyncio.create_task(part) for part in (self.carrier.run(self, stop), self.watch(self, self.feed, stop))
        ]
        try:
            done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_EXCEPTION)
            for part in done:
                part.result()
        finally:
            for part in parts:
                part.cancel()
            await asyncio.gather(*parts, return_exceptions=True)
            await self.feed.close()
            self._holds = False
            if self._held is not None:
                await self._held.close()

    async def position(self, shard: int) -> StreamPosition:
        return (await self.positions()).get(shard) or StreamPosition(self.source, shard)

    async def positions(self) -> dict[int, StreamPosition]:
        async def read() -> dict[int, StreamPosition]:
            async with self.runtime.engine.connect() as connection:
                return await positions.positions_of(connection, self.source)

        return await self._until_done(read)

    async def stop_shard(self, shard: int, cause: str) -> None:
        async def write() -> None:
            async with self.runtime.engine.begin() as connection:
                await positions.stop(connection, self.source, shard, cause)

        log.error("a stream is stopped", source=self.source, shard=shard, cause=cause)
        metrics.stopped.labels(self.source, shard).set(1)
        await self._until_done(write)

    async def apply(self, batch: Batch) -> BatchResult:
        """Apply a batch once. Passing failures are tried again for ever; a refusing handler stops the shard before its
        event."""
        return await self._until_done(lambda: self._settle(batch))

    async def _settle(self, batch: Batch) -> BatchResult:
        try:
            return await self._apply_repeatedly(batch)
        except PositionLost:
            return BatchResult.MOVED
        except (StreamBroken, SourceBehind) as broken:
            await self.stop_shard(batch.shard, str(broken))
            return BatchResult.STOPPED
        except Exception as error:
            if is_transient(error):
                raise
            if failure_in(error) is Failure.CORRUPT:
                return await self._stop_before_damage(batch.shard, error)
            log.warning("a batch was refused", source=self.source, shard=batch.shard, cause=repr(error))
            return await self._find_culprit(batch)

    async def _apply_repeatedly(self, batch: Batch) -> BatchResult:
        """Apply a batch; a failure that may be the server's or the batch's is repeated a few times before it is
        raised."""
        for _ in range(UNCERTAIN_ATTEMPTS - 1):
            try:
                return await self._apply(batch)
            except Exception as error:
                if failure_in(error) is not Failure.UNCERTAIN:
                    raise
                log.warning(
                    "a batch failed for an unknown cause", source=self.source, shard=batch.shard, cause=repr(error)
                )
            await asyncio.sleep(RETRY_DELAY)
        return await self._apply(batch)

    async def _stop_before_damage(self, shard: int, damage: Exception) -> BatchResult:
        """Stop the shard for a damaged database. The event is not at fault, so there is no dead letter to retry or
        skip."""
        await self.stop_shard(shard, f"the database is damaged: {damage!r}")
        return BatchResult.STOPPED

    async def _apply(self, batch: Batch) -> BatchResult:
        async with self._connection() as connection:
            position, records = await self._next(connection, batch)
            if position.stopped_cause is not None:
                return BatchResult.STOPPED
            with tracing.following(f"apply {self.source}", {"congbo.shard": batch.shard}, SpanKind.CONSUMER, records):
                moved = await self._apply_records(connection, position, records, batch)
                await connection.commit()
        self._last_positions[batch.shard] = moved
        self._measure(batch.shard, position, records)
        return BatchResult.APPLIED

    async def _next(self, connection: AsyncConnection, batch: Batch) -> tuple[StreamPosition, list[Record]]:
        """Where we stand, and what follows. What is remembered may be behind where another consumer went on from: look
        before a stop."""
        if (remembered := self._last_positions.pop(batch.shard, None)) is not None:
            with suppress(StreamBroken, SourceBehind):
                return remembered, await fill_gaps(connection, self.feed, remembered, batch.records)
        position = await positions.position_of(connection, self.source, batch.shard)
        if position.stopped_cause is not None:
            return position, []
        return position, await fill_gaps(connection, self.feed, position, batch.records)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[AsyncConnection]:
        """Held from batch to batch while we run, since the pool asks each connection whether it lives; after any
        failure a new one."""
        held, self._held = self._held, None
        connection = held or await self.runtime.engine.connect()
        try:
            yield connection
            await connection.rollback()  # what was only looked at
        except BaseException:
            await asyncio.shield(connection.close())
            raise
        if self._holds and self._held is None:
            self._held = connection
        else:
            await connection.close()

    async def _apply_records(
        self, connection: AsyncConnection, position: StreamPosition, records: Sequence[Record], batch: Batch
    ) -> StreamPosition:
        moved = replace(position, topic_id=batch.topic_id, next_offset=batch.next_offset)
        if records:
            moved = replace(moved, sequence=records[-1].sequence, hash=records[-1].hash)
        kept = positions.EVENTS if self.runtime.service.keeps_events else positions.HASHES
        if not await positions.move(connection, position, moved, records, kept):  # first of all: it locks the row
            raise PositionLost
        if records:
            work = UnitOfWork(connection, self.runtime.clock, self.runtime.log)
            await apply(self.subscription, decode_records(records), SqlTables(connection), work)
        return moved

    async def _find_culprit(self, batch: Batch) -> BatchResult:
        """Replay one by one: what comes before the culprit takes effect, the culprit is recorded with its cause, the
        shard stops there."""
        position = await self.position(batch.shard)
        async with self.runtime.engine.connect() as connection:
            records = await fill_gaps(connection, self.feed, position, batch.records)
        for record in records:
            try:
                await self._apply_repeatedly(Batch(batch.shard, [record]))
            except PositionLost:
                return BatchResult.MOVED
            except Exception as refused:
                if is_transient(refused):
                    raise
                if failure_in(refused) is Failure.CORRUPT:
                    return await self._stop_before_damage(batch.shard, refused)
                await self._bury(record, refused)
                return BatchResult.STOPPED
        return BatchResult.MOVED  # all went one by one: go on from the position

    async def _bury(self, record: Record, cause: Exception) -> None:
        async with self.runtime.engine.begin() as connection:
            await deadletters.record(connection, record, repr(cause))
        await self.stop_shard(record.shard, f"{record.type} at sequence {record.sequence} was refused: {cause!r}")

    async def _until_done(self, act: Callable[[], Awaitable[T]]) -> T:
        """Passing failures of database or source are waited out, for ever."""
        wait = RETRY_DELAY
        while True:
            try:
                return await act()
            except Exception as error:
                if not is_transient(error):
                    raise
                if (reason := not_writable_reason(error)) is not None:
                    self.runtime.writes.failed(reason)
                log.warning("trying again", source=self.source, cause=repr(error))
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST)

    def _measure(self, shard: int, before: StreamPosition, records: Sequence[Record]) -> None:
        metrics.stopped.labels(self.source, shard).set(0)
        if not records:
            return
        metrics.applied.labels(self.source).inc(len(records))
        metrics.position.labels(self.source, shard).set(records[-1].sequence)
        spent = (datetime.now(UTC) - from_text(records[0].time)).total_seconds()
        metrics.propagation.labels(self.source, self.runtime.service.name).observe(max(spent, 0))
        log.debug("applied", source=self.source, shard=shard, after=before.sequence, reached=records[-1].sequence)
