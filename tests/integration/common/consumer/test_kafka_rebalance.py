"""Partitions that are reassigned while a batch is applied: no effect may be lost or repeated."""

import asyncio
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pytest
from aiokafka import TopicPartition

from common.consumer.kafka_carrier import RebalanceListener
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged
from tests.support.sample_stack import SampleStack, sample_stack


def changes(count: int, start: int = 0) -> list[SampleChanged]:
    return [SampleChanged(name=f"thing {number}", value=number) for number in range(start, start + count)]


class BlockingReaction:
    """The first reaction of the follower waits in the middle of its transaction until it is released."""

    def __init__(self, stack: SampleStack) -> None:
        self.started, self.release = asyncio.Event(), asyncio.Event()
        self.react = stack.follower.reactions._handlers[SampleChanged]
        stack.follower.reactions._handlers[SampleChanged] = self

    async def __call__(self, events: Sequence[SampleChanged], work: Any) -> None:
        if not self.started.is_set():
            self.started.set()
            await self.release.wait()
        await self.react(events, work)


@pytest.fixture
def revoked(monkeypatch: pytest.MonkeyPatch) -> list[TopicPartition]:
    """The partitions that were revoked from consumers."""
    partitions_revoked: list[TopicPartition] = []
    revoke = RebalanceListener.on_partitions_revoked

    def record_revocation(self: RebalanceListener, partitions: Collection[TopicPartition]) -> None:
        partitions_revoked.extend(partitions)
        revoke(self, partitions)

    monkeypatch.setattr(RebalanceListener, "on_partitions_revoked", record_revocation)
    return partitions_revoked


async def test_a_rebalance_in_the_middle_of_a_batch_loses_and_repeats_nothing(
    postgres: Postgres, tmp_path: Path, kafka_servers: str, revoked: list[TopicPartition]
) -> None:
    async with sample_stack(postgres, tmp_path, shards=2, kafka=kafka_servers) as stack:
        await stack.publish(changes(500))
        reaction = BlockingReaction(stack)
        async with stack.following():
            await asyncio.wait_for(reaction.started.wait(), 30)
            async with stack.following():
                async with asyncio.timeout(30):
                    while not revoked:
                        await asyncio.sleep(0.05)
                positions = await stack.publish(changes(500, 500))
                await asyncio.sleep(1)  # the second consumer has the partition and works on it, or waits for the row
                reaction.release.set()
                await stack.wait_until_applied(*positions, within=60)
        things = await stack.things()
    assert len(things) == 1_000
    assert {times for _, times in things.values()} == {1}
