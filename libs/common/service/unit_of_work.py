"""One transaction: what a command changes, and what it tells about it.

The unit of work never commits. The door does, once: the route after it has rendered the answer, the consumer after it
has moved
its position. So state, events, the idempotent answer and the position stand or fall together.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from common import tracing
from common.clock import Clock
from common.contracts.event import Event
from common.eventlog.log import Closing, EncodedEvent, EventLog
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
        """The repository of this transaction. It is the same object each time, since some keep state from one call to
        the next."""
        if repository not in self._repositories:
            self._repositories[repository] = repository(self.connection)
        found: R = self._repositories[repository]
        return found

    @property
    def stream(self) -> EventLog:
        """The service's own stream."""
        if self.log is None:
            raise RuntimeError("this service owns no stream")
        return self.log

    async def record(
        self, events: Sequence[Event | EncodedEvent], closing: Closing | None = None
    ) -> tuple[Position, ...]:
        """Write the events to this service's own stream. Call it last of all: it takes the stream's row lock until the
        commit.

        `closing` makes one more event, the last, from the sequence of the first.
        """
        if not events and closing is None:
            return ()
        with tracing.step(f"record {self.stream.source}", {"congbo.events": len(events) + (closing is not None)}):
            self.positions = await self.stream.append(self.connection, events, self.clock, closing)
        return self.positions
