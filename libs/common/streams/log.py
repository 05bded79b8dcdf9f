"""A service's own event log: contiguous, in commit order, hashed, kept for ever."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import Clock
from common.contracts.event import Event
from common.streams.position import Position


class EventLog:
    """The writer's side of the streams of one source."""

    def __init__(self, source: str) -> None:
        self.source = source

    async def append(self, connection: AsyncConnection, events: Sequence[Event], clock: Clock) -> tuple[Position, ...]:
        """Number, hash and insert the events under the row locks of their shards; answers the last position of each shard that moved."""
        raise NotImplementedError
