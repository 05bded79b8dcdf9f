"""Stored responses, and the version that they are stored for."""

from datetime import date
from typing import Any, NamedTuple

from common.http.cache.cached_response import CachedResponse

LIMIT = 64_000_000  # bytes of bodies in one store; about 20,000 procedures
LARGEST = 500_000  # bytes of a body that is worth storing

OVERHEAD = 1_000
"""Bytes that a response takes beside its body, about."""


class CacheVersion(NamedTuple):
    """The revision that PostgreSQL has confirmed, and the day. The connection is part of it: another one may lead to a
    restored database, whose revisions start anew."""

    connection: Any
    revision: int
    day: date


class ResponseStore:
    """The responses of one version, up to `limit` bytes."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self.version: CacheVersion | None = None
        self.responses: dict[str, CachedResponse] = {}
        self.size = 0

    def at(self, version: CacheVersion) -> dict[str, CachedResponse]:
        """Returns the responses of this version, and drops those of another."""
        if version != self.version or self.size > self.limit:
            self.version, self.responses, self.size = version, {}, 0
        return self.responses

    def add(self, key: str, response: CachedResponse) -> None:
        if len(response.body) > LARGEST:
            return
        self.responses[key] = response
        self.size += len(response.body) + len(key) + OVERHEAD
