"""Follows one source. Effects and position are committed in one transaction, so each event takes effect exactly once,
however often it is delivered."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
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
from common.database.kept_connection import KeptConnection
from common.database.sqlstates import Failure
from common.eventlog.record import Record
from common.service.definition import Runtime, Subscription
from common.service.unit_of_work import UnitOfWork

RETRY_DELAY = 0.2  # seconds before the first retry after a transient error, doubled up to the limit
LONGEST_RETRY_DELAY = 5.0
UNCERTAIN_ATTEMPTS = 3  # at one batch, before an error of unknown cause is attributed to the batch

T = TypeVar("T")
Watch = Callable[["Consumer", FeedClient, asyncio.Event], Coroutine[Any, Any, None]]

log = structlog.get_logger()


class PositionLost(Exception):
    """Another consumer moved the position during this transaction, which is rolled back."""


class Consumer:
    def __init__(self, runtime: Runtime, subscription: Subscription, carrier: Carrier, watch: Watch) -> None:
        self.runtime = runtime
        self.subscription = subscription
        self.source = subscription.source
        self.carrier = carrier
        self.watch = watch
        self.feed = feed_of(runtime, subscription.source)
        for counter in (
            metrics.applied,
            metrics.duplicates_dropped,
            metrics.gap_fill_events,
            metrics.foreign_messages,
        ):
            counter.labels(self.source)  # exported as 0 from the start, since alerts cannot watch an absent series
        metrics.propagation_negative.labels(self.source, runtime.service.name)
        # after the last batch of each shard: it saves a query, and the compare-and-set of the row still decides
        self._last_positions: dict[int, StreamPosition] = {}
        self._connection = KeptConnection(runtime.engine)

    async def run(self, stop: asyncio.Event) -> None:
        running = (self.carrier.run(self, stop), self.watch(self, self.feed, stop))
        tasks = [asyncio.create_task(coroutine) for coroutine in running]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.close()

    async def close(self) -> None:
        await self.feed.close()
        await self._connection.close()

    async def position(self, shard: int) -> StreamPosition:
        return (await self.positions()).get(shard) or StreamPosition(self.source, shard)

    async def positions(self) -> dict[int, StreamPosition]:
        async def read() -> dict[int, StreamPosition]:
            async with self.runtime.engine.connect() as connection:
                return await positions.positions_of(connection, self.source)

        return await self._retry_transient(read)

    async def stop_shard(self, shard: int, cause: str) -> None:
        async def write() -> None:
            async with self.runtime.engine.begin() as connection:
                await positions.stop(connection, self.source, shard, cause)

        log.error("a stream is stopped", source=self.source, shard=shard, cause=cause)
        metrics.stopped.labels(self.source, shard).set(1)
        await self._retry_transient(write)

    async def apply(self, batch: Batch) -> BatchResult:
        """Applies a batch once. Transient errors are retried without a limit; an event that its handler refuses stops
        the shard before it."""
        return await self._retry_transient(lambda: self._apply_or_stop(batch))

    async def _apply_or_stop(self, batch: Batch) -> BatchResult:
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
        """Applies a batch. If an error may be the server's or the batch's own, the batch is repeated a few times before
        the error is raised."""
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
        """Stops the shard because the database is damaged. The event is not the cause, so no dead letter is
        recorded."""
        await self.stop_shard(shard, f"the database is damaged: {damage!r}")
        return BatchResult.STOPPED

    async def _apply(self, batch: Batch) -> BatchResult:
        async with self._connection.use() as connection:
            position, records = await self._next_records(connection, batch)
            if position.stopped_cause is not None:
                return BatchResult.STOPPED
            with tracing.step_for_records(
                f"apply {self.source}", {"congbo.shard": batch.shard}, SpanKind.CONSUMER, records
            ):
                new_position = await self._apply_records(connection, position, records, batch)
                await connection.commit()
        self._last_positions[batch.shard] = new_position
        self._record_metrics(batch.shard, position, records)
        return BatchResult.APPLIED

    async def _next_records(self, connection: AsyncConnection, batch: Batch) -> tuple[StreamPosition, list[Record]]:
        """Returns the position and the records that follow it. The remembered position may be outdated because another
        consumer moved it, so it is read from the database before the shard is stopped."""
        if (remembered := self._last_positions.pop(batch.shard, None)) is not None:
            with suppress(StreamBroken, SourceBehind):
                return remembered, await fill_gaps(connection, self.feed, remembered, batch.records)
        position = await positions.position_of(connection, self.source, batch.shard)
        if position.stopped_cause is not None:
            return position, []
        return position, await fill_gaps(connection, self.feed, position, batch.records)

    async def _apply_records(
        self, connection: AsyncConnection, position: StreamPosition, records: Sequence[Record], batch: Batch
    ) -> StreamPosition:
        new_position = replace(position, topic_id=batch.topic_id, next_offset=batch.next_offset)
        if records:
            new_position = replace(new_position, sequence=records[-1].sequence, hash=records[-1].hash)
        columns = positions.EVENTS if self.runtime.service.keeps_events else positions.HASHES
        # first, since it locks the row
        if not await positions.move(connection, position, new_position, records, columns):
            raise PositionLost
        if records:
            if self.subscription.reactions:  # projections record no moment of this process
                await self.runtime.require_plausible_clock(connection)
            work = UnitOfWork(connection, self.runtime.clock, self.runtime.log)
            times = [record.time for record in records]
            await apply(self.subscription, decode_records(records), SqlTables(connection), work, times)
        return new_position

    async def _find_culprit(self, batch: Batch) -> BatchResult:
        """Applies the records one by one: those before the refused one take effect, that one is recorded as a dead
        letter with its cause, and the shard stops there."""
        position = await self.position(batch.shard)
        async with self.runtime.engine.connect() as connection:
            records = await fill_gaps(connection, self.feed, position, batch.records)
        for record in records:
            try:
                await self._apply_repeatedly(Batch(batch.shard, [record]))
            except PositionLost:
                return BatchResult.MOVED
            except Exception as error:
                if is_transient(error):
                    raise
                if failure_in(error) is Failure.CORRUPT:
                    return await self._stop_before_damage(batch.shard, error)
                await self._record_dead_letter(record, error)
                return BatchResult.STOPPED
        return BatchResult.MOVED  # each was applied by itself: continue from the position

    async def _record_dead_letter(self, record: Record, cause: Exception) -> None:
        async with self.runtime.engine.begin() as connection:
            await deadletters.record(connection, record, repr(cause))
        await self.stop_shard(record.shard, f"{record.type} at sequence {record.sequence} was refused: {cause!r}")

    async def _retry_transient(self, operation: Callable[[], Awaitable[T]]) -> T:
        """Retries after transient errors of the database or the source, without a limit."""
        wait = RETRY_DELAY
        while True:
            try:
                return await operation()
            except Exception as error:
                if not is_transient(error):
                    raise
                if (reason := not_writable_reason(error)) is not None:
                    self.runtime.writes.failed(reason)
                log.warning("trying again", source=self.source, cause=repr(error))
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_RETRY_DELAY)

    def _record_metrics(self, shard: int, old_position: StreamPosition, records: Sequence[Record]) -> None:
        metrics.stopped.labels(self.source, shard).set(0)
        if not records:
            return
        metrics.applied.labels(self.source).inc(len(records))
        metrics.position.labels(self.source, shard).set(records[-1].sequence)
        seconds = (datetime.now(UTC) - from_text(records[0].time)).total_seconds()
        consumer = (self.source, self.runtime.service.name)
        metrics.propagation_negative.labels(*consumer).set(max(-seconds, 0))
        if seconds >= 0:  # else a clock is wrong, and nothing was measured
            metrics.propagation.labels(*consumer).observe(seconds)
        log.debug("applied", source=self.source, shard=shard, after=old_position.sequence, until=records[-1].sequence)
