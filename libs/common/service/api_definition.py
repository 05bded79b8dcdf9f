"""What a service answers requests with: declared once in its `api/door.py`, and loaded only by a process that does."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter

Gathered = Callable[[Any, Sequence[Any]], Awaitable[Mapping[Any, Any]]]
"""Decides all that wait at the same time, and answers once that is committed."""


@dataclass(frozen=True)
class HotRead:
    """A read that is asked so often that it goes past FastAPI. `path` is the template of the plain route, which it must equal.

    `key` reads a path, and answers None where the plain route must. `bodies` takes an asyncpg connection, the keys and today's day, and
    answers the bodies of those that the plain route would answer with 200. `revision` answers a number that every transaction moves which
    changes what is answered: while it stands, and the day, a body that was answered before is still the answer. `bodies` answers it too,
    as its own statement saw it.
    """

    path: str
    key: Callable[[str], str | None]
    revision: Callable[[Any], Awaitable[int]]
    bodies: Callable[[Any, Sequence[str], date], Awaitable[tuple[int, Mapping[str, bytes]]]]


@dataclass(frozen=True)
class RecalledReads:
    """Plain routes whose answers may be remembered: nothing but the query, the day, and what moves `revision` changes what they
    answer, whoever asks. `revision` is moved as for a `HotRead`."""

    paths: frozenset[str]
    revision: Callable[[Any], Awaitable[int]]


@dataclass(frozen=True)
class Door:
    """`uploads` are paths whose body is streamed to a file, and so may be larger than others. `gathered` decides requests that wait at
    the same time in one transaction."""

    routers: Sequence[APIRouter] = ()
    hot_reads: Sequence[HotRead] = ()
    recalled: RecalledReads | None = None
    gathered: Gathered | None = None
    uploads: frozenset[str] = frozenset()
