"""Content encodings of responses: zstd and gzip (docs/adr/0013).

A response is compressed only where its request carries no credentials. What everybody may read holds no secret, and the
length of a compressed response that holds one beside something of the caller's choice tells the secret (BREACH).
"""

import gzip
import zlib
from collections.abc import Sequence
from functools import lru_cache
from types import ModuleType
from typing import NamedTuple, Protocol

from fastapi.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common.http.etags import encoded_tag

Headers = Sequence[tuple[bytes, bytes]]
SMALLEST = 1_024
"""Bytes; a smaller body fits one packet anyway."""
FOR_THE_LOOP = 65_536
"""Bytes that are compressed in about a millisecond; more of them are left to a thread."""
ENCODINGS = ("zstd", "gzip")
"""The first is preferred: it takes a quarter of the time for the same size."""
CREDENTIALS = frozenset({b"authorization", b"cookie"})
VARY = (b"vary", b"Accept-Encoding")
COMPRESSIBLE = (
    b"text/",
    b"application/json",
    b"application/problem+json",
    b"application/ld+json",
    b"application/x-ndjson",
    b"application/xml",
    b"image/svg+xml",
)
WITHOUT_BODY = frozenset({204, 304})
GZIP_LEVEL, ZSTD_LEVEL = 6, 3
GZIP_WINDOW = 31  # of 32 kB, in gzip's own format


class Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class Accepted(NamedTuple):
    """What the headers of a request say about the encoding of its response."""

    encoding: str | None
    if_none_match: bytes | None


def accepted_by(headers: Headers) -> Accepted:
    """Without credentials the encoding that the caller prefers, if there is one that both know."""
    accept = if_none_match = None
    has_credentials = False
    for name, value in headers:
        if name == b"accept-encoding":
            accept = value if accept is None else accept + b"," + value
        elif name == b"if-none-match":
            if_none_match = value if if_none_match is None else if_none_match + b"," + value
        elif name in CREDENTIALS:
            has_credentials = True
    return Accepted(None if accept is None or has_credentials else preferred_encoding(accept), if_none_match)


@lru_cache(256)
def preferred_encoding(accept: bytes) -> str | None:
    """By the weights of RFC 9110, 12.5.3; None where the body is sent as it is."""
    weights: dict[str, float] = {}
    for part in accept.decode("latin-1").lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    others = weights.get("*", 0.0)
    best = max(ENCODINGS, key=lambda name: weights.get(name, others))  # the first of equal ones
    weight = weights.get(best, others)
    return best if weight > 0 and weight >= weights.get("identity", 0.0) else None


def _weight(parameters: str) -> float:
    try:
        weight = float(parameters.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0


def compressed(body: bytes, encoding: str) -> bytes:
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if encoding == "gzip" else _zstd().compress(body, ZSTD_LEVEL)


def compressor(encoding: str) -> Compressor:
    if encoding == "gzip":
        return zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_WINDOW)
    made: Compressor = _zstd().ZstdCompressor(ZSTD_LEVEL)
    return made


def _zstd() -> ModuleType:
    """Python's own module, or the same one for older versions."""
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
    except ImportError:
        from backports import zstd  # noqa: PLC0415
    module: ModuleType = zstd
    return module


def with_encoding(headers: Headers, encoding: str, length: int | None) -> list[tuple[bytes, bytes]]:
    """The headers of the body in this encoding; without a length where it is streamed."""
    changed = [
        (name, encoded_tag(value.decode(), encoding).encode() if name == b"etag" else value)
        for name, value in headers
        if name != b"content-length"
    ]
    added = [] if length is None else [(b"content-length", b"%d" % length)]
    return [*changed, *added, (b"content-encoding", encoding.encode())]


def with_vary(headers: Headers) -> list[tuple[bytes, bytes]]:
    """Names the header beside those that the response depends on already."""
    others = [value for name, value in headers if name == b"vary"]
    return [*((n, v) for n, v in headers if n != b"vary"), (VARY[0], b", ".join([*others, VARY[1]]))]


class CompressionMiddleware:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            send = ResponseEncoder(send, accepted_by(scope["headers"]).encoding).send
        await self.app(scope, receive, send)


class ResponseEncoder:
    """Holds the headers back until the first piece of the body is known."""

    def __init__(self, send: Send, encoding: str | None) -> None:
        self.send_on = send
        self.encoding = encoding
        self.start: Message | None = None
        self.compressor: Compressor | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] != "http.response.body":
            await self.send_on(message)
        elif self.start is not None:
            start, self.start = self.start, None
            await self._begin(start, message)
        elif self.compressor is not None:
            await self._continue(self.compressor, message)
        else:
            await self.send_on(message)

    async def _begin(self, start: Message, message: Message) -> None:
        headers = list(start["headers"])
        if not _may_be_encoded(start["status"], headers):
            await self.send_on(start)
            await self.send_on(message)
            return
        start["headers"] = headers = with_vary(headers)
        body, more = message.get("body", b""), message.get("more_body", False)
        if start["status"] in WITHOUT_BODY or self.encoding is None or (not more and len(body) <= SMALLEST):
            await self.send_on(start)
            await self.send_on(message)
        elif more:
            start["headers"] = with_encoding(headers, self.encoding, None)
            self.compressor = compressor(self.encoding)
            await self.send_on(start)
            await self._continue(self.compressor, message)
        else:
            await self._send_whole(start, body, self.encoding)

    async def _send_whole(self, start: Message, body: bytes, encoding: str) -> None:
        in_thread = len(body) > FOR_THE_LOOP
        packed = await run_in_threadpool(compressed, body, encoding) if in_thread else compressed(body, encoding)
        start["headers"] = with_encoding(start["headers"], encoding, len(packed))
        await self.send_on(start)
        await self.send_on({"type": "http.response.body", "body": packed})

    async def _continue(self, compressor: Compressor, message: Message) -> None:
        body, more = message.get("body", b""), message.get("more_body", False)
        packed = await run_in_threadpool(compressor.compress, body)
        if not more:
            packed += compressor.flush()
        await self.send_on({"type": "http.response.body", "body": packed, "more_body": more})


def _may_be_encoded(status: int, headers: Headers) -> bool:
    """Whether the body, which a response with 304 would have, is of a type that becomes smaller."""
    if status in WITHOUT_BODY:
        return status == 304
    for name, value in headers:
        if name == b"content-encoding" or (name == b"cache-control" and b"no-transform" in value):
            return False
    return any(name == b"content-type" and value.startswith(COMPRESSIBLE) for name, value in headers)
