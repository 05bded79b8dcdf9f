"""Stored responses, and the version that they are stored for."""

from datetime import date
from typing import Any, NamedTuple

from common.http.cache.cached_response import CachedResponse

LIMIT = 64_000_000  # bytes of bodies in one store; some 20,000 procedures

OVERHEAD = 1_000
"""About what a response takes beside its body."""


class CacheVersion(NamedTuple):
    """What PostgreSQL has confirmed: its revision on this connection, and the day. Another connection may be to a
    restored database,
    which counts its revisions anew."""

    connection: Any
    revision: int
    day: date


class ResponseStore:
    """The responses of one version, up to so many bytes."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self.version: CacheVersion | None = None
        self.responses: dict[str, CachedResponse] = {}
        self.size = 0

    def at(self, version: CacheVersion) -> dict[str, CachedResponse]:
        """Returns what is stored for just this version; what was stored for another is dropped."""
        if version != self.version or self.size > self.limit:
            self.version, self.responses, self.size = version, {}, 0
        return self.responses

    def add(self, key: str, response: CachedResponse) -> None:
        self.responses[key] = response
        self.size += len(response.body) + len(key) + OVERHEAD
