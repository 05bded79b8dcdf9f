"""The outermost layer: trace context in, size limit, security headers out, and the time that it took."""

import re
import secrets
import time
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common import metrics
from common.streams.log import traceparent

HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"strict-transport-security", b"max-age=31536000"),
]
TRACEPARENT = re.compile(rb"^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$")


class TooLarge(Exception):
    """The body is larger than this service takes."""


class Edge:
    def __init__(self, app: ASGIApp, largest: int) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, answered = time.perf_counter(), {"status": 500}
        headers = dict(scope["headers"])
        trace = trace_of(headers.get(b"traceparent", b""))
        traceparent.set(trace)
        structlog.contextvars.bind_contextvars(trace=trace[3:35])

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered["status"] = message["status"]
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        try:
            await self.app(scope, self._limited(receive), answer)
        except TooLarge:
            await refuse_size(answer, self.largest)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            spent = time.perf_counter() - began
            metrics.requests.labels(scope["method"], route, str(answered["status"])).observe(spent)

    def _limited(self, receive: Receive) -> Receive:
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.largest:
                raise TooLarge
            return message

        return receive_some


def trace_of(header: bytes) -> str:
    """The caller's trace context, or a new one (W3C Trace Context)."""
    if TRACEPARENT.match(header):
        return header.decode()
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


async def refuse_size(send: Any, largest: int) -> None:
    body = (
        b'{"type":"urn:congbo:problem:request-too-large","title":"The request is too large","status":413,'
        b'"detail":"at most %d bytes are taken"}' % largest
    )
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
