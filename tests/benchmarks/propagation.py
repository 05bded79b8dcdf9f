"""The time from the commit of a Decision until the last consumer has applied it: for one event and for 2,000, over the
feed and over Kafka, against bare Kafka.

Each of the three consumers is a process, as deployed; so is each of the three of the limit. One event is compared with
readers that apply nothing; 2,000 events with readers that store each raw batch durably by COPY, since storing alone
takes longer than reading. The figures against readers that apply nothing, and against a single one, are printed too.
The producer's side (API and relay, or a bare producer) is this process.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from aiokafka import AIOKafkaProducer

from common.clock import SystemClock
from common.eventlog.keys import make_key_file
from common.http.app import build_api
from common.kafka.connection import Brokers, ensure_topic, open_admin
from common.kafka.publisher import BATCH_BYTES, KafkaPublisher
from common.operations.serving import serve_app
from common.relay.relay import Relay
from suite.folders_and_ports import free_port
from tests.benchmarks.bulk import create_signed_decision, publish_without_http
from tests.benchmarks.cpu_time import own_cpu_seconds
from tests.benchmarks.environment import Environment
from tests.benchmarks.followers import FollowerProcess, run_follower
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_least, at_most, single_figure
from tests.support.postgres import Postgres, service_of
from tests.support.procedures_harness import ProceduresHarness, procedures_harness

FOLLOWERS = ("online_services", "population_lookup", "reporting")
LEAST_OF_DURABLE = {"Kafka": 0.25, "the feed": 0.35}
"""The least rate for many events, as a part of that of durable readers."""


@dataclass(frozen=True)
class Round:
    """The suite, bare Kafka with as many durable readers, with as many readers, and with a single reader."""

    ours: Measurement
    durable: Measurement
    bare: Measurement
    single: Measurement


@dataclass(frozen=True)
class Size:
    singles: int = 40
    many: int = 2_000
    rounds: int = 5


TINY = Size(singles=2, many=20, rounds=1)


async def wait_for_all(followers: Sequence[FollowerProcess], sequence: int) -> float:
    return max(await asyncio.gather(*(asyncio.wait_for(follower.wait_until(sequence), 60) for follower in followers)))


class Propagation:
    """`procedures` and its three followers."""

    def __init__(self, harness: ProceduresHarness, followers: list[FollowerProcess]) -> None:
        self.harness = harness
        self.followers = followers
        self.start = 0

    async def carry(self, count: int, *, with_cpu: bool = False) -> Measurement:
        """Measures from the commit of a Decision with `count` items to the last consumer's commit. Reading the CPU time
        takes time itself."""
        id = await create_signed_decision(self.harness, count, self.start)
        self.start += count
        tail = (await self.harness.service.rows("SELECT sequence FROM stream_shard"))[0].sequence + count + 1
        await publish_without_http(self.harness, id)
        began = time.perf_counter()
        cpu_before = own_cpu_seconds() if with_cpu else None
        seconds = await wait_for_all(self.followers, tail) - began
        return Measurement(count, seconds, None if cpu_before is None else own_cpu_seconds() - cpu_before)


@asynccontextmanager
async def run_source(
    postgres: Postgres, folder: Path, servers: str | None
) -> AsyncIterator[tuple[ProceduresHarness, dict[str, str]]]:
    """Runs `procedures`, which serves its events or sends them to Kafka. Yields it with the settings of a follower."""
    await asyncio.to_thread(folder.mkdir)
    async with procedures_harness(postgres, folder) as harness:
        port, key, stop = free_port(), folder / "key.pem", asyncio.Event()
        make_key_file(key)
        update = {"kafka_bootstrap_servers": servers, "stream_key_file": key, "port": port}
        source = replace(
            harness.service.runtime,
            settings=harness.service.runtime.settings.model_copy(update=update),
            clock=SystemClock(),
        )
        parts: list[Any] = [serve_app(build_api(source), "127.0.0.1", port)(stop)]
        if servers:
            parts.append(
                Relay(
                    "procedures", source.settings.database_url, KafkaPublisher(Brokers(servers), "procedures", 1)
                ).run(stop)
            )
        running = [asyncio.create_task(part) for part in parts]
        settings = {
            "PROCEDURES_URL": f"http://127.0.0.1:{port}",
            "KAFKA_BOOTSTRAP_SERVERS": servers or "",
            "LOG_LEVEL": "WARNING",
        }
        try:
            yield harness, settings
        finally:
            stop.set()
            await asyncio.gather(*running, return_exceptions=True)


@asynccontextmanager
async def run_propagation(postgres: Postgres, folder: Path, servers: str | None) -> AsyncIterator[Propagation]:
    async with run_source(postgres, folder, servers) as (harness, settings), AsyncExitStack() as stack:
        followers = [
            await stack.enter_async_context(
                run_follower(
                    "real", name, settings=settings | {"DATABASE_URL": await postgres.migrated(service_of(name))}
                )
            )
            for name in FOLLOWERS
        ]
        yield Propagation(harness, followers)


class BareBus:
    """Kafka alone, until the last consumer has all records: the limit."""

    def __init__(self, servers: str, topic: str, followers: list[FollowerProcess]) -> None:
        self.topic = topic
        self.followers = followers
        self.sent = 0
        self.producer = AIOKafkaProducer(
            bootstrap_servers=servers, acks="all", enable_idempotence=True, linger_ms=0, max_batch_size=BATCH_BYTES
        )

    async def carry(self, count: int, *, with_cpu: bool = False) -> Measurement:
        self.sent += count
        cpu_before = own_cpu_seconds() if with_cpu else None
        began = time.perf_counter()
        ended, _ = await asyncio.gather(wait_for_all(self.followers, self.sent), self._send(b"x" * 700, count))
        return Measurement(count, ended - began, None if cpu_before is None else own_cpu_seconds() - cpu_before)

    async def _send(self, payload: bytes, count: int) -> None:
        batch, pending = self.producer.create_batch(), []
        for _ in range(count):
            if batch.append(key=b"k", value=payload, timestamp=None) is None:
                pending.append(await self.producer.send_batch(batch, self.topic, partition=0))
                batch = self.producer.create_batch()
                batch.append(key=b"k", value=payload, timestamp=None)
        pending.append(await self.producer.send_batch(batch, self.topic, partition=0))
        await asyncio.gather(*pending)


@dataclass(frozen=True)
class BareBuses:
    durable: BareBus
    bare: BareBus
    single: BareBus


@asynccontextmanager
async def run_bare_bus(servers: str, kind: str, databases: Sequence[str | None]) -> AsyncIterator[BareBus]:
    """Runs a reader of the kind for each database (None: a reader that has none)."""
    topic = f"{kind}-{len(databases)}"
    admin = await open_admin(Brokers(servers))
    await ensure_topic(admin, topic, 1, 1)
    await admin.close()
    async with AsyncExitStack() as stack:
        followers = [
            await stack.enter_async_context(run_follower(kind, servers, topic, *filter(None, [database]), settings={}))
            for database in databases
        ]
        bus = BareBus(servers, topic, followers)
        await bus.producer.start()
        stack.push_async_callback(bus.producer.stop)
        await wait_for_all(followers, 0)  # they listen
        await bus.carry(1)
        yield bus


@asynccontextmanager
async def run_bare_buses(servers: str, postgres: Postgres) -> AsyncIterator[BareBuses]:
    count = len(FOLLOWERS)
    databases = [await postgres.create_database() for _ in range(count)]
    async with (
        run_bare_bus(servers, "durable", databases) as durable,
        run_bare_bus(servers, "bare", [None] * count) as bare,
        run_bare_bus(servers, "bare", [None]) as single,
    ):
        yield BareBuses(durable, bare, single)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    figures = []
    with environment.broker() as servers:
        async with run_bare_buses(servers, environment.postgres) as buses:
            for name, carrier in (("Kafka", servers), ("the feed", None)):
                async with run_propagation(
                    environment.postgres, environment.folder / f"propagation {name}", carrier
                ) as over:
                    await over.carry(10)
                    singles = await rounds_of(over, buses, 1, size.singles)
                    many = await rounds_of(over, buses, size.many, size.rounds)
                figures += figures_of(name, singles, many)
    return figures


async def rounds_of(over: Propagation, buses: BareBuses, count: int, rounds: int) -> list[Round]:
    """Measures all in turn, after a round that does not count. CPU time is read in one more round, since reading it
    takes time."""

    async def one_round(*, with_cpu: bool = False) -> Round:
        return Round(
            await over.carry(count, with_cpu=with_cpu),
            await buses.durable.carry(count, with_cpu=with_cpu),
            await buses.bare.carry(count, with_cpu=with_cpu),
            await buses.single.carry(count),
        )

    return [*[await one_round() for _ in range(rounds + 1)][1:], await one_round(with_cpu=True)]


def figures_of(name: str, singles: Sequence[Round], many: Sequence[Round]) -> list[Figure]:
    singles, timed, count = singles[:-1], many[:-1], many[0].ours.pieces
    print_other_ratios(name, singles, timed)
    readers, job = len(FOLLOWERS), f"committed -> last of {len(FOLLOWERS)} applied, {name}"
    pairs = [(each.ours, each.durable) for each in timed]
    cpu = [(many[-1].ours, many[-1].durable)]
    milliseconds = median(each.ours.each("ms") * count for each in timed)
    return [
        at_most(
            f"one Decision {job}", f"bare Kafka -> last of {readers}", "ms", [(e.ours, e.bare) for e in singles], 2.0
        ),
        at_least(
            f"{count:,} items {job}",
            f"Kafka -> last of {readers} that COPY durably",
            "events",
            pairs,
            LEAST_OF_DURABLE[name],
            cpu=cpu,
        ),
        single_figure(f"{count:,} items {job}: time", "goal", "ms", milliseconds, 150, 1),
    ]


def print_other_ratios(name: str, singles: Sequence[Round], many: Sequence[Round]) -> None:
    slowest = max(each.ours.each("ms") for each in singles)
    single = median(each.ours.seconds / each.single.seconds for each in singles)
    bare = median(each.ours.rate / each.bare.rate for each in many)
    alone = median(each.ours.rate / each.single.rate for each in many)
    print(
        f"one event over {name}: slowest of {len(singles)} {slowest:.1f} ms; against one bare consumer,"
        f" one event takes {single:.1f}x, {many[0].ours.pieces:,} reach {alone:.2f}x;"
        f" against as many bare consumers they reach {bare:.2f}x"
    )
