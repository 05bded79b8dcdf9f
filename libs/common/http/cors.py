"""CORS (Fetch standard): browsers may read what everybody may read, from the origins that the installation names.

Only GET without credentials is allowed: no response to a token is ever readable from a foreign page.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common.http.authentication import caller
from common.http.compression import CREDENTIALS
from common.http.query_parameters import all_dependants

Headers = list[tuple[bytes, bytes]]
ANY = "*"
SENT = b"Accept-Language, Event-Position-At-Least, If-None-Match, Request-Id, traceparent"
READ = (
    b"Content-Disposition, Content-Language, Deprecation, ETag, Event-Position, Link, RateLimit, RateLimit-Policy,"
    b" Request-Id, Retry-After, Sunset"
)
A_DAY = b"86400"


class CorsMiddleware:
    """`origins` is empty where CORS is off; `*` in it stands for every origin."""

    def __init__(self, app: ASGIApp, origins: Iterable[str], routes: Sequence[BaseRoute]) -> None:
        self.app = app
        self.origins = frozenset(origin.encode() for origin in origins)
        self.routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        method = headers.get(b"access-control-request-method")
        if scope["method"] == "OPTIONS" and method in (b"GET", b"HEAD") and self._is_public(scope):
            preflight = self._allowed(headers.get(b"origin"))
            await send({"type": "http.response.start", "status": 204, "headers": [*preflight, *_preflight(preflight)]})
            await send({"type": "http.response.body"})
            return

        async def send_allowed(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_open(scope, headers):
                allowed = self._allowed(headers.get(b"origin"))
                message["headers"] = [*message["headers"], *allowed, (b"access-control-expose-headers", READ)]
            await send(message)

        await self.app(scope, receive, send_allowed)

    def _allowed(self, origin: bytes | None) -> Headers:
        if ANY.encode() in self.origins:
            return [(b"access-control-allow-origin", b"*")]
        vary = (b"vary", b"Origin")
        return [(b"access-control-allow-origin", origin), vary] if origin in self.origins and origin else [vary]

    def _is_public(self, scope: Scope) -> bool:
        get = {**scope, "method": "GET"}
        route = next((route for route in self.routes if route.matches(get)[0] is Match.FULL), None)
        return route is not None and not needs_token(route)


def _preflight(allowed: Headers) -> Headers:
    if allowed[0][0] == b"vary":
        return []
    return [
        (b"access-control-allow-methods", b"GET, HEAD"),
        (b"access-control-allow-headers", SENT),
        (b"access-control-max-age", A_DAY),
    ]


def _is_open(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    """Whether everybody may have the response: one of no operation too, such as 404 and 429."""
    return scope["method"] == "GET" and CREDENTIALS.isdisjoint(headers) and not needs_token(scope.get("route"))


def needs_token(route: Any) -> bool:
    dependant = getattr(route, "dependant", None)
    return dependant is not None and any(part.call is caller for part in all_dependants(dependant))
