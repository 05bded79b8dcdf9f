"""One transaction: the changes of a command, and the events about them.

The unit of work never commits. Its caller does, once: the route after it has rendered the response, the consumer after
it has moved its position. So state, events, the stored response and the position are committed together or not at all.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from common import tracing
from common.clock import Clock
from common.contracts.event import Event
from common.eventlog.log import Closing, EncodedEvent, EventLog, Tails
from common.eventlog.position import Position

R = TypeVar("R")


class UnitOfWork:
    """`positions` holds the last position of each shard that this transaction moved."""

    def __init__(self, connection: AsyncConnection, clock: Clock, log: EventLog | None = None) -> None:
        self.connection = connection
        self.clock = clock
        self.log = log
        self.positions: tuple[Position, ...] = ()
        self._repositories: dict[Callable[[AsyncConnection], Any], Any] = {}

    def of(self, repository: Callable[[AsyncConnection], R]) -> R:
        """Returns the repository of this transaction. It is the same object each time, since some keep state between
        calls."""
        if repository not in self._repositories:
            self._repositories[repository] = repository(self.connection)
        result: R = self._repositories[repository]
        return result

    @property
    def stream(self) -> EventLog:
        """The service's own stream."""
        if self.log is None:
            raise RuntimeError("this service has no stream of its own")
        return self.log

    async def record(
        self, events: Sequence[Event | EncodedEvent], closing: Closing | None = None, tails: Tails | None = None
    ) -> tuple[Position, ...]:
        """Writes the events to the stream of this service. It must be called last, since it holds the row lock of the
        stream until the commit.

        `closing` builds one more event, the last one, from the sequence of the first. `tails` are those of the events'
        shards, where they are locked already.
        """
        if not events and closing is None:
            return ()
        with tracing.step(f"record {self.stream.source}", {"congbo.events": len(events) + (closing is not None)}):
            self.positions = await self.stream.append(self.connection, events, self.clock, closing, tails)
        return self.positions
