"""The definition of a service: declared in its `app.py`, and used by every command of `common.operations`."""

import inspect
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from common.clock import Clock
from common.database.connections import driver_of
from common.database.write_health import WriteHealth
from common.eventlog.findings import Finding
from common.eventlog.log import EventLog
from common.projection.projections import Projection
from common.projection.reactions import Reactions
from common.projection.views import View
from common.service.clock_check import ClockCheck
from common.service.part_health import PartHealth
from common.service.unit_of_work import UnitOfWork
from common.settings import ServiceSettings
from common.status import Section

if TYPE_CHECKING:
    import asyncio

    from common.service.api_definition import ApiDefinition

CommandBody = Callable[["Runtime", Namespace], Awaitable[int]]
"""Takes the parsed arguments and returns the exit code; its docstring is the help text."""

OfflineBody = Callable[["Service", Namespace], Coroutine[Any, Any, int]]

PartFactory = Callable[["Runtime"], Callable[["asyncio.Event"], Awaitable[None]]]
"""Makes a part that runs until the event is set; its docstring is the help text."""

Check = Callable[["Runtime"], AsyncIterator[Finding]]

StatusSection = Callable[["Runtime"], Awaitable[Section]]


@dataclass(frozen=True)
class Subscription:
    """The projections and the reactions of a service for the events of one source."""

    source: str
    projections: Sequence[Projection] = ()
    reactions: Sequence[Reactions] = ()


@dataclass(frozen=True)
class Service:
    """What only some processes need is given by a function that imports it (`common.lazy_import`): `api`, `commands`,
    `parts`.

    `shards` is the number of shards of its own stream at installation; 0 means that it has no stream.

    With `keeps_events` every applied event is kept, so that projections are rebuilt without their source. With
    `public_events` the feed is open to everyone; else it requires the scope `events.read`. `scopes` describes each
    scope. `commands`, `verifications` and `status_sections` are additions to `python -m <service>`, to its `verify` and
    to its `status`. `parts` are long-running processes of the service: each is a command, and also runs in `all`.
    `closed_tables` hold personal data, and are hidden from the read-only role of the database. `views` are what it
    reads instead of tables, or beside them; no view may have the name of a closed table.
    """

    name: str
    title: str
    settings: Callable[..., ServiceSettings]
    metadata: MetaData
    migrations: str
    api: Callable[[], "ApiDefinition"]
    shards: int = 0
    subscriptions: Sequence[Subscription] = ()
    keeps_events: bool = False
    public_events: bool = False
    scopes: Mapping[str, str] = field(default_factory=dict)
    commands: Mapping[str, Callable[[], "Command"]] = field(default_factory=dict)
    parts: Mapping[str, Callable[[], PartFactory]] = field(default_factory=dict)
    verifications: Sequence[Check] = ()
    status_sections: Sequence[StatusSection] = ()
    closed_tables: frozenset[str] = frozenset()
    views: Sequence[View] = ()


@dataclass(frozen=True)
class Runtime:
    service: Service
    settings: ServiceSettings
    engine: AsyncEngine
    clock: Clock
    log: EventLog | None
    writes: WriteHealth = field(default_factory=WriteHealth)
    parts: PartHealth = field(default_factory=PartHealth)
    clock_check: ClockCheck = field(default_factory=ClockCheck)

    async def work_on(self, connection: AsyncConnection) -> UnitOfWork:
        """Returns the unit of work of a transaction. Raises `ClockImplausible`: all that is recorded has a moment."""
        await self.require_plausible_clock(connection)
        return UnitOfWork(connection, self.clock, self.log)

    async def require_plausible_clock(self, connection: AsyncConnection) -> None:
        """Raises `ClockImplausible`."""
        await self.clock_check.require_plausible(await driver_of(connection), self.clock)


@dataclass(frozen=True)
class Command:
    """A command of operators, in three steps: its arguments are parsed and checked before any setting is read, so that
    `--help` and wrong use need none; then its prerequisites are checked; then `body` runs.

    `add_arguments` declares the arguments. `check` reports by `parser.error` what a parser cannot see. `offline`
    returns the body for arguments that need neither settings nor a database, else None. With `needs_schema` the command
    is refused where the migrations have not been run.
    """

    body: CommandBody
    add_arguments: Callable[[ArgumentParser, Service], None] = lambda _parser, _service: None
    check: Callable[[ArgumentParser, Namespace, Service], None] = lambda _parser, _options, _service: None
    offline: Callable[[Namespace], OfflineBody | None] = lambda _options: None
    needs_schema: bool = True

    @property
    def help(self) -> str:
        return inspect.getdoc(self.body) or ""

    @property
    def summary(self) -> str:
        """The first sentence of the help text, for a list of commands."""
        return " ".join(self.help.split()).partition(". ")[0].rstrip(".")

    def parser(self, service: Service, name: str) -> ArgumentParser:
        parser = ArgumentParser(
            prog=f"python -m {service.name} {name}", description=" ".join(self.help.split()), allow_abbrev=False
        )
        self.add_arguments(parser, service)
        return parser

    def parse(self, service: Service, name: str, arguments: Sequence[str]) -> Namespace:
        """Exits with 2 and a usage message where the arguments are wrong."""
        parser = self.parser(service, name)
        options = parser.parse_args(arguments)
        self.check(parser, options, service)
        return options

    async def __call__(self, runtime: Runtime, arguments: Sequence[str] = ()) -> int:
        """Runs the command on a runtime that is open already."""
        options = self.parse(runtime.service, self.body.__name__, arguments)
        if (offline := self.offline(options)) is not None:
            return await offline(runtime.service, options)
        return await self.body(runtime, options)
