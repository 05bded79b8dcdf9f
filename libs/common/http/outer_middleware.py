"""The outer middleware of all responses that are not cached: it reads the trace context, limits size and time of a
request, adds security headers, and measures."""

import asyncio
import random
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPMethod

from prometheus_client import Histogram
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common import metrics
from common.eventlog.log import traceparent
from common.http.json_limits import body_limit_of
from common.http.problems import COUNTED_STATUS, on_failure, response_timed_out

HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"strict-transport-security", b"max-age=31536000"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]
METHODS = frozenset(HTTPMethod)
TRACEPARENT = re.compile(rb"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


class BodyTooLarge(HTTPException):
    """The body is larger than the limit. It is an `HTTPException`, since FastAPI turns other errors while it reads a
    body into 400."""

    def __init__(self, largest: int) -> None:
        super().__init__(413, f"at most {largest} bytes are accepted", {"Connection": "close"})


class BodyTooSlow(HTTPException):
    """The body arrived too slowly: a caller that sends a byte now and then would hold the request for ever."""

    def __init__(self, seconds: float) -> None:
        super().__init__(408, f"the body did not arrive within {seconds:g} s", {"Connection": "close"})


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """How many bytes a body may have, and within how many seconds it must arrive."""

    bytes: int
    seconds: float


class OuterMiddleware:
    """`uploads` are the paths that stream a body to a file. A response must begin within `seconds` after the time that
    the body has."""

    def __init__(
        self,
        app: ASGIApp,
        body: BodyLimits,
        upload: BodyLimits,
        uploads: frozenset[str] = frozenset(),
        seconds: float = 120,
    ) -> None:
        self.app = app
        self.body = body
        self.upload = upload
        self.uploads = uploads
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, sent = time.perf_counter(), {"status": 0, "complete": False}
        limits = self.upload if scope["path"] in self.uploads else self.body
        timer = asyncio.timeout(limits.seconds + self.seconds)
        traceparent.set(trace_of(next((value for name, value in scope["headers"] if name == b"traceparent"), b"")))

        async def send_response(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent["status"] = message["status"]
                message["headers"] = with_security_headers(message["headers"])
            elif message["type"] == "http.response.body":
                sent["complete"] = not message.get("more_body", False)
            await send(message)

        async def send_in_time(message: Message) -> None:
            if message["type"] == "http.response.start" and not timer.expired():
                timer.reschedule(None)
            await send_response(message)

        try:
            async with timer:
                await self.app(scope, with_body_limits(receive, limits, scope), send_in_time)
        except Exception as error:
            if not sent["status"]:
                response = await self._failure_response(Request(scope), error, timer.expired())
                await response(scope, receive, send_response)
            elif not sent["complete"]:
                raise  # the server closes the connection, so that no caller takes a part for the whole response
        finally:
            route = getattr(scope.get("route"), "path", "none")
            duration = time.perf_counter() - started
            status = scope.get(COUNTED_STATUS) or sent["status"] or 500
            request_duration(scope["method"], route, status).observe(duration)

    async def _failure_response(self, request: Request, error: Exception, timed_out: bool) -> Response:
        return response_timed_out(request, self.seconds) if timed_out else await on_failure(request, error)


def with_security_headers(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Appends the security headers; the policy that a page sets itself is kept."""
    given = list(headers)
    has_policy = any(name == b"content-security-policy" for name, _ in given)
    return [*given, *(HEADERS[:-1] if has_policy else HEADERS)]


def with_body_limits(receive: Receive, limits: BodyLimits, scope: Scope) -> Receive:
    """Raises where the body exceeds a limit. What follows the body, the disconnect of the caller, has no limit."""
    size, complete, deadline = 0, False, asyncio.get_running_loop().time() + limits.seconds

    async def receive_some() -> Message:
        nonlocal size, complete
        if complete:
            return await receive()
        try:
            async with asyncio.timeout_at(deadline):
                message = await receive()
        except TimeoutError as error:
            raise BodyTooSlow(limits.seconds) from error
        complete = not message.get("more_body", False)
        size += len(message.get("body", b""))
        largest = min(limits.bytes, body_limit_of(scope.get("route")))  # the route is known once it reads
        if size > largest:
            raise BodyTooLarge(largest)
        return message

    return receive_some


@lru_cache(2_048)  # to look up a metric by its labels costs more than to observe it
def request_duration(method: str, route: str, status: int) -> Histogram:
    """A caller may invent methods, and must not create a time series for each."""
    return metrics.requests.labels(method if method in METHODS else "other", route, str(status))


def trace_of(header: bytes) -> str:
    """Returns the caller's trace context, or a new one (W3C Trace Context)."""
    if TRACEPARENT.fullmatch(header):
        return header.decode()
    return f"00-{random.getrandbits(128):032x}-{random.getrandbits(64):016x}-01"  # nosec B311 # no secret
