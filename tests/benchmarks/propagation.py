"""A Decision committed until the last consumer has applied it: one event, and 2,000, over the feed and over Kafka, against a bare bus.

Log, relay, carriers and the three consumers run in this process, as the bare producer and its three consumers do: the limit carries
each event to as many readers as the road does. What one bare consumer does is printed beside it.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from common.clock import SystemClock
from common.database import create_engine
from common.http.app import build_api
from common.messaging.carrier import Batch, Outcome
from common.messaging.carriers import carrier_of
from common.messaging.consumer import Consumer
from common.messaging.kafka.connection import Brokers, ensure_topic, open_admin
from common.messaging.kafka.publisher import KafkaPublisher
from common.processes.servers import serving
from common.runtime import Runtime
from common.streams.keys import make_key_file
from common.streams.log import EventLog
from common.streams.relay import Relay
from suite.places import free_port
from tests.benchmarks.bulk import published, signed
from tests.benchmarks.rounds import Figure, at_least, at_most
from tests.support.office import Office, office
from tests.support.postgres import Postgres, service_of

FOLLOWERS = ("online_services", "population_lookup", "reporting")
SINGLES, ROUNDS, MANY = 40, 5, 2_000


class Watched(Consumer):
    """Tells when it has applied up to a sequence."""

    reached = 0
    wanted = 0
    there: asyncio.Event

    async def apply(self, batch: Batch) -> Outcome:
        outcome = await super().apply(batch)
        self.reached = max(self.reached, batch.records[-1].sequence)
        if self.reached >= self.wanted:
            self.there.set()
        return outcome


class Road:
    """`procedures` and its three followers."""

    def __init__(self, at: Office, consumers: list[Watched]) -> None:
        self.at = at
        self.consumers = consumers
        self.start = 0

    async def seconds_of(self, count: int) -> float:
        """From the commit of a Decision of so many items to the last consumer's commit."""
        id = await signed(self.at, count, self.start)
        self.start += count
        tail = (await self.at.room.rows("SELECT sequence FROM stream_shard"))[0].sequence + count + 1
        for consumer in self.consumers:
            consumer.wanted, consumer.there = tail, asyncio.Event()
        await published(self.at, id)
        began = time.perf_counter()
        await asyncio.gather(*(asyncio.wait_for(consumer.there.wait(), 60) for consumer in self.consumers))
        return time.perf_counter() - began


@asynccontextmanager
async def road(postgres: Postgres, folder: Path, servers: str | None) -> AsyncIterator[Road]:
    await asyncio.to_thread(folder.mkdir)
    async with office(postgres, folder) as at:
        port, key, stop = free_port(), folder / "key.pem", asyncio.Event()
        make_key_file(key)
        update = {
            "procedures_url": f"http://127.0.0.1:{port}",
            "kafka_bootstrap_servers": servers,
            "stream_key_file": key,
            "port": port,
        }
        source = replace(at.room.runtime, settings=at.room.runtime.settings.model_copy(update=update), clock=SystemClock())
        parts: list[Any] = [serving(build_api(source), "127.0.0.1", port)(stop)]
        if servers:
            parts.append(
                Relay("procedures", source.settings.database_url, KafkaPublisher(Brokers(servers), "procedures", 1)).run(stop)
            )
        consumers = [await follower(postgres, name, source) for name in FOLLOWERS]
        running = [asyncio.create_task(part) for part in (*parts, *(consumer.run(stop) for consumer in consumers))]
        try:
            yield Road(at, consumers)
        finally:
            stop.set()
            await asyncio.gather(*running, return_exceptions=True)


async def follower(postgres: Postgres, name: str, source: Runtime) -> Watched:
    service = service_of(name)
    settings = source.settings.model_copy(update={"database_url": await postgres.migrated(service)})
    log = EventLog(name, service.shards) if service.shards else None
    runtime = Runtime(service, settings, create_engine(settings.database_url, 4), SystemClock(), log)
    (listening,) = (one for one in service.listens if one.source == "procedures")
    return Watched(runtime, listening, carrier_of(runtime, listening))


class BareBus:
    """What Kafka alone does, in this process, until the last of so many consumers has all: the limit."""

    def __init__(self, servers: str, consumers: int = len(FOLLOWERS)) -> None:
        self.servers = servers
        self.producer = AIOKafkaProducer(
            bootstrap_servers=servers, acks="all", enable_idempotence=True, linger_ms=0, max_batch_size=262_144
        )
        self.consumers = [
            AIOKafkaConsumer("bare", bootstrap_servers=servers, fetch_max_wait_ms=20, auto_offset_reset="latest")
            for _ in range(consumers)
        ]

    async def start(self) -> None:
        admin = await open_admin(Brokers(self.servers))
        await ensure_topic(admin, "bare", 1, 1)
        await admin.close()
        await self.producer.start()
        for consumer in self.consumers:
            await consumer.start()
            await consumer.seek_to_end()
        await self.seconds_of(1)

    async def stop(self) -> None:
        await self.producer.stop()
        for consumer in self.consumers:
            await consumer.stop()

    async def seconds_of(self, count: int) -> float:
        began = time.perf_counter()
        await asyncio.gather(self._send(b"x" * 700, count), *(self._receive(consumer, count) for consumer in self.consumers))
        return time.perf_counter() - began

    async def _receive(self, consumer: AIOKafkaConsumer, left: int) -> None:
        while left > 0:
            left -= sum(len(messages) for messages in (await consumer.getmany(timeout_ms=1_000, max_records=2_000)).values())

    async def _send(self, payload: bytes, count: int) -> None:
        batch, pending = self.producer.create_batch(), []
        for _ in range(count):
            if batch.append(key=b"k", value=payload, timestamp=None) is None:
                pending.append(await self.producer.send_batch(batch, "bare", partition=0))
                batch = self.producer.create_batch()
                batch.append(key=b"k", value=payload, timestamp=None)
        pending.append(await self.producer.send_batch(batch, "bare", partition=0))
        await asyncio.gather(*pending)


async def run(postgres: Postgres, folder: Path, servers: str | None) -> list[Figure]:
    if servers is None:
        print("propagation is measured against a bare Kafka, and there is none")
        return []
    bus, alone, figures = BareBus(servers), BareBus(servers, 1), []
    for bare in (bus, alone):
        await bare.start()
    for name, carrier in (("Kafka", servers), ("the feed", None)):
        async with road(postgres, folder / f"road {name}", carrier) as over:
            await over.seconds_of(10)
            singles = [(await over.seconds_of(1), await bus.seconds_of(1), await alone.seconds_of(1)) for _ in range(SINGLES)]
            many = [
                (await over.seconds_of(MANY), await bus.seconds_of(MANY), await alone.seconds_of(MANY)) for _ in range(ROUNDS + 1)
            ]
        print(f"one event over {name}: slowest of {SINGLES} {1000 * max(singles)[0]:.1f} ms; {said(singles, many[1:])}")
        milliseconds = [(ours * 1000, bare * 1000) for ours, bare, _ in singles]
        rates = [(MANY / ours, MANY / bare) for ours, bare, _ in many[1:]]
        figures.append(
            at_most(f"one Decision committed -> last of 3 applied, {name}", "bare Kafka -> last of 3", "ms", milliseconds, 2.5)
        )
        figures.append(
            at_least(f"2,000 items committed -> last of 3 applied, {name}", "bare Kafka -> last of 3", "events/s", rates, 0.45)
        )
    for bare in (bus, alone):
        await bare.stop()
    return figures


def said(singles: list[tuple[float, float, float]], many: list[tuple[float, float, float]]) -> str:
    one, all_ = median(ours / alone for ours, _, alone in singles), median(alone / ours for ours, _, alone in many)
    return f"against one bare consumer, one event takes {one:.1f}x, 2,000 reach {all_:.2f}x"
