"""A sample service that publishes, with its feed served, and a follower beside it: both carriers can be tested on it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text

from common.clock import SystemClock
from common.contracts.event import Event
from common.database import create_engine
from common.http.app import build_api
from common.messaging.carrier import Carrier
from common.messaging.carriers import carrier_of
from common.messaging.consumer import Consumer
from common.processes.servers import serving
from common.runtime import Runtime
from common.service import Service
from common.settings import ServiceSettings
from common.streams.keys import make_key_file
from common.streams.log import EventLog
from common.streams.position import Position
from common.unit_of_work import UnitOfWork
from suite.places import free_port
from tests.support.postgres import Postgres
from tests.support.sample import Follower, sample_service


class SampleSettings(ServiceSettings):
    sample_url: str = ""


def runtime_of(service: Service, settings: ServiceSettings) -> Runtime:
    log = EventLog(service.name, service.shards) if service.shards else None
    return Runtime(service, settings, create_engine(settings.database_url, 8), SystemClock(), log)


@dataclass
class Town:
    """`publish` writes to the sample's log as a command would; `following` runs a consumer while the block lasts."""

    sample: Runtime
    follower: Follower
    following_runtime: Runtime
    folder: Path
    serving: asyncio.Event = field(default_factory=asyncio.Event)

    async def publish(self, events: Sequence[Event]) -> tuple[Position, ...]:
        async with self.sample.engine.connect() as connection:
            work = UnitOfWork(connection, self.sample.clock, self.sample.log)
            positions = await work.record(events)
            await connection.commit()
        return positions

    def consumer(self, carrier: Carrier | None = None) -> Consumer:
        listening = self.follower.listening
        return Consumer(self.following_runtime, listening, carrier or carrier_of(self.following_runtime, listening))

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

    async def reached(self, *wanted: Position, within: float = 20) -> None:
        """Until the follower has applied these positions."""
        async with asyncio.timeout(within):
            while True:
                async with self.following_runtime.engine.connect() as connection:
                    rows = await connection.execute(text("SELECT shard, sequence FROM stream_position WHERE source = 'sample'"))
                    reached = {row.shard: row.sequence for row in rows}
                if all(reached.get(position.shard, 0) >= position.sequence for position in wanted):
                    return
                await asyncio.sleep(0.02)

    async def things(self) -> dict[str, tuple[int, int]]:
        async with self.following_runtime.engine.connect() as connection:
            rows = await connection.execute(text("SELECT name, value, changes FROM projected.thing"))
            return {row.name: (row.value, row.changes) for row in rows}

    async def stopped(self, within: float = 20) -> str:
        """The cause for which the follower has stopped."""
        async with asyncio.timeout(within):
            while True:
                async with self.following_runtime.engine.connect() as connection:
                    cause = await connection.scalar(
                        text("SELECT stopped_cause FROM stream_position WHERE stopped_at IS NOT NULL")
                    )
                if cause is not None:
                    return str(cause)
                await asyncio.sleep(0.02)


@asynccontextmanager
async def town(
    postgres: Postgres, folder: Path, *, shards: int = 1, kafka: str | None = None, keeps_events: bool = False
) -> AsyncIterator[Town]:
    service, follower, port = sample_service(shards), Follower(keeps_events), free_port()
    key = folder / "sample.pem"
    make_key_file(key)
    common = {"port": port, "sample_url": f"http://127.0.0.1:{port}", "kafka_bootstrap_servers": kafka}
    sample = runtime_of(service, SampleSettings(database_url=await postgres.migrated(service), stream_key_file=key, **common))
    following = runtime_of(follower.service, SampleSettings(database_url=await postgres.migrated(follower.service), **common))
    made = Town(sample, follower, following, folder)
    running = asyncio.create_task(serving(build_api(sample), "127.0.0.1", port)(made.serving))
    try:
        yield made
    finally:
        made.serving.set()
        await running
        await sample.engine.dispose()
        await following.engine.dispose()
