"""The processes that stay up."""

import asyncio
import contextlib
from collections.abc import Iterator, Sequence

import uvicorn
from fastapi import FastAPI

from common.http import health
from common.http.app import build_api
from common.http.impatient import Impatient
from common.http.state import State
from common.http.tokens import Tokens
from common.http.traced import OWN_TRACES
from common.messaging.carriers import carrier_of
from common.messaging.consumer import Consumer
from common.messaging.kafka.connection import Brokers
from common.messaging.kafka.publisher import KafkaPublisher
from common.processes.once_migrated import once_migrated
from common.processes.until_stopped import Part, until_stopped
from common.runtime import Runtime
from common.service import Command, StaysUp
from common.streams.relay import Relay
from common.streams.wakeups import Wakeups

DRAIN = 20  # seconds that requests under way may still take when the process is asked to stop


class Server(uvicorn.Server):
    """uvicorn, with signals left to `until_stopped`."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serving(app: FastAPI, host: str, port: int) -> Part:
    async def serve(stop: asyncio.Event) -> None:
        config = uvicorn.Config(
            app, host, port, loop="uvloop", http=Impatient, proxy_headers=False, log_config=None, server_header=False, date_header=False,
            access_log=False, timeout_graceful_shutdown=DRAIN, timeout_keep_alive=30,
        )  # fmt: skip
        server = Server(config)
        running = asyncio.create_task(server.serve())
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait([running, asked], return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        getattr(app.state, "close", lambda: None)()
        server.should_exit = True
        await running

    return serve


def api_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    return [("api", serving(build_api(runtime), runtime.settings.host, runtime.settings.port))]


def relay_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    brokers, service = Brokers.of(runtime.settings), runtime.service
    if not brokers or not service.shards:
        return []
    publisher = KafkaPublisher(brokers, service.name, service.shards, runtime.settings.kafka_replication_factor)
    return [("relay", Relay(service.name, runtime.settings.database_url, publisher).run)]


def consumer_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    return [
        (f"consumer of {listening.source}", Consumer(runtime, listening, carrier_of(runtime, listening)).run)
        for listening in runtime.service.listens
    ]


def own_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    return [(name, make(runtime)) for name, make in runtime.service.parts.items()]


def health_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    """A relay or consumer has no API of its own, but an operator asks after its health all the same."""
    settings = runtime.settings
    if settings.health_port is None:
        return []

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI):  # type: ignore[no-untyped-def]  # FastAPI knows the type
        tokens = Tokens(settings.jwks_url, settings.jwt_issuer, settings.jwt_audience)
        yield State(runtime=runtime, tokens=tokens, wakeups=Wakeups(settings.database_url), signing_key=None, gathered=None)

    app = FastAPI(lifespan=lifespan, openapi_url=None, telemetry=OWN_TRACES)
    app.include_router(health.router)
    return [("health", serving(app, settings.host, settings.health_port))]


async def working(runtime: Runtime, parts: Sequence[tuple[str, Part]], beside: Sequence[tuple[str, Part]] = ()) -> int:
    """The parts, once there is a schema for them; what stands beside them may answer before."""
    return await until_stopped([*((name, once_migrated(runtime, part)) for name, part in parts), *beside])


async def api(runtime: Runtime, _: Sequence[str]) -> int:
    """Answer HTTP requests."""
    return await working(runtime, api_parts(runtime))


async def relay(runtime: Runtime, _: Sequence[str]) -> int:
    """Send this service's events to Kafka."""
    return await working(runtime, relay_parts(runtime), health_parts(runtime))


async def consume(runtime: Runtime, _: Sequence[str]) -> int:
    """Follow the streams that this service listens to."""
    return await working(runtime, consumer_parts(runtime), health_parts(runtime))


async def everything(runtime: Runtime, _: Sequence[str]) -> int:
    """The API, the relay, the consumers and the service's own parts in one process, for small installations."""
    return await working(runtime, [*api_parts(runtime), *relay_parts(runtime), *consumer_parts(runtime), *own_parts(runtime)])


def staying_up(name: str, make: StaysUp) -> Command:
    """The command that runs one of the service's own parts."""

    async def stay(runtime: Runtime, _: Sequence[str]) -> int:
        return await working(runtime, [(name, make(runtime))], health_parts(runtime))

    stay.__doc__ = make.__doc__
    return stay
