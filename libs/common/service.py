"""What a service is made of: declared once in its `app.py`, read by every command of `common.processes`."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import Clock
from common.messaging.projections import Projection
from common.messaging.reactions import Reactions
from common.settings import ServiceSettings
from common.status import Section
from common.streams.findings import Finding
from common.streams.log import EventLog
from common.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    import asyncio

    from common.runtime import Runtime

Command = Callable[["Runtime", Sequence[str]], Awaitable[int]]
"""Takes the remaining arguments, answers the exit code; its docstring is the help text."""

StaysUp = Callable[["Runtime"], Callable[["asyncio.Event"], Awaitable[None]]]
"""Makes a part that runs until the event is set; its docstring is the help text."""

Look = Callable[["Runtime"], AsyncIterator[Finding]]

Show = Callable[["Runtime"], Awaitable[Section]]

Gathered = Callable[["Runtime", Sequence[Any]], Awaitable[Mapping[Any, Any]]]
"""Decides all that wait at the same time, and answers once that is committed."""

OpenWork = Callable[[AsyncConnection, Clock, EventLog | None], UnitOfWork]


@dataclass(frozen=True)
class Listening:
    """What a service hears of one source: what it folds, and what it does."""

    source: str
    projections: Sequence[Projection] = ()
    reactions: Sequence[Reactions] = ()


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
class Service:
    """`shards` counts the shards of its own stream at installation; 0 means that it publishes nothing.

    `keeps_events` keeps every applied event, so that projections are rebuilt without asking anyone. `public_events` opens the feed
    to everyone; else it takes the scope `events.read`. `scopes` names each scope and says what it allows. `commands`, `verifies` and
    `shows` are a service's own additions to `python -m <service>`, to its `verify` and to its `status`. `parts` are processes of its own that
    stay up: each is a command, and runs along with the others in `all`. `uploads` are paths whose body is streamed to a file, and so may
    be larger than others. `gathered` decides requests that wait at the same time in one transaction.
    `closed_tables` hold personal data: the database's read-only role does not see them.
    """

    name: str
    title: str
    settings: Callable[[], ServiceSettings]
    metadata: MetaData
    migrations: str
    open_work: OpenWork
    routers: Sequence[APIRouter]
    shards: int = 0
    listens: Sequence[Listening] = ()
    keeps_events: bool = False
    public_events: bool = False
    scopes: Mapping[str, str] = field(default_factory=dict)
    commands: Mapping[str, Command] = field(default_factory=dict)
    parts: Mapping[str, StaysUp] = field(default_factory=dict)
    verifies: Sequence[Look] = ()
    shows: Sequence[Show] = ()
    hot_reads: Sequence[HotRead] = ()
    recalled: RecalledReads | None = None
    gathered: Gathered | None = None
    uploads: frozenset[str] = frozenset()
    closed_tables: frozenset[str] = frozenset()
