"""How a consumer is given records. Both carriers pass the same conformance tests."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from common.consumer.positions import StreamPosition
from common.eventlog.record import Record


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one shard in the order of their arrival. Kafka tells where to go on; the feed goes on after the last
    sequence."""

    shard: int
    records: Sequence[Record]
    topic_id: str | None = None
    next_offset: int | None = None


class BatchResult(Enum):
    APPLIED = auto()
    MOVED = auto()  # another consumer has moved the position: read it again and go on from there
    STOPPED = auto()  # an operator must look; other shards go on


class Receiver(Protocol):
    """What a carrier hands its batches to."""

    source: str

    async def position(self, shard: int) -> StreamPosition: ...

    async def apply(self, batch: Batch) -> BatchResult: ...

    async def stop_shard(self, shard: int, cause: str) -> None: ...


class Carrier(Protocol):
    async def run(self, receiver: Receiver, stop: asyncio.Event) -> None:
        """Hand over batches until asked to stop. A carrier that loses its broker or source tries again for ever."""
