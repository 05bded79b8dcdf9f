"""A recorded history of the sample's follower, and helpers that rebuild it, verify it and damage it."""

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from common.consumer.rebuild import rebuild
from common.consumer.replay import HistoryMismatch
from common.consumer.verify import verify_consumer, verify_projections
from common.eventlog.findings import Finding
from common.eventlog.position import Position
from tests.support.sample import SampleChanged, SampleRemoved
from tests.support.sample_stack import SampleStack


def sample_changes(count: int, value: int = 0) -> list[SampleChanged]:
    return [SampleChanged(name=f"thing {number}", value=value) for number in range(count)]


async def recorded_history(stack: SampleStack) -> dict[str, tuple[int, int]]:
    """Ten things that are changed twice, one of which is then removed."""
    async with stack.following():
        last: dict[int, Position] = {}
        for events in (sample_changes(10), sample_changes(10, 1), [SampleRemoved(name="thing 3")]):
            last.update({position.shard: position for position in await stack.publish(events)})
        await stack.wait_until_applied(*last.values())
        await stack.wait_until_applied(*await stack.publish(sample_changes(3, 2)))
    return await stack.things()


async def rebuild_and_read(stack: SampleStack) -> dict[str, tuple[int, int]]:
    await rebuild(stack.following_runtime, lambda _: None)
    return await stack.things()


async def execute_on_follower(stack: SampleStack, *statements: str) -> None:
    async with stack.following_runtime.engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def projection_findings(stack: SampleStack) -> list[Finding]:
    return [finding async for finding in verify_projections(stack.following_runtime)]


async def consumer_findings(stack: SampleStack) -> list[Finding]:
    return [finding async for finding in verify_consumer(stack.following_runtime, stack.follower.subscription)]


def all_sound(findings: Sequence[Finding]) -> bool:
    assert findings, "nothing was checked"
    return all(finding.intact for finding in findings)


async def rebuild_refused(stack: SampleStack, error: type[Exception] = HistoryMismatch) -> dict[str, tuple[int, int]]:
    with pytest.raises(error):
        await rebuild(stack.following_runtime, lambda _: None)
    return await stack.things()
