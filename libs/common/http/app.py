"""The composition root of every API: its routes, middleware and lifespan on one screen."""

import asyncio
from collections.abc import AsyncIterator
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
from common.http.cache.batching import Batcher
from common.http.cache.middleware import CacheMiddleware, ResponseCache
from common.http.feed import feed_router
from common.http.feed_pages import FeedPages
from common.http.outer_middleware import BodyLimits, OuterMiddleware
from common.http.rate_limits import Accounts, Rates
from common.http.state import State
from common.http.tokens import Tokens
from common.http.trace_middleware import OWN_TRACES, Traced
from common.service.api_definition import ApiDefinition
from common.service.definition import Runtime, Service

LARGEST_BATCH = 64
"""Requests in one transaction: no other process can do the same meanwhile."""


class Api(FastAPI):
    """FastAPI behind an entrance of our own: a cached response must not pay for what it does not use."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.entrance: ASGIApp = super().__call__

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.entrance(scope, receive, send)


def build_api(runtime: Runtime) -> Api:
    service, settings, api = runtime.service, runtime.settings, runtime.service.api()
    tokens, wakeups = (
        Tokens(settings.jwks_url, settings.jwt_issuer, settings.jwt_audience),
        Wakeups(settings.database_url),
    )
    cache = ResponseCache(api.cached_routes, settings.database_url, runtime.clock)
    feed_pages = FeedPages(runtime)
    batcher = Batcher(partial(api.batch, runtime), "requests", LARGEST_BATCH, kind) if api.batch else None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[State]:
        stop = asyncio.Event()
        key = load_key(settings.stream_key_file) if service.shards and settings.stream_key_file else None
        if key is not None:
            async with runtime.engine.begin() as connection:
                await ensure_registered(connection, key, runtime.clock.now())
        listening = asyncio.create_task(wakeups.run(stop)) if service.shards else None
        yield State(
            runtime=runtime, tokens=tokens, wakeups=wakeups, feed_pages=feed_pages, signing_key=key, batcher=batcher
        )
        stop.set()
        if listening is not None:
            await listening
        await feed_pages.close()
        await cache.close()
        if batcher is not None:
            await batcher.close()

    app = Api(title=service.title, version="1", lifespan=lifespan, redoc_url=None, telemetry=OWN_TRACES)
    app.state.close = wakeups.close  # before a server drains: a long poll would hold it
    problems.install(app)
    for router in routers_of(service, api):
        app.router.routes.extend(
            router.routes
        )  # as they are: to include a router makes each route anew, for the first request
    app.add_api_route("/asyncapi.json", asyncapi, methods=["GET"], include_in_schema=False)
    app.entrance = entrance(app.entrance, runtime, api, cache, tokens)
    return app


def routers_of(service: Service, api: ApiDefinition) -> list[APIRouter]:
    routers = [health.router, *api.routers]
    if service.subscriptions:
        routers.append(applied.router)
    if service.shards:
        routers.append(feed_router(service.public_events))
    return routers


def entrance(app: ASGIApp, runtime: Runtime, api: ApiDefinition, cache: ResponseCache, tokens: Tokens) -> ASGIApp:
    """What stands before the routes, from the inside out."""
    settings = runtime.settings
    taken = (
        BodyLimits(settings.max_request_bytes, settings.body_timeout),
        BodyLimits(settings.max_upload_bytes, settings.upload_timeout),
    )
    app = OuterMiddleware(app, *taken, api.uploads, settings.response_timeout)
    app = CacheMiddleware(app, cache)
    if settings.rate_limit:
        app = Rates(
            app, Accounts(settings.rate_limit, settings.rate_burst), settings.trusted_proxy_count, tokens.subject_of
        )
    return Traced(app) if tracing.is_on() else app


def kind(failed: Exception) -> str:
    """Returns what may be logged: what a database refuses may repeat what was requested."""
    return type(failed).__name__
