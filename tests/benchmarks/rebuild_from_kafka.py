"""A report with an empty database that follows its source over Kafka from the first event to the millionth, against
COPY
of the raw log into a table with the same key."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from common.consumer.carrier import Batch, BatchResult
from common.consumer.carriers import carrier_of
from common.consumer.consumer import Consumer
from common.consumer.head_watch import watch_heads
from common.database.connections import connect
from common.kafka.connection import Brokers
from common.kafka.publisher import KafkaPublisher
from common.operations.open_runtime import open_runtime
from common.settings import ServiceSettings
from suite.folders_and_ports import free_port
from tests.benchmarks.environment import Environment
from tests.benchmarks.long_stream import COLUMNS, SOURCE, Row, records, rows
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_least, measured
from tests.benchmarks.rebuild import COPIED
from tests.support.postgres import service_of

BATCH = 1_000
"""Records, as many as the relay reads at once."""


@dataclass(frozen=True)
class Size:
    events: int = 1_000_000
    keys: int = 50_000
    rounds: int = 3


TINY = Size(events=2_500, keys=100, rounds=1)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    stream = list(rows(size.events, size.keys))
    with environment.broker() as servers:
        await send(servers, stream)
        pairs = [
            (await measure_following(environment, servers, size.events), await measure_copy(environment, stream))
            for _ in range(size.rounds)
        ]
    return [at_least(f"rebuild the report from Kafka, {size.events:,} events", COPIED, "events", pairs, 0.5)]


async def send(servers: str, stream: Sequence[Row]) -> None:
    """Sends the stream to the source's topic, as its relay does."""
    publisher = KafkaPublisher(Brokers(servers), SOURCE, 1)
    await publisher.start()
    try:
        for start in range(0, len(stream), BATCH):
            await publisher.send(0, records(stream[start : start + BATCH]))
    finally:
        await publisher.stop()


class NotifyingConsumer(Consumer):
    """A consumer that signals when it has applied all events."""

    def expect(self, sequence: int) -> None:
        self.last, self.complete = sequence, asyncio.Event()

    async def apply(self, batch: Batch) -> BatchResult:
        result = await super().apply(batch)
        if result is not BatchResult.APPLIED:
            raise RuntimeError(f"a batch was not applied: {result}")
        if batch.records[-1].sequence >= self.last:
            self.complete.set()
        return result


async def measure_following(environment: Environment, servers: str, events: int) -> Measurement:
    """Measures all that a consumer with an empty database does: join, read, check the chain, keep each event, apply
    it."""
    service = service_of("reporting")
    unused_url = f"http://127.0.0.1:{free_port()}"  # nothing is missing, so the source's feed is not needed
    settings = ServiceSettings(
        database_url=await environment.postgres.migrated(service),
        kafka_bootstrap_servers=servers,
        procedures_url=unused_url,
    )
    async with open_runtime(service, settings) as runtime:
        (subscription,) = (each for each in service.subscriptions if each.source == SOURCE)
        consumer = NotifyingConsumer(runtime, subscription, carrier_of(runtime, subscription), watch_heads)
        consumer.expect(events)
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(consumer.run(stop))
            measurement = await measured(events, consumer.complete.wait)
            stop.set()
    return measurement


async def measure_copy(environment: Environment, stream: Sequence[Row]) -> Measurement:
    database = await connect(await environment.postgres.migrated("reporting"))
    try:
        return await measured(
            len(stream), lambda: database.copy_records_to_table("applied_event", records=stream, columns=COLUMNS)
        )
    finally:
        await database.close()
