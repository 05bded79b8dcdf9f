"""A sample service that publishes and serves its feed, and a follower of it, over either carrier."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from common.clock import SystemClock, as_text
from common.consumer.carrier import Carrier
from common.consumer.carriers import carrier_of
from common.consumer.consumer import Consumer
from common.consumer.head_watch import watch_heads
from common.contracts.event import Event
from common.database.connections import create_engine, driver_of
from common.eventlog.chain import compute_hash
from common.eventlog.keys import make_key_file
from common.eventlog.log import COLUMNS, EventLog
from common.eventlog.position import Position
from common.http.app import build_api
from common.ids import new_id
from common.kafka.connection import Brokers, open_admin
from common.kafka.format import topic_of
from common.kafka.publisher import KafkaPublisher
from common.kafka.topic_id import topic_id
from common.operations.serving import serve_app
from common.relay.relay import Relay
from common.service.definition import Runtime, Service
from common.service.unit_of_work import UnitOfWork
from common.settings import ServiceSettings
from suite.folders_and_ports import free_port
from tests.support.compiled_statements import compiled_once
from tests.support.postgres import Postgres
from tests.support.sample import FollowerService, sample_service
from tests.support.server_startup import wait_until_listening


class SampleSettings(ServiceSettings):
    sample_url: str = ""


def runtime_of(service: Service, settings: ServiceSettings) -> Runtime:
    log = EventLog(service.name, service.shards) if service.shards else None
    return Runtime(service, settings, compiled_once(create_engine(settings.database_url, 8)), SystemClock(), log)


@dataclass
class SampleStack:
    """`publish` writes to the sample's log as a command would; `following` runs a consumer for the duration of a
    block."""

    sample: Runtime
    follower: FollowerService
    following_runtime: Runtime

    async def open_source(self, runtime: Runtime) -> None:
        """Serves the source's API, and so its feed, from this runtime's database; returns when it accepts
        connections."""
        self._stop_serving = asyncio.Event()
        serve = serve_app(build_api(runtime), "127.0.0.1", runtime.settings.port)
        self._serving = asyncio.ensure_future(serve(self._stop_serving))
        await wait_until_listening(runtime.settings.port)

    async def close_source(self) -> None:
        self._stop_serving.set()
        await self._serving

    @asynccontextmanager
    async def relaying(self) -> AsyncIterator[Relay]:
        settings = self.sample.settings
        relay = Relay(
            "sample",
            settings.database_url,
            KafkaPublisher(brokers_of(settings), "sample", self.shards),
            self.sample.parts,
        )
        stop = asyncio.Event()
        running = asyncio.create_task(relay.run(stop))
        try:
            yield relay
        finally:
            stop.set()
            await asyncio.wait_for(running, 20)

    @property
    def shards(self) -> int:
        return self.sample.service.shards

    async def publish(self, events: Sequence[Event]) -> tuple[Position, ...]:
        async with self.sample.engine.connect() as connection:
            work = UnitOfWork(connection, self.sample.clock, self.sample.log)
            positions = await work.record(events)
            await connection.commit()
        return positions

    async def publish_unknown(self, type_name: str) -> None:
        """Writes an event of an undeclared type, as a newer version of the source would."""
        assert self.sample.log is not None
        async with self.sample.engine.connect() as connection:
            tail = (await self.sample.log.lock(connection))[0]
            id, time, payload = new_id(), as_text(self.sample.clock.now()), b'{"name":"unknown"}'
            hash = compute_hash(tail.hash, "sample", 0, tail.sequence + 1, str(id), type_name, time, payload)
            row = (0, tail.sequence + 1, id, "sample", "unknown", type_name, time, payload, tail.hash, hash, None)
            await (await driver_of(connection)).copy_records_to_table("event_log", records=[row], columns=COLUMNS)
            await connection.execute(
                text("UPDATE stream_shard SET sequence = :sequence, hash = :hash, time = :time WHERE shard = 0"),
                {"sequence": tail.sequence + 1, "hash": hash, "time": time},
            )
            await connection.commit()

    def consumer(self, carrier: Carrier | None = None) -> Consumer:
        subscription = self.follower.subscription
        return Consumer(
            self.following_runtime,
            subscription,
            carrier or carrier_of(self.following_runtime, subscription),
            watch_heads,
        )

    @asynccontextmanager
    async def following(self, carrier: Carrier | None = None) -> AsyncIterator[Consumer]:
        stop, consumer = asyncio.Event(), self.consumer(carrier)
        running = asyncio.create_task(consumer.run(stop))
        try:
            yield consumer
        finally:
            stop.set()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(running, 10)

    async def wait_until_applied(self, *positions: Position, within: float = 20) -> None:
        """Until the follower has applied these positions."""
        async with asyncio.timeout(within):
            while True:
                async with self.following_runtime.engine.connect() as connection:
                    rows = await connection.execute(
                        text("SELECT shard, sequence FROM stream_position WHERE source = 'sample'")
                    )
                    sequences = {row.shard: row.sequence for row in rows}
                if all(sequences.get(position.shard, 0) >= position.sequence for position in positions):
                    return
                await asyncio.sleep(0.02)

    async def things(self) -> dict[str, tuple[int, int]]:
        async with self.following_runtime.engine.connect() as connection:
            rows = await connection.execute(text("SELECT name, value, changes FROM projected.thing"))
            return {row.name: (row.value, row.changes) for row in rows}

    async def wait_until_stopped(self, within: float = 20) -> str:
        """Waits until the follower has stopped, and returns the cause."""
        async with asyncio.timeout(within):
            while True:
                async with self.following_runtime.engine.connect() as connection:
                    cause = await connection.scalar(
                        text("SELECT stopped_cause FROM stream_position WHERE stopped_at IS NOT NULL")
                    )
                if cause is not None:
                    return str(cause)
                await asyncio.sleep(0.02)


def brokers_of(settings: ServiceSettings) -> Brokers:
    brokers = Brokers.of(settings)
    assert brokers is not None
    return brokers


async def forget_topic(brokers: Brokers, source: str = "sample") -> None:
    """Deletes the topic: tests share a broker, and each begins without what another has left."""
    admin = await open_admin(brokers)
    try:
        if await topic_id(admin, topic_of(source)) is not None:
            await admin.delete_topics([topic_of(source)])
        while await topic_id(admin, topic_of(source)) is not None:
            await asyncio.sleep(0.05)
    finally:
        await admin.close()


@asynccontextmanager
async def sample_stack(
    postgres: Postgres,
    folder: Path,
    *,
    shards: int = 1,
    kafka: str | None = None,
    keeps_events: bool = False,
    relay: bool = True,
    **security: Any,
) -> AsyncIterator[SampleStack]:
    """`security` holds further settings of the connections to Kafka."""
    service, follower, port = sample_service(shards), FollowerService(keeps_events), free_port()
    key = folder / "sample.pem"
    make_key_file(key)
    common: dict[str, Any] = {
        "port": port,
        "sample_url": f"http://127.0.0.1:{port}",
        "kafka_bootstrap_servers": kafka,
        **security,
    }
    sample = runtime_of(
        service, SampleSettings(database_url=await postgres.migrated(service), stream_key_file=key, **common)
    )
    following = runtime_of(
        follower.service, SampleSettings(database_url=await postgres.migrated(follower.service), **common)
    )
    if kafka:
        await forget_topic(brokers_of(sample.settings))
    stack = SampleStack(sample, follower, following)
    try:
        await stack.open_source(sample)
        if kafka and relay:
            async with stack.relaying():
                yield stack
        else:
            yield stack
    finally:
        await stack.close_source()
        await sample.engine.dispose()
        await following.engine.dispose()
