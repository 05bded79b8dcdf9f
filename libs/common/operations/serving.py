"""An application of FastAPI as a part of a process."""

import asyncio
import contextlib
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI

from common.eventlog.wakeups import Wakeups
from common.http import health
from common.http.feed_pages import FeedPages
from common.http.slow_connections import Impatient
from common.http.state import State
from common.http.tokens import Tokens
from common.http.trace_middleware import OWN_TRACES
from common.operations.supervision import Part
from common.service.definition import Runtime

DRAIN = 20  # seconds that requests under way may still take when the process is asked to stop


class Server(uvicorn.Server):
    """uvicorn, with signals left to `until_stopped`."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serving(app: FastAPI, host: str, port: int) -> Part:
    async def serve(stop: asyncio.Event) -> None:
        config = uvicorn.Config(
            app,
            host,
            port,
            loop="uvloop",
            http=Impatient,
            proxy_headers=False,
            log_config=None,
            server_header=False,
            date_header=False,
            access_log=False,
            timeout_graceful_shutdown=DRAIN,
            timeout_keep_alive=30,
        )
        server = Server(config)
        running = asyncio.create_task(server.serve())
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait([running, asked], return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        getattr(app.state, "close", lambda: None)()
        server.should_exit = True
        await running

    return serve


def health_of(runtime: Runtime, port: int) -> Part:
    """Health and metrics of a process that answers nothing else."""
    settings = runtime.settings

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI):  # type: ignore[no-untyped-def]  # FastAPI knows the type
        tokens = Tokens(settings.jwks_url, settings.jwt_issuer, settings.jwt_audience)
        wakeups, feed_pages = Wakeups(settings.database_url), FeedPages(runtime)
        yield State(
            runtime=runtime, tokens=tokens, wakeups=wakeups, feed_pages=feed_pages, signing_key=None, batcher=None
        )

    app = FastAPI(lifespan=lifespan, openapi_url=None, telemetry=OWN_TRACES)
    app.include_router(health.router)
    return serving(app, settings.host, port)
