"""The outermost layer of all that the response cache does not answer: trace context in, limits of size and time,
security headers out,
and the time that it took."""

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
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common import metrics
from common.eventlog.log import traceparent
from common.http.json_limits import body_limit_of
from common.http.problems import on_failure, response_timed_out

HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"strict-transport-security", b"max-age=31536000"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]
OF_PAGES = [*HEADERS[:-1], (b"content-security-policy", b"frame-ancestors 'none'")]
"""For HTML that says nothing itself: FastAPI's `/docs` loads scripts."""
METHODS = frozenset(HTTPMethod)
TRACEPARENT = re.compile(rb"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


class TooLarge(HTTPException):
    """The body is larger than this service takes. FastAPI makes a 400 of whatever else comes while it reads a body."""

    def __init__(self, largest: int) -> None:
        super().__init__(413, f"at most {largest} bytes are taken", {"Connection": "close"})


class TooSlow(HTTPException):
    """The body came too slowly: a byte now and then would keep its place here for ever."""

    def __init__(self, seconds: float) -> None:
        super().__init__(408, f"the body did not come within {seconds:g} s", {"Connection": "close"})


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """How many bytes of a body, and for how many seconds they are waited for."""

    bytes: int
    seconds: float


class OuterMiddleware:
    """`uploads` are paths that stream a body to a file; an answer begins within `seconds` after the body's own time."""

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
        began, sent = time.perf_counter(), {"status": 0, "whole": False}
        taken = self.upload if scope["path"] in self.uploads else self.body
        timer = asyncio.timeout(taken.seconds + self.seconds)
        traceparent.set(trace_of(next((value for name, value in scope["headers"] if name == b"traceparent"), b"")))

        async def send_response(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent["status"] = message["status"]
                message["headers"] = secured(message["headers"])
            elif message["type"] == "http.response.body":
                sent["whole"] = not message.get("more_body", False)
            await send(message)

        async def send_in_time(message: Message) -> None:
            if message["type"] == "http.response.start" and not timer.expired():
                timer.reschedule(None)
            await send_response(message)

        try:
            async with timer:
                await self.app(scope, limited(receive, taken, scope), send_in_time)
        except Exception as failed:
            if not sent["status"]:
                late = timer.expired()
                response = (
                    response_timed_out(Request(scope), self.seconds)
                    if late
                    else await on_failure(Request(scope), failed)
                )
                await response(scope, receive, send_response)
            elif not sent["whole"]:
                raise  # half answered: the server cuts the connection, so that nobody takes it for the whole
        finally:
            route = getattr(scope.get("route"), "path", "none")
            spent = time.perf_counter() - began
            measured(scope["method"], route, sent["status"] or 500).observe(spent)


def secured(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """With ours behind; a page's own policy stands."""
    given = list(headers)
    for name, value in given:
        if name == b"content-security-policy":
            return [*given, *HEADERS[:-1]]
        if name == b"content-type" and value.startswith(b"text/html"):
            return [
                *given,
                *(HEADERS[:-1] if any(name == b"content-security-policy" for name, _ in given) else OF_PAGES),
            ]
    return [*given, *HEADERS]


def limited(receive: Receive, taken: BodyLimits, scope: Scope) -> Receive:
    """A body that is larger or slower raises; what comes after its end, the caller's leaving, may take its time."""
    size, ended, until = 0, False, asyncio.get_running_loop().time() + taken.seconds

    async def receive_some() -> Message:
        nonlocal size, ended
        if ended:
            return await receive()
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError as slow:
            raise TooSlow(taken.seconds) from slow
        ended = not message.get("more_body", False)
        size += len(message.get("body", b""))
        largest = min(taken.bytes, body_limit_of(scope.get("route")))  # the route is known once it reads
        if size > largest:
            raise TooLarge(largest)
        return message

    return receive_some


@lru_cache(2_048)  # looking a metric up by its labels costs more than to observe it
def measured(method: str, route: str, status: int) -> Histogram:
    """A caller may invent methods; there must not be a metric for each."""
    return metrics.requests.labels(method if method in METHODS else "other", route, str(status))


def trace_of(header: bytes) -> str:
    """The caller's trace context, or a new one (W3C Trace Context)."""
    if TRACEPARENT.fullmatch(header):
        return header.decode()
    return f"00-{random.getrandbits(128):032x}-{random.getrandbits(64):016x}-01"  # nosec B311 # told to everybody, and cheap
