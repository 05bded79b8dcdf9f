"""The API of a service: declared in its `endpoints.py`, and imported only by processes that serve it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response

from common.service.unit_of_work import UnitOfWork

HandleBatch = Callable[[UnitOfWork, Sequence[Any]], Awaitable[Mapping[Any, Any]]]
"""Handles all requests that wait at the same time in one transaction, which its caller commits."""

Revision = Callable[[Any], Awaitable[int]]
"""Reads, on an asyncpg connection, a number that grows with every transaction that changes a response."""

ReadBodies = Callable[[Any, Sequence[str], date], Awaitable[tuple[int, Mapping[str, bytes]]]]
"""Takes an asyncpg connection, keys and the current day. Returns the revision that its own statement saw, and the
bodies for the keys that the plain route would answer with 200."""


OwnHeaders = Callable[[str, bytes], list[tuple[bytes, bytes]]]
"""Returns the headers that belong to a body, from its key and the body itself."""


@dataclass(frozen=True)
class CachedRead:
    """How a cached route is read without FastAPI. `key` takes a path and a query, and returns None where the plain
    route must answer; equal keys have equal responses."""

    key: Callable[[str, bytes], str | None]
    bodies: ReadBodies
    own_headers: OwnHeaders | None = None


@dataclass(frozen=True)
class CachedRoute:
    """A GET route that may be answered from the cache (`common.http.cache`). `path` is the template of the plain route.

    The declaration promises that the response depends only on the path, the query, the day and `revision`. Where it
    depends on the caller too, `for_anyone` is false, and the plain route answers every request with a token. The plain
    route answers what is neither in the cache nor read by `read`, and its response is added to the cache. Without a
    `read` the template has no parameters.
    """

    path: str
    revision: Revision
    read: CachedRead | None = None
    for_anyone: bool = True

    def __post_init__(self) -> None:
        if self.read is None and "{" in self.path:
            raise ValueError(f"{self.path} has a parameter: only a route with a `read` may")

    def key(self, path: str, query: bytes) -> str | None:
        """Returns the key of the request in the cache; None for a request of another route."""
        if self.read is not None:
            return self.read.key(path, query)
        return f"{path}?{query.decode('latin-1')}" if path == self.path else None


RenderProblem = Callable[[Request, "Problem"], Response]
"""Writes a problem in the form that the callers of some paths understand."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a problem says, whatever its form; `headers` are those that every form has."""

    status: int
    type: str
    title: str
    detail: str
    headers: Mapping[str, str]
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class ApiDefinition:
    """`uploads` are the paths whose body is streamed to a file, and may be larger than others. `batch` handles requests
    that wait at the same time in one transaction. `tags` describes the tags of the operations, and `schema_names` gives
    names in the OpenAPI document that do not follow from those of the classes. `vietnamese_titles` are those of the
    service's own problems, by type, and `vietnamese_details` some details, with facts of the problem in braces.
    `problem_forms` are, by the beginning of their paths, the operations whose problems are not RFC 9457: also those
    that the middleware answers."""

    routers: Sequence[APIRouter] = ()
    cached_routes: Sequence[CachedRoute] = ()
    batch: HandleBatch | None = None
    uploads: frozenset[str] = frozenset()
    tags: Mapping[str, str] = field(default_factory=dict)
    schema_names: Mapping[str, str] = field(default_factory=dict)
    vietnamese_titles: Mapping[str, str] = field(default_factory=dict)
    vietnamese_details: Mapping[str, str] = field(default_factory=dict)
    problem_forms: Mapping[str, RenderProblem] = field(default_factory=dict)
