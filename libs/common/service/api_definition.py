"""What a service answers requests with: declared once in its `endpoints.py`, and loaded only by a process that does."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter

HandleBatch = Callable[[Any, Sequence[Any]], Awaitable[Mapping[Any, Any]]]
"""Decides all requests that wait at the same time, and returns once that is committed."""

Revision = Callable[[Any], Awaitable[int]]
"""Reads, on an asyncpg connection, a number that every transaction moves which changes a response."""

ReadBodies = Callable[[Any, Sequence[str], date], Awaitable[tuple[int, Mapping[str, bytes]]]]
"""Takes an asyncpg connection, keys and today's day. Returns the revision that its own statement saw, and the bodies of
those keys that the
plain route would answer with 200."""


@dataclass(frozen=True)
class CachedRead:
    """How a cached route is read past FastAPI. `key` takes a path and a query, and returns None where the plain route
    must answer; equal
    keys have equal responses."""

    key: Callable[[str, bytes], str | None]
    bodies: ReadBodies


@dataclass(frozen=True)
class CachedRoute:
    """A GET route that may be answered from the cache (`common.http.cache`). `path` is the template of the plain route.

    To declare it is to promise: nothing but its path, its query, the day and what moves `revision` changes its
    response, whoever asks.
    Without a `read` the plain route answers what is not in the cache, and the template names no parameter."""

    path: str
    revision: Revision
    read: CachedRead | None = None

    def __post_init__(self) -> None:
        if self.read is None and "{" in self.path:
            raise ValueError(f"{self.path} names a parameter: only a route with a read may")

    def key(self, path: str, query: bytes) -> str | None:
        """Returns what names the request in the cache; None for one of another route."""
        if self.read is not None:
            return self.read.key(path, query)
        return f"{path}?{query.decode('latin-1')}" if path == self.path else None


@dataclass(frozen=True)
class ApiDefinition:
    """`uploads` are paths whose body is streamed to a file, and so may be larger than others. `batch` decides requests
    that wait at
    the same time in one transaction."""

    routers: Sequence[APIRouter] = ()
    cached_routes: Sequence[CachedRoute] = ()
    batch: HandleBatch | None = None
    uploads: frozenset[str] = frozenset()
