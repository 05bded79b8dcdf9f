"""What a service is made of: declared once in its `app.py`, read by every command of `common.operations`."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import AsyncEngine

from common.clock import Clock
from common.database.write_health import WriteHealth
from common.eventlog.findings import Finding
from common.eventlog.log import EventLog
from common.projection.projections import Projection
from common.projection.reactions import Reactions
from common.settings import ServiceSettings
from common.status import Section

if TYPE_CHECKING:
    import asyncio

    from common.service.api_definition import ApiDefinition

Command = Callable[["Runtime", Sequence[str]], Awaitable[int]]
"""Takes the remaining arguments, answers the exit code; its docstring is the help text."""

StaysUp = Callable[["Runtime"], Callable[["asyncio.Event"], Awaitable[None]]]
"""Makes a part that runs until the event is set; its docstring is the help text."""

Check = Callable[["Runtime"], AsyncIterator[Finding]]

Show = Callable[["Runtime"], Awaitable[Section]]


@dataclass(frozen=True)
class Subscription:
    """What a service hears of one source: what it folds, and what it does."""

    source: str
    projections: Sequence[Projection] = ()
    reactions: Sequence[Reactions] = ()


@dataclass(frozen=True)
class Service:
    """What only some processes need is named by a function that loads it (`common.named`): the `api` that answers
    requests, `commands`, `parts`.

    `shards` counts the shards of its own stream at installation; 0 means that it publishes nothing.

    `keeps_events` keeps every applied event, so that projections are rebuilt without asking anyone. `public_events`
    opens the feed
    to everyone; else it takes the scope `events.read`. `scopes` names each scope and says what it allows. `commands`,
    `verifies` and
    `shows` are a service's own additions to `python -m <service>`, to its `verify` and to its `status`. `parts` are
    processes of its own that
    stay up: each is a command, and runs along with the others in `all`.
    `closed_tables` hold personal data: the database's read-only role does not see them.
    """

    name: str
    title: str
    settings: Callable[[], ServiceSettings]
    metadata: MetaData
    migrations: str
    api: Callable[[], "ApiDefinition"]
    shards: int = 0
    subscriptions: Sequence[Subscription] = ()
    keeps_events: bool = False
    public_events: bool = False
    scopes: Mapping[str, str] = field(default_factory=dict)
    commands: Mapping[str, Callable[[], Command]] = field(default_factory=dict)
    parts: Mapping[str, Callable[[], StaysUp]] = field(default_factory=dict)
    verifies: Sequence[Check] = ()
    shows: Sequence[Show] = ()
    closed_tables: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Runtime:
    service: Service
    settings: ServiceSettings
    engine: AsyncEngine
    clock: Clock
    log: EventLog | None
    writes: WriteHealth = field(default_factory=WriteHealth)
