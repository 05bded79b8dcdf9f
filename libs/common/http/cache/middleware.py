"""The response cache of an application, in front of the outer middleware and FastAPI."""

import time
from collections.abc import Sequence
from typing import NamedTuple

from starlette.types import ASGIApp, Receive, Scope, Send

from common.clock import Clock
from common.http.cache.cached_response import CachedResponse, send_response
from common.http.cache.checked_responses import CheckedResponses
from common.http.cache.response_recorder import ResponseRecorder
from common.http.cache.response_store import CacheVersion
from common.http.headers import HEADER
from common.http.outer_middleware import request_duration
from common.service.api_definition import CachedRoute, Revision

FRESHNESS = HEADER.lower().encode()


class Match(NamedTuple):
    route: CachedRoute
    responses: CheckedResponses
    key: str


class ResponseCache:
    """All cached routes of one application. Those without a `read` share a store and a connection by their revision."""

    def __init__(self, routes: Sequence[CachedRoute], database_url: str, clock: Clock) -> None:
        by_revision: dict[Revision, CheckedResponses] = {}
        self.routes: list[tuple[CachedRoute, CheckedResponses]] = []
        for route in routes:
            if route.read is not None:
                responses = CheckedResponses(route.path, route.revision, route.read.bodies, database_url, clock)
            elif (shared := by_revision.get(route.revision)) is not None:
                responses = shared
            else:
                responses = CheckedResponses(route.path, route.revision, None, database_url, clock)
                by_revision[route.revision] = responses
            self.routes.append((route, responses))

    def match(self, scope: Scope) -> Match | None:
        """Returns the first route that has a key for the request, or None where the plain route must answer."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        for route, responses in self.routes:
            if (key := route.key(scope["path"], scope["query_string"])) is not None:
                return None if any(name == FRESHNESS for name, _ in scope["headers"]) else Match(route, responses, key)
        return None

    async def close(self) -> None:
        for responses in dict.fromkeys(responses for _, responses in self.routes):
            await responses.close()


class CacheMiddleware:
    """Sends cached responses. They bypass the outer middleware: its headers are stored with them, and their time is
    measured here."""

    def __init__(self, app: ASGIApp, cache: ResponseCache) -> None:
        self.app = app
        self.cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match = self.cache.match(scope)
        if match is None:
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        cached = await match.responses.get(match.key)
        if isinstance(cached, CachedResponse):
            # as FastAPI does: outer middleware reads the template of the path from it
            scope["route"] = match.route
            status = await send_response(send, cached, scope["headers"])
            request_duration("GET", match.route.path, status).observe(time.perf_counter() - started)
        elif isinstance(cached, CacheVersion):
            await self._record(match, cached, scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _record(self, match: Match, version: CacheVersion, scope: Scope, receive: Receive, send: Send) -> None:
        recorder = ResponseRecorder(send)
        await self.app(scope, receive, recorder.send)
        if (response := recorder.response()) is not None:
            match.responses.add(match.key, response, version)
