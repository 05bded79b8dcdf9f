"""A Decision committed until the last consumer has applied it: one event, and 2,000, over the feed and over Kafka, against a bare bus.

Each of the three consumers is a process, as deployed; so is each of the limit's three bare ones. The producer's side, API and relay or a
bare producer, is this process. What one bare consumer does is printed beside it.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from aiokafka import AIOKafkaProducer

from common.clock import SystemClock
from common.eventlog.keys import make_key_file
from common.http.app import build_api
from common.kafka.connection import Brokers, ensure_topic, open_admin
from common.kafka.publisher import BATCH_BYTES, KafkaPublisher
from common.operations.serving import serving
from common.relay.relay import Relay
from suite.folders_and_ports import free_port
from tests.benchmarks.bulk import published, signed
from tests.benchmarks.followers import Follower, following
from tests.benchmarks.ratio_rounds import Figure, at_least, at_most
from tests.support.postgres import Postgres, service_of
from tests.support.procedures_harness import Office, office

FOLLOWERS = ("online_services", "population_lookup", "reporting")
SINGLES, ROUNDS, MANY = 40, 5, 2_000


async def last_of(followers: Sequence[Follower], wanted: int) -> float:
    return max(await asyncio.gather(*(asyncio.wait_for(follower.reached(wanted), 60) for follower in followers)))


class Road:
    """`procedures` and its three followers."""

    def __init__(self, at: Office, followers: list[Follower]) -> None:
        self.at = at
        self.followers = followers
        self.start = 0

    async def seconds_of(self, count: int) -> float:
        """From the commit of a Decision of so many items to the last consumer's commit."""
        id = await signed(self.at, count, self.start)
        self.start += count
        tail = (await self.at.room.rows("SELECT sequence FROM stream_shard"))[0].sequence + count + 1
        await published(self.at, id)
        began = time.perf_counter()
        return await last_of(self.followers, tail) - began


@asynccontextmanager
async def road(postgres: Postgres, folder: Path, servers: str | None) -> AsyncIterator[Road]:
    await asyncio.to_thread(folder.mkdir)
    async with office(postgres, folder) as at, AsyncExitStack() as stack:
        port, key, stop = free_port(), folder / "key.pem", asyncio.Event()
        make_key_file(key)
        update = {"kafka_bootstrap_servers": servers, "stream_key_file": key, "port": port}
        source = replace(at.room.runtime, settings=at.room.runtime.settings.model_copy(update=update), clock=SystemClock())
        parts: list[Any] = [serving(build_api(source), "127.0.0.1", port)(stop)]
        if servers:
            parts.append(
                Relay("procedures", source.settings.database_url, KafkaPublisher(Brokers(servers), "procedures", 1)).run(stop)
            )
        running = [asyncio.create_task(part) for part in parts]
        settings = {"PROCEDURES_URL": f"http://127.0.0.1:{port}", "LOG_LEVEL": "WARNING"}
        if servers:
            settings["KAFKA_BOOTSTRAP_SERVERS"] = servers
        followers = [
            await stack.enter_async_context(
                following("real", name, settings=settings | {"DATABASE_URL": await postgres.migrated(service_of(name))})
            )
            for name in FOLLOWERS
        ]
        try:
            yield Road(at, followers)
        finally:
            stop.set()
            await asyncio.gather(*running, return_exceptions=True)


class BareBus:
    """What Kafka alone does, until the last of so many consumers has all: the limit."""

    def __init__(self, servers: str, topic: str, followers: list[Follower]) -> None:
        self.topic = topic
        self.followers = followers
        self.sent = 0
        self.producer = AIOKafkaProducer(
            bootstrap_servers=servers, acks="all", enable_idempotence=True, linger_ms=0, max_batch_size=BATCH_BYTES
        )

    async def seconds_of(self, count: int) -> float:
        self.sent += count
        began = time.perf_counter()
        ended, _ = await asyncio.gather(last_of(self.followers, self.sent), self._send(b"x" * 700, count))
        return ended - began

    async def _send(self, payload: bytes, count: int) -> None:
        batch, pending = self.producer.create_batch(), []
        for _ in range(count):
            if batch.append(key=b"k", value=payload, timestamp=None) is None:
                pending.append(await self.producer.send_batch(batch, self.topic, partition=0))
                batch = self.producer.create_batch()
                batch.append(key=b"k", value=payload, timestamp=None)
        pending.append(await self.producer.send_batch(batch, self.topic, partition=0))
        await asyncio.gather(*pending)


@asynccontextmanager
async def bare_bus(servers: str, consumers: int) -> AsyncIterator[BareBus]:
    topic = f"bare-{consumers}"
    admin = await open_admin(Brokers(servers))
    await ensure_topic(admin, topic, 1, 1)
    await admin.close()
    async with AsyncExitStack() as stack:
        followers = [await stack.enter_async_context(following("bare", servers, topic, settings={})) for _ in range(consumers)]
        bus = BareBus(servers, topic, followers)
        await bus.producer.start()
        stack.push_async_callback(bus.producer.stop)
        await last_of(followers, 0)  # they listen
        await bus.seconds_of(1)
        yield bus


async def run(postgres: Postgres, folder: Path, servers: str | None) -> list[Figure]:
    if servers is None:
        print("propagation is measured against a bare Kafka, and there is none")
        return []
    figures = []
    for name, carrier in (("Kafka", servers), ("the feed", None)):
        async with road(postgres, folder / f"road {name}", carrier) as over:
            await over.seconds_of(10)
            singles = await taken(over, servers, 1, SINGLES)
            many = await taken(over, servers, MANY, ROUNDS)
        print(f"one event over {name}: slowest of {SINGLES} {1000 * max(singles)[0]:.1f} ms; {said(singles, many)}")
        milliseconds = [(ours * 1000, bare * 1000) for ours, bare, _ in singles]
        rates = [(MANY / ours, MANY / bare) for ours, bare, _ in many]
        figures.append(
            at_most(f"one Decision committed -> last of 3 applied, {name}", "bare Kafka -> last of 3", "ms", milliseconds, 2.5)
        )
        figures.append(
            at_least(f"2,000 items committed -> last of 3 applied, {name}", "bare Kafka -> last of 3", "events/s", rates, 0.45)
        )
    return figures


async def taken(over: Road, servers: str, count: int, rounds: int) -> list[tuple[float, float, float]]:
    """Seconds of the road, of the bus with as many readers and with one, in turn, after a round that does not count."""
    async with bare_bus(servers, len(FOLLOWERS)) as bus, bare_bus(servers, 1) as alone:
        every = [
            (await over.seconds_of(count), await bus.seconds_of(count), await alone.seconds_of(count)) for _ in range(rounds + 1)
        ]
    return every[1:]


def said(singles: list[tuple[float, float, float]], many: list[tuple[float, float, float]]) -> str:
    one, all_ = median(ours / alone for ours, _, alone in singles), median(alone / ours for ours, _, alone in many)
    return f"against one bare consumer, one event takes {one:.1f}x, 2,000 reach {all_:.2f}x"
