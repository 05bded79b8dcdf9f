"""The port through which a consumer receives records. Both carriers, Kafka and the feed, pass the same conformance
tests."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from common.consumer.positions import StreamPosition
from common.eventlog.record import Record


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one shard in the order of their arrival. `topic_id` and `next_offset` are Kafka's; the feed continues
    after the last sequence."""

    shard: int
    records: Sequence[Record]
    topic_id: str | None = None
    next_offset: int | None = None


class BatchResult(Enum):
    APPLIED = auto()
    MOVED = auto()  # another consumer has moved the position: read it again and continue from there
    STOPPED = auto()  # an operator must act; other shards continue


class Receiver(Protocol):
    """The consumer, as a carrier sees it."""

    source: str

    async def position(self, shard: int) -> StreamPosition: ...

    async def apply(self, batch: Batch) -> BatchResult: ...

    async def stop_shard(self, shard: int, cause: str) -> None: ...


class Carrier(Protocol):
    async def run(self, receiver: Receiver, stop: asyncio.Event) -> None:
        """Delivers batches until `stop` is set. A carrier that loses its broker or source retries without a limit."""
