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

PAGE_SIZE = 2_000
TIMEOUT = 10.0  # seconds, in addition to `wait`


class FeedUnreachable(OSError):
    """The source did not answer, or not as a feed does; a retry may succeed."""


class SourceBehind(Exception):
    """The source has fewer events than were applied: it was restored from an old backup, or is another installation."""


class _Heads(msgspec.Struct):
    heads: tuple[SignedHead, ...]


class _Keys(msgspec.Struct):
    keys: tuple[SigningKey, ...]


class _Epochs(msgspec.Struct):
    epochs: tuple[SignedEpoch, ...]


@cache
def tls_context() -> ssl.SSLContext:
    """The trusted certificate authorities, loaded once, since that takes longer than a request."""
    return httpx.create_ssl_context()


class FeedClient:
    def __init__(self, source: str, base_url: str, token_file: Path | None) -> None:
        self.source = source
        self.token_file = token_file
        self.http = httpx.AsyncClient(base_url=base_url, timeout=TIMEOUT, verify=tls_context())

    async def page(self, shard: int, after: int, limit: int = PAGE_SIZE, wait: float = 0) -> list[Record]:
        """Returns the next records. Raises `SourceBehind` if the stream ends before `after`."""
        params = {"shard": shard, "after": after, "limit": limit, "wait": wait}
        records, _tail = parse_page(await self._get("/v1/events", params, TIMEOUT + wait))
        return records

    async def heads(self) -> dict[int, SignedHead]:
        document = msgspec.json.decode(await self._get("/v1/events/head"), type=_Heads)
        return {signed.head.shard: signed for signed in document.heads}

    async def keys(self) -> tuple[SigningKey, ...]:
        return msgspec.json.decode(await self._get("/v1/events/keys"), type=_Keys).keys

    async def epochs(self) -> tuple[SignedEpoch, ...]:
        return msgspec.json.decode(await self._get("/v1/events/epochs"), type=_Epochs).epochs

    async def close(self) -> None:
        await self.http.aclose()

    async def _get(self, path: str, params: dict[str, Any] | None = None, timeout: float = TIMEOUT) -> bytes:  # noqa: ASYNC109 - httpx's own
        try:
            response = await self.http.get(path, params=params, headers=await self._headers(), timeout=timeout)
        except httpx.HTTPError as error:
            raise FeedUnreachable(f"{self.source} does not answer: {error!r}") from error
        if response.status_code == httpx.codes.CONFLICT:
            raise SourceBehind(response.json().get("detail", "the stream does not reach so far"))
        if response.status_code != httpx.codes.OK:
            raise FeedUnreachable(f"{self.source} answered {response.status_code} for {path}")
        return response.content

    async def _headers(self) -> dict[str, str]:
        """The token is read for each request, since the file is renewed while the process runs."""
        if self.token_file is None:
            return {}
        token = await asyncio.to_thread(self.token_file.read_text)
        return {"Authorization": f"Bearer {token.strip()}"}
