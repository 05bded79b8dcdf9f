"""The keys of a source that a follower trusts: those to which the pinned key leads."""

import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.feed_client import FeedClient
from common.eventlog.keys import KeyNotTrusted, trusted_keys
from common.service.definition import Runtime

MAX_KEY_AGE = 300.0  # seconds after which the list is requested again, although its keys verify what the source signs

T = TypeVar("T")


class SourceKeys:
    """The list of keys is requested from the source when it is first needed, when it is old, and when it does not
    verify a signature, since the source may sign with another key by now."""

    def __init__(self, runtime: Runtime, feed: FeedClient) -> None:
        self._runtime = runtime
        self._feed = feed
        self._trusted: Mapping[str, Ed25519PublicKey] = {}
        self._requested = float("-inf")

    async def verify(self, check: Callable[[Mapping[str, Ed25519PublicKey]], T]) -> T:
        """Returns what `check` returns with the trusted keys by id. Raises `KeyNotTrusted` where it does so with the
        newest list too, or where that list does not begin with the pinned key. What is checked is to be read before: a
        key is listed before it signs."""
        if time.monotonic() - self._requested <= MAX_KEY_AGE:
            try:
                return check(self._trusted)
            except KeyNotTrusted:
                pass
        return check(await self._request())

    async def _request(self) -> Mapping[str, Ed25519PublicKey]:
        listed = await self._feed.keys()
        if not listed:
            raise KeyNotTrusted("the source signs its head and lists no key")
        async with self._runtime.engine.begin() as connection:
            pinned = await pinned_key(connection, self._feed.source, listed[0].public_key)
        self._trusted = trusted_keys(listed, pinned)
        self._requested = time.monotonic()
        return self._trusted


async def pinned_key(connection: AsyncConnection, source: str, first: bytes) -> bytes:
    """Returns the source's first key as it was when it was first read: trust on first use."""
    await connection.execute(
        text("INSERT INTO pinned_key (source, public_key) VALUES (:source, :key) ON CONFLICT DO NOTHING"),
        {"source": source, "key": first},
    )
    pinned = await connection.scalar(
        text("SELECT public_key FROM pinned_key WHERE source = :source"), {"source": source}
    )
    return bytes(pinned)
