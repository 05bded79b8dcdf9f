"""A FastAPI application as a part of a process."""

import asyncio
import contextlib
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI

from common.eventlog.wakeups import Wakeups
from common.http import health
from common.http.feed_pages import FeedPages
from common.http.head_requests import HeadMiddleware
from common.http.request_id_middleware import RequestIdMiddleware
from common.http.slow_connections import HeadTimeoutProtocol
from common.http.state import State
from common.http.tokens import Tokens
from common.http.trace_middleware import NO_TELEMETRY
from common.operations.supervision import Part
from common.service.definition import Runtime

DRAIN = 20  # seconds that running requests may take after the process was asked to stop


class Server(uvicorn.Server):
    """uvicorn without its signal handlers, since `until_stopped` has its own, and without its clock, which would wake
    an idle process ten times a second to see whether it has to end."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._ended = asyncio.Event()

    def end(self) -> None:
        self.should_exit = True
        self._ended.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)  # sets the default headers
        await self._ended.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serve_app(app: FastAPI, host: str, port: int) -> Part:
    async def serve(stop: asyncio.Event) -> None:
        config = uvicorn.Config(
            app,
            host,
            port,
            loop="uvloop",
            http=HeadTimeoutProtocol,
            proxy_headers=False,
            log_config=None,
            server_header=False,
            date_header=False,
            access_log=False,
            timeout_graceful_shutdown=DRAIN,
            timeout_keep_alive=30,
        )
        server = Server(config)
        serving = asyncio.create_task(server.serve())
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([serving, stopping], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        getattr(app.state, "close", lambda: None)()
        server.end()
        await serving

    return serve


def health_part(runtime: Runtime, port: int) -> Part:
    """Serves health and metrics for a process without an API."""
    return serve_app(health_app(runtime), runtime.settings.host, port)


def health_app(runtime: Runtime) -> FastAPI:
    settings = runtime.settings

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI):  # type: ignore[no-untyped-def]  # FastAPI's own type
        tokens = Tokens(settings.jwks_url, settings.jwt_issuer, settings.jwt_audience)
        wakeups, feed_pages = Wakeups(settings.database_url), FeedPages(runtime)
        yield State(
            runtime=runtime, tokens=tokens, wakeups=wakeups, feed_pages=feed_pages, signing_key=None, batcher=None
        )

    app = FastAPI(lifespan=lifespan, openapi_url=None, telemetry=NO_TELEMETRY)
    app.add_middleware(HeadMiddleware)
    app.add_middleware(RequestIdMiddleware)
    app.include_router(health.router)
    return app
