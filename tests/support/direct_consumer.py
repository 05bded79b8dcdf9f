"""Applies a stream to a service harness through the service's own consumer: with its positions, kept events and
projections, but without a carrier."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from random import Random

from common.clock import as_text
from common.consumer.carrier import Batch, BatchResult, Receiver
from common.consumer.consumer import Consumer
from common.consumer.head_watch import watch_heads
from common.contracts.event import Event, encode, subject_of, type_of
from common.database.connections import driver_of
from common.eventlog.chain import GENESIS, compute_hash
from common.eventlog.log import read
from common.eventlog.record import Record
from common.ids import new_id
from tests.support.service_harness import NOON, ServiceHarness


class NoCarrier:
    """For tests that pass batches to the consumer themselves."""

    async def run(self, receiver: Receiver, stop: asyncio.Event) -> None:
        raise AssertionError("nothing is carried here")


class SilentCarrier(NoCarrier):
    """Delivers nothing: all that arrives was fetched by the head watch."""

    async def run(self, receiver: Receiver, stop: asyncio.Event) -> None:
        await stop.wait()


@asynccontextmanager
async def direct_consumer(harness: ServiceHarness, source: str) -> AsyncIterator[Consumer]:
    (subscription,) = (each for each in harness.runtime.service.subscriptions if each.source == source)
    consumer = Consumer(harness.runtime, subscription, NoCarrier(), watch_heads)
    try:
        yield consumer
    finally:
        await consumer.close()


async def apply_stream(source: ServiceHarness, target: ServiceHarness) -> None:
    """Applies all events of the source's log that the target does not have yet."""
    name = source.runtime.service.name
    async with direct_consumer(target, name) as consumer, source.runtime.engine.connect() as connection:
        driver = await driver_of(connection)
        for shard in range(source.runtime.service.shards):
            sequence = (await consumer.position(shard)).sequence
            while records := await read(driver, name, shard, sequence, 2_000):
                assert await consumer.apply(Batch(shard, records)) is BatchResult.APPLIED
                sequence = records[-1].sequence


class EventWriter:
    """Makes records of a source's stream from events: numbered and chained, of one shard, recorded at one moment."""

    def __init__(self, source: str, shard: int = 0, recorded_at: datetime = NOON) -> None:
        self.source = source
        self.shard = shard
        self.time = as_text(recorded_at)
        self.sequence = 0
        self.hash = GENESIS

    def write(self, events: Sequence[Event]) -> list[Record]:
        return [self._record(event) for event in events]

    def _record(self, event: Event) -> Record:
        event_type, prevhash, payload, time = type_of(event), self.hash, encode(event), self.time
        id = str(new_id())
        self.sequence += 1
        self.hash = compute_hash(prevhash, self.source, self.shard, self.sequence, id, event_type.name, time, payload)
        return Record(
            self.source,
            self.shard,
            self.sequence,
            id,
            event_type.name,
            time,
            subject_of(event),
            payload,
            prevhash,
            self.hash,
        )

    async def emit(self, harness: ServiceHarness, *events: Event, batch: int = 1_000) -> None:
        records = self.write(events)
        async with direct_consumer(harness, self.source) as consumer:
            for start in range(0, len(records), batch):
                assert await consumer.apply(Batch(self.shard, records[start : start + batch])) is BatchResult.APPLIED


def random_batches(random: Random, records: Sequence[Record]) -> list[Sequence[Record]]:
    """Cuts the records into batches of any sizes."""
    batches, start = [], 0
    while start < len(records):
        end = start + random.choice([1, 3, 40, 200])
        batches.append(records[start:end])
        start = end
    return batches


async def deliver(harness: ServiceHarness, source: str, shard: int, batches: Sequence[Sequence[Record]]) -> None:
    """Each batch is applied, or was."""
    async with direct_consumer(harness, source) as consumer:
        for batch in batches:
            assert await consumer.apply(Batch(shard, list(batch))) in (BatchResult.APPLIED, BatchResult.MOVED)
