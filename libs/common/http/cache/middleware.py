"""The response cache of an application, in front of FastAPI."""

import time
from collections.abc import Sequence
from typing import NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from common.clock import Clock
from common.http.cache.cached_response import CachedResponse, Headers, send_response
from common.http.cache.checked_responses import CheckedResponses
from common.http.cache.response_recorder import ResponseRecorder
from common.http.headers import HEADER
from common.http.outer_middleware import HEADERS, request_duration
from common.service.api_definition import CachedRead, CachedRoute, Revision

FRESHNESS = HEADER.lower().encode()
TOKEN = b"authorization"
ACCEPT_ENCODING = b"accept-encoding"


class Match(NamedTuple):
    route: CachedRoute
    responses: CheckedResponses
    key: str


class ResponseCache:
    """Cached routes of one application. Those without a `read` share a store and a connection by their revision."""

    def __init__(
        self, routes: Sequence[CachedRoute], database_url: str, clock: Clock, common_headers: Headers | None = None
    ) -> None:
        self.common_headers = common_headers or []
        by_revision: dict[Revision, CheckedResponses] = {}
        self.routes: list[tuple[CachedRoute, CheckedResponses]] = []
        for route in routes:
            if route.read is not None:
                responses = self._responses(route, route.read, database_url, clock)
            elif (shared := by_revision.get(route.revision)) is not None:
                responses = shared
            else:
                responses = self._responses(route, None, database_url, clock)
                by_revision[route.revision] = responses
            self.routes.append((route, responses))

    def match(self, scope: Scope) -> Match | None:
        """Returns the first route that has a key for the request, or None where the plain route must answer."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        for route, responses in self.routes:
            if (key := route.key(scope["path"], scope["query_string"])) is not None:
                names = {name for name, _ in scope["headers"]}
                plain = FRESHNESS in names or (not route.for_anyone and TOKEN in names)
                return None if plain else Match(route, responses, key)
        return None

    def _responses(
        self, route: CachedRoute, read: CachedRead | None, database_url: str, clock: Clock
    ) -> CheckedResponses:
        bodies, own_headers = (None, None) if read is None else (read.bodies, read.own_headers)
        return CheckedResponses(
            route.path, route.revision, bodies, database_url, clock, self.common_headers, own_headers
        )

    async def close(self) -> None:
        for responses in dict.fromkeys(responses for _, responses in self.routes):
            await responses.close()


class CacheMiddleware:
    """Sends cached responses, behind the outer middleware, which adds its headers to them and measures their time."""

    def __init__(self, app: ASGIApp, cache: ResponseCache) -> None:
        self.app = app
        self.cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match = self.cache.match(scope)
        if match is None:
            await self.app(scope, receive, send)
        else:
            await self.respond(match, scope, receive, send)

    async def respond(self, match: Match, scope: Scope, receive: Receive, send: Send) -> int | None:
        """Returns the status of a cached response, None where the plain route has answered."""
        cached = await match.responses.get(match.key)
        if isinstance(cached, CachedResponse):
            # as FastAPI does: outer middleware reads the template of the path from it
            scope["route"] = match.route
            return await send_response(send, cached, scope["headers"])
        if cached is None:
            await self.app(scope, receive, send)
            return None
        scope["headers"] = [header for header in scope["headers"] if header[0] != ACCEPT_ENCODING]  # stored as it is
        recorder = ResponseRecorder(send, self.cache.common_headers)
        await self.app(scope, receive, recorder.send)
        if (response := recorder.response()) is not None:
            match.responses.add(match.key, response, cached)
        return None


class OutermostCacheMiddleware(CacheMiddleware):
    """Sends cached responses in front of the outer middleware, which would take as long as a point read does: they are
    stored with its headers, and their time is measured here."""

    async def respond(self, match: Match, scope: Scope, receive: Receive, send: Send) -> int | None:
        started = time.perf_counter()
        if (status := await super().respond(match, scope, receive, send)) is not None:
            request_duration("GET", match.route.path, status).observe(time.perf_counter() - started)
        return status


def caches_of(routes: Sequence[CachedRoute], database_url: str, clock: Clock) -> tuple[ResponseCache, ResponseCache]:
    """Returns the cache of the point reads, which stand in front of the outer middleware, and that of all others."""
    point_reads = [route for route in routes if "{" in route.path]
    others = [route for route in routes if route not in point_reads]
    return ResponseCache(point_reads, database_url, clock, HEADERS), ResponseCache(others, database_url, clock)
