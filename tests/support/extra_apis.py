"""A second API beside that of a service harness, for tests that need settings, or a database, of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import httpx
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.types import Receive, Scope, Send

from common.database.connections import create_engine
from common.http.app import Api, build_api
from common.service.definition import Runtime
from suite.folders_and_ports import free_port
from tests.support.service_harness import client_of


@dataclass(frozen=True)
class ExtraApi:
    app: Api
    http: httpx.AsyncClient


@asynccontextmanager
async def extra_api(runtime: Runtime, engine: AsyncEngine | None = None, **settings: Any) -> AsyncIterator[ExtraApi]:
    changed = replace(runtime, settings=runtime.settings.model_copy(update=settings), engine=engine or runtime.engine)
    app = build_api(changed)
    async with app.router.lifespan_context(app) as state:

        async def with_state(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, "state": dict(state or {})}, receive, send)

        transport = httpx.ASGITransport(with_state, raise_app_exceptions=False)
        async with client_of(transport) as http:
            yield ExtraApi(app, http)


@asynccontextmanager
async def api_without_database(runtime: Runtime) -> AsyncIterator[ExtraApi]:
    """An API whose database URL names a port on which nothing listens."""
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    engine = create_engine(url)
    async with extra_api(runtime, engine, database_url=url) as api:
        yield api
    await engine.dispose()
