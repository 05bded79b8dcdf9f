"""The outermost layer of all that is no hot read: trace context in, size limit, security headers out, and the time that it took."""

import random
import re
import time
from functools import lru_cache
from http import HTTPMethod

from prometheus_client import Histogram
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common import metrics
from common.http.problems import on_failure
from common.streams.log import traceparent

HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"strict-transport-security", b"max-age=31536000"),
]
METHODS = frozenset(HTTPMethod)
TRACEPARENT = re.compile(rb"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


class TooLarge(HTTPException):
    """The body is larger than this service takes. FastAPI makes a 400 of whatever else comes while it reads a body."""

    def __init__(self, largest: int) -> None:
        super().__init__(413, f"at most {largest} bytes are taken", {"Connection": "close"})


class Edge:
    """`uploads` are paths that stream a body to a file, of up to `largest_upload` bytes."""

    def __init__(self, app: ASGIApp, largest: int, uploads: frozenset[str] = frozenset(), largest_upload: int = 0) -> None:
        self.app = app
        self.largest = largest
        self.uploads = uploads
        self.largest_upload = largest_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, answered = time.perf_counter(), {"status": 0, "whole": False}
        traceparent.set(trace_of(next((value for name, value in scope["headers"] if name == b"traceparent"), b"")))

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered["status"] = message["status"]
                message["headers"] = [*message["headers"], *HEADERS]
            elif message["type"] == "http.response.body":
                answered["whole"] = not message.get("more_body", False)
            await send(message)

        try:
            await self.app(scope, self._limited(receive, scope["path"]), answer)
        except Exception as failed:
            if not answered["status"]:
                response = await on_failure(Request(scope), failed)
                await response(scope, receive, answer)
            elif not answered["whole"]:
                raise  # half answered: the server cuts the connection, so that nobody takes it for the whole
        finally:
            route = getattr(scope.get("route"), "path", "none")
            spent = time.perf_counter() - began
            measured(scope["method"], route, answered["status"] or 500).observe(spent)

    def _limited(self, receive: Receive, path: str) -> Receive:
        taken, largest = 0, self.largest_upload if path in self.uploads else self.largest

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > largest:
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
    return f"00-{random.getrandbits(128):032x}-{random.getrandbits(64):016x}-01"
