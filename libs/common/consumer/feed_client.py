"""Reads a source's feed, its signed heads and its keys."""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec

from common.eventlog.epochs import SignedEpoch
from common.eventlog.feed_format import parse_page
from common.eventlog.head import SignedHead
from common.eventlog.keys import SigningKey
from common.eventlog.record import Record
from common.service.service_token import authorization_of

PAGE_SIZE = 2_000
TIMEOUT = 10.0  # seconds, in addition to `wait`
# seconds for which an idle connection is kept: longer than between two heads, shorter than sources keep it
KEPT = httpx.Limits(keepalive_expiry=20.0)
HEADERS = {"Accept-Encoding": "identity", "Accept-Language": "en"}
"""Within one network compression would only take time. Problems are logged in English."""
BEYOND_TAIL = "urn:congbo:problem:position-beyond-tail"

T = TypeVar("T")


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


class _Problem(msgspec.Struct):
    type: str
    detail: str


_heads = msgspec.json.Decoder(_Heads)
_keys = msgspec.json.Decoder(_Keys)
_epochs = msgspec.json.Decoder(_Epochs)


@cache
def tls_context() -> ssl.SSLContext:
    """The trusted certificate authorities, loaded once, since that takes longer than a request."""
    return httpx.create_ssl_context()


class FeedClient:
    def __init__(self, source: str, base_url: str, token_file: Path | None) -> None:
        self.source = source
        self.token_file = token_file
        self.http = httpx.AsyncClient(
            base_url=base_url, timeout=TIMEOUT, verify=tls_context(), limits=KEPT, headers=HEADERS
        )

    async def page(self, shard: int, after: int, limit: int = PAGE_SIZE, wait: float = 0) -> list[Record]:
        """Returns the next records. Raises `SourceBehind` if the stream ends before `after`."""
        params = {"shard": shard, "after": after, "limit": limit, "wait": wait}
        return await self._get("/v1/events", lambda body: parse_page(body)[0], params, TIMEOUT + wait)

    async def pages(self, shard: int, after: int, until: int) -> AsyncGenerator[list[Record]]:
        """Yields the records up to `until`, or up to the end of the stream. The source writes the next page while the
        caller works on one. The caller must close the generator. Raises `SourceBehind`."""

        async def next_records(after: int) -> list[Record]:
            return await self.page(shard, after, limit=min(PAGE_SIZE, until - after)) if after < until else []

        next_page = asyncio.create_task(next_records(after))
        try:
            while records := await next_page:
                next_page = asyncio.create_task(next_records(records[-1].sequence))
                yield records
        finally:
            next_page.cancel()
            await asyncio.gather(next_page, return_exceptions=True)

    async def heads(self) -> dict[int, SignedHead]:
        heads = (await self._get("/v1/events/head", _heads.decode)).heads
        return {signed.head.shard: signed for signed in heads}

    async def keys(self) -> tuple[SigningKey, ...]:
        return (await self._get("/v1/events/keys", _keys.decode)).keys

    async def epochs(self) -> tuple[SignedEpoch, ...]:
        return (await self._get("/v1/events/epochs", _epochs.decode)).epochs

    async def close(self) -> None:
        await self.http.aclose()

    async def _get(
        self,
        path: str,
        parse: Callable[[bytes], T],
        params: dict[str, Any] | None = None,
        timeout: float = TIMEOUT,  # noqa: ASYNC109 - httpx's own
    ) -> T:
        """A response that is no feed, such as the error page of a proxy, is no reason to stop: a retry may succeed."""
        try:
            response = await self.http.get(path, params=params, headers=await self._headers(), timeout=timeout)
        except httpx.HTTPError as error:
            raise FeedUnreachable(f"{self.source} does not answer: {error!r}") from error
        if (behind := behind_detail(response)) is not None:
            raise SourceBehind(behind)
        if response.status_code != httpx.codes.OK:
            raise FeedUnreachable(f"{self.source} answered {response.status_code} for {path}")
        try:
            return parse(response.content)
        except (msgspec.MsgspecError, ValueError) as error:
            raise FeedUnreachable(f"{self.source} answered {path} with what is no feed: {error}") from error

    async def _headers(self) -> dict[str, str]:
        try:
            return await authorization_of(self.token_file)
        except (OSError, ValueError) as error:
            raise FeedUnreachable(f"the token for {self.source} cannot be read: {error}") from error


def behind_detail(response: httpx.Response) -> str | None:
    """The detail of the problem by which a feed refuses a position beyond its end; None for any other response."""
    if response.status_code != httpx.codes.CONFLICT:
        return None
    try:
        refusal = msgspec.json.decode(response.content, type=_Problem)
    except msgspec.MsgspecError:
        return None
    return refusal.detail if refusal.type == BEYOND_TAIL else None
