"""Serves the app of a service harness on a real address, for browsers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn

from common.http.slow_connections import HeadTimeoutProtocol
from tests.support.service_harness import ServiceHarness


@asynccontextmanager
async def serve_app(harness: ServiceHarness) -> AsyncIterator[str]:
    """Yields the address. The harness runs the lifespan of the app."""
    server = uvicorn.Server(
        uvicorn.Config(harness.app, host="127.0.0.1", port=0, lifespan="off", log_config=None, http=HeadTimeoutProtocol)
    )
    running = asyncio.create_task(server.serve())
    while not server.started:
        assert not running.done(), "it did not start"
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await running
