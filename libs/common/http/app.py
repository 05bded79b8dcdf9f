"""The composition root of every API: its routes, middleware and lifespan."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import orjson
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from common import tracing
from common.contracts.documents import asyncapi
from common.database.connections import driver_of
from common.eventlog.keys import ensure_registered, load_key
from common.eventlog.wakeups import Wakeups
from common.garbage_collection import without_garbage_collection
from common.http import applied_positions as applied
from common.http import health, problems
from common.http.cache.middleware import CacheMiddleware, OutermostCacheMiddleware, ResponseCache, caches_of
from common.http.cache.transaction_batching import TransactionBatcher
from common.http.compression import CompressionMiddleware
from common.http.cors import CorsMiddleware
from common.http.feed import feed_router
from common.http.feed_pages import FeedPages
from common.http.head_requests import HeadMiddleware
from common.http.literal_paths import with_other_methods
from common.http.outer_middleware import BodyLimits, OuterMiddleware
from common.http.problem_texts import DETAILS, TITLES
from common.http.rate_limits import RateLimiter, RateLimitMiddleware
from common.http.reference import reference_routes
from common.http.request_id_middleware import RequestIdMiddleware
from common.http.state import State
from common.http.tokens import Tokens
from common.http.trace_middleware import NO_TELEMETRY, TraceMiddleware
from common.service.api_definition import ApiDefinition
from common.service.clock_check import true_now
from common.service.definition import Runtime, Service
from common.settings import ServiceSettings

LARGEST_BATCH = 64
"""Requests in one transaction, during which no other process can commit such a batch."""
DESCRIPTION = (
    "An operation below `/v1` refuses a query parameter that it does not know with 422 `unknown-parameter`, and one"
    " that is given twice and takes one value with 422 `repeated-parameter`."
)


class Api(FastAPI):
    """FastAPI behind middleware of our own, so that a cached response does not pay for FastAPI."""

    def __init__(self, document: Callable[[Sequence[BaseRoute]], dict[str, Any]], **settings: Any) -> None:
        self.rendered_document: bytes | None = None
        self.composing = asyncio.Lock()
        super().__init__(**settings)
        self.outer_app: ASGIApp = super().__call__
        self.document = document

    def setup(self) -> None:
        """Sends the document by `send_document` in place of FastAPI's own endpoint."""
        super().setup()
        self.router.routes[:] = [route for route in self.routes if getattr(route, "path", "") != self.openapi_url]
        self.add_route(str(self.openapi_url), self.send_document, include_in_schema=False)

    async def send_document(self, _: Request) -> Response:
        """Composes the document in a thread, once: it takes a second, in which requests are answered.

        What allocates much in a thread would collect the garbage of all threads there. A connection to the database
        that was lost without being closed would be closed from that thread, which uvloop does not survive.
        """
        async with self.composing:
            if self.rendered_document is None:
                with without_garbage_collection():
                    document = await run_in_threadpool(self.openapi)
                self.rendered_document = orjson.dumps(document)
        return Response(self.rendered_document, media_type="application/json")

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = self.document(self.routes)
        return self.openapi_schema

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.outer_app(scope, receive, send)


def build_api(runtime: Runtime) -> Api:
    service, settings, api = runtime.service, runtime.settings, runtime.service.api()
    tokens = Tokens(settings.jwks_url, settings.jwt_issuer, settings.jwt_audience)
    wakeups = Wakeups(settings.database_url)
    caches = caches_of(api.cached_routes, settings.database_url, runtime.clock)
    feed_pages = FeedPages(runtime)
    batcher: TransactionBatcher[Any, Any] | None = (
        TransactionBatcher(runtime, api.batch, "requests", LARGEST_BATCH, type_name) if api.batch else None
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[State]:
        stop = asyncio.Event()
        key = load_key(settings.stream_key_file) if service.shards and settings.stream_key_file else None
        if key is not None:
            async with runtime.engine.begin() as connection:
                now = await true_now(await driver_of(connection), runtime.clock)
                await ensure_registered(connection, key, now)
        wakeups_task = asyncio.create_task(wakeups.run(stop)) if service.shards else None
        yield State(
            runtime=runtime, tokens=tokens, wakeups=wakeups, feed_pages=feed_pages, signing_key=key, batcher=batcher
        )
        stop.set()
        if wakeups_task is not None:
            await wakeups_task
        await feed_pages.close()
        for cache in caches:
            await cache.close()
        if batcher is not None:
            await batcher.close()

    app = Api(
        lambda routes: openapi_document(routes, service, settings, api),
        title=service.title,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # its redirects are absolute, and name `http` behind a proxy that ends TLS
        telemetry=NO_TELEMETRY,
    )
    app.state.close = wakeups.close  # called before a server drains: a long poll would delay it
    app.state.vietnamese_titles = {**TITLES, **api.vietnamese_titles}
    app.state.vietnamese_details = {**DETAILS, **api.vietnamese_details}
    problems.install(app)
    for router in routers_of(service, api):
        # not `include_router`, which would build each route anew at the first request
        app.router.routes.extend(router.routes)
    app.router.routes.extend(reference_routes(service.title))
    app.add_api_route("/asyncapi.json", asyncapi, methods=["GET"], include_in_schema=False)
    app.router.routes[:] = with_other_methods(app.router.routes)
    app.outer_app = with_middleware(app.outer_app, runtime, api, caches, tokens, app.router.routes)
    return app


def openapi_document(
    routes: Sequence[BaseRoute], service: Service, settings: ServiceSettings, api: ApiDefinition
) -> dict[str, Any]:
    from common.http.openapi.document import Description, document_of  # noqa: PLC0415 - only where it is requested

    return document_of(
        routes,
        Description(
            package=service.name,
            title=service.title,
            text=DESCRIPTION,
            token_url=f"{settings.jwt_issuer}/token",
            has_feed=service.shards > 0,
            scopes=service.scopes,
            tags=api.tags,
            schema_names=api.schema_names,
        ),
    )


def routers_of(service: Service, api: ApiDefinition) -> list[APIRouter]:
    routers = [health.router, *api.routers]
    if service.subscriptions:
        routers.append(applied.router)
    if service.shards:
        routers.append(feed_router(service.public_events))
    return routers


def with_middleware(
    app: ASGIApp,
    runtime: Runtime,
    api: ApiDefinition,
    caches: tuple[ResponseCache, ResponseCache],
    tokens: Tokens,
    routes: Sequence[BaseRoute],
) -> ASGIApp:
    """Wraps the routes in the middleware, from the inside out."""
    point_reads, lists = caches
    settings = runtime.settings
    limits = (
        BodyLimits(settings.max_request_bytes, settings.body_timeout),
        BodyLimits(settings.max_upload_bytes, settings.upload_timeout),
    )
    app = CompressionMiddleware(app)
    app = CacheMiddleware(app, lists)
    app = OuterMiddleware(app, *limits, api.uploads, settings.response_timeout)
    app = OutermostCacheMiddleware(app, point_reads)
    if settings.rate_limit:
        app = RateLimitMiddleware(
            app, RateLimiter(settings.rate_limit, settings.rate_burst), settings.trusted_proxy_count, tokens.subject_of
        )
    if settings.cors_origins:
        app = CorsMiddleware(app, settings.cors_origins.split(","), routes)
    app = HeadMiddleware(app)
    return RequestIdMiddleware(TraceMiddleware(app) if tracing.is_on() else app)


def type_name(error: Exception) -> str:
    """Returns what may be logged of an error: its message may repeat the values of the request."""
    return type(error).__name__
