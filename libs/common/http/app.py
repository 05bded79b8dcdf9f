"""The composition root of every API: its routes, middleware and lifespan on one screen."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from common import tracing
from common.contracts.documents import asyncapi
from common.eventlog.keys import ensure_registered, load_key
from common.eventlog.wakeups import Wakeups
from common.http import applied_positions as applied
from common.http import health, problems
from common.http.cache.coalescing import Together
from common.http.cache.feed_pages import FeedPages
from common.http.cache.point_reads import HotReader, HotReads
from common.http.cache.response_cache import Recall, StandingRevision
from common.http.feed import feed_router
from common.http.outer_middleware import Edge, Taken
from common.http.rate_limits import Accounts, Rates
from common.http.state import State
from common.http.tokens import Tokens
from common.http.trace_middleware import OWN_TRACES, Traced
from common.service.api_definition import Door
from common.service.definition import Runtime, Service

MOST_AT_ONCE = 64
"""In one transaction: no other process can do the like meanwhile."""


class Api(FastAPI):
    """FastAPI behind an entrance of our own: a hot read must not pay for what it does not use."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.entrance: ASGIApp = super().__call__

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.entrance(scope, receive, send)


def build_api(runtime: Runtime) -> Api:
    service, settings, door = runtime.service, runtime.settings, runtime.service.door()
    tokens, wakeups = Tokens(settings.jwks_url, settings.jwt_issuer, settings.jwt_audience), Wakeups(settings.database_url)
    pages = FeedPages(runtime)
    hot = [HotReader(read, settings.database_url, runtime.clock) for read in door.hot_reads]
    gathered = Together(partial(door.gathered, runtime), "gathered", MOST_AT_ONCE, kind) if door.gathered else None
    standing = StandingRevision(door.recalled, settings.database_url, runtime.clock) if door.recalled else None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[State]:
        stop = asyncio.Event()
        key = load_key(settings.stream_key_file) if service.shards and settings.stream_key_file else None
        if key is not None:
            async with runtime.engine.begin() as connection:
                await ensure_registered(connection, key, runtime.clock.now())
        listening = asyncio.create_task(wakeups.run(stop)) if service.shards else None
        yield State(runtime=runtime, tokens=tokens, wakeups=wakeups, pages=pages, signing_key=key, gathered=gathered)
        stop.set()
        if listening is not None:
            await listening
        await pages.close()
        for reader in hot:
            await reader.close()
        if standing is not None:
            await standing.close()
        if gathered is not None:
            await gathered.close()

    app = Api(title=service.title, version="1", lifespan=lifespan, redoc_url=None, telemetry=OWN_TRACES)
    app.state.close = wakeups.close  # before a server drains: a long poll would hold it
    problems.install(app)
    for router in routers_of(service, door):
        app.router.routes.extend(router.routes)  # as they are: to include a router makes each route anew, for the first request
    app.add_api_route("/asyncapi.json", asyncapi, methods=["GET"], include_in_schema=False)
    app.entrance = entrance(app.entrance, runtime, door, hot, standing, tokens)
    return app


def routers_of(service: Service, door: Door) -> list[APIRouter]:
    routers = [health.router, *door.routers]
    if service.listens:
        routers.append(applied.router)
    if service.shards:
        routers.append(feed_router(service.public_events))
    return routers


def entrance(
    app: ASGIApp, runtime: Runtime, door: Door, hot: Sequence[HotReader], standing: StandingRevision | None, tokens: Tokens
) -> ASGIApp:
    """What stands before the routes, from the inside out."""
    settings = runtime.settings
    taken = Taken(settings.max_request_bytes, settings.body_timeout), Taken(settings.max_upload_bytes, settings.upload_timeout)
    app = Edge(app, *taken, door.uploads, settings.response_timeout)
    if standing is not None:
        app = Recall(app, standing)
    app = HotReads(app, hot)
    if settings.rate_limit:
        app = Rates(app, Accounts(settings.rate_limit, settings.rate_burst), settings.trusted_proxy_count, tokens.subject_of)
    recalled = standing.reads.paths if standing else frozenset[str]()
    return Traced(app, door.hot_reads, recalled) if tracing.is_on() else app


def kind(failed: Exception) -> str:
    """What a database refuses may repeat what was asked."""
    return type(failed).__name__
