"""Reads a source's feed, its signed heads and its keys."""

import asyncio
import ssl
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import msgspec

from common.eventlog.epochs import SignedEpoch
from common.eventlog.feed_format import parse_page
from common.eventlog.head import SignedHead
from common.eventlog.keys import SigningKey
from common.eventlog.record import Record

PAGE = 2_000
TIMEOUT = 10.0  # seconds beyond the time that the source was asked to wait


class FeedUnreachable(OSError):
    """The source did not answer, or not as a feed does; a later try may succeed."""


class SourceBehind(Exception):
    """The source has fewer events than we have applied: it was restored from an old backup, or is another one."""


class _Heads(msgspec.Struct):
    heads: tuple[SignedHead, ...]


class _Keys(msgspec.Struct):
    keys: tuple[SigningKey, ...]


class _Epochs(msgspec.Struct):
    epochs: tuple[SignedEpoch, ...]


@cache
def authorities() -> ssl.SSLContext:
    """Who vouches for servers: read once, since it takes longer than a request."""
    return httpx.create_ssl_context()


class FeedClient:
    def __init__(self, source: str, base_url: str, token_file: Path | None) -> None:
        self.source = source
        self.token_file = token_file
        self.http = httpx.AsyncClient(base_url=base_url, timeout=TIMEOUT, verify=authorities())

    async def page(self, shard: int, after: int, limit: int = PAGE, wait: float = 0) -> list[Record]:
        """The next records. Raises `SourceBehind` where the stream does not reach as far as `after`."""
        asked = {"shard": shard, "after": after, "limit": limit, "wait": wait}
        records, _tail = parse_page(await self._get("/v1/events", asked, TIMEOUT + wait))
        return records

    async def heads(self) -> dict[int, SignedHead]:
        found = msgspec.json.decode(await self._get("/v1/events/head"), type=_Heads)
        return {signed.head.shard: signed for signed in found.heads}

    async def keys(self) -> tuple[SigningKey, ...]:
        return msgspec.json.decode(await self._get("/v1/events/keys"), type=_Keys).keys

    async def epochs(self) -> tuple[SignedEpoch, ...]:
        return msgspec.json.decode(await self._get("/v1/events/epochs"), type=_Epochs).epochs

    async def close(self) -> None:
        await self.http.aclose()

    async def _get(self, path: str, asked: dict[str, Any] | None = None, timeout: float = TIMEOUT) -> bytes:  # noqa: ASYNC109 - httpx's own
        try:
            response = await self.http.get(path, params=asked, headers=await self._headers(), timeout=timeout)
        except httpx.HTTPError as failed:
            raise FeedUnreachable(f"{self.source} does not answer: {failed!r}") from failed
        if response.status_code == httpx.codes.CONFLICT:
            raise SourceBehind(response.json().get("detail", "the stream does not reach so far"))
        if response.status_code != httpx.codes.OK:
            raise FeedUnreachable(f"{self.source} answered {response.status_code} for {path}")
        return response.content

    async def _headers(self) -> dict[str, str]:
        """The token is read again each time, since it is renewed while we run."""
        if self.token_file is None:
            return {}
        token = await asyncio.to_thread(self.token_file.read_text)
        return {"Authorization": f"Bearer {token.strip()}"}
