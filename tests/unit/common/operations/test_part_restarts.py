"""A part of a process that fails is started again, and readiness says so meanwhile."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from common.http.health import degraded
from common.operations import part_restarts
from common.operations.part_restarts import restarted
from common.operations.supervision import Part
from common.service.part_health import PartHealth


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(part_restarts, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(part_restarts, "RECOVERED_AFTER", 0.1)
    sound = SimpleNamespace(reason=None)
    return SimpleNamespace(parts=PartHealth(), writes=sound, clock_check=sound)


class FailingPart:
    """Fails so many times, then runs until it is stopped; each start makes another one."""

    def __init__(self, failures: int, ends_by_itself: bool = False, fails_when_made: bool = False) -> None:
        self.failures = failures
        self.ends_by_itself = ends_by_itself
        self.fails_when_made = fails_when_made
        self.starts = 0

    def make(self) -> Part:
        self.starts += 1
        number = self.starts
        if self.fails_when_made and number <= self.failures:
            raise RuntimeError("it cannot be made now")

        async def run(stop: asyncio.Event) -> None:
            if number > self.failures:
                await stop.wait()
            elif not self.ends_by_itself:
                raise RuntimeError("personal data of somebody")

        return run


@pytest.mark.parametrize(
    ("part", "detail"),
    [
        (FailingPart(3), "RuntimeError"),
        (FailingPart(3, ends_by_itself=True), "it ended by itself"),
        (FailingPart(3, fails_when_made=True), "RuntimeError"),
    ],
    ids=["raises", "returns", "cannot be made"],
)
async def test_a_part_that_fails_is_started_again_and_degraded_until_it_has_recovered(
    runtime: Any, part: FailingPart, detail: str
) -> None:
    stop = asyncio.Event()
    running: asyncio.Future[None] = asyncio.ensure_future(restarted(runtime, "consumer of sample", part.make)(stop))
    async with asyncio.timeout(10):
        while part.starts < 4:
            await asyncio.sleep(0.005)
        assert degraded(runtime) == [{"component": "consumer of sample", "detail": detail}]
        while degraded(runtime):
            await asyncio.sleep(0.005)
    stop.set()
    await running
    assert part.starts == 4


async def test_each_wait_is_twice_the_one_before_up_to_a_limit(runtime: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_restarts, "LONGEST_WAIT", 0.08)
    part, stop = FailingPart(1_000), asyncio.Event()
    running: asyncio.Future[None] = asyncio.ensure_future(restarted(runtime, "relay", part.make)(stop))
    await asyncio.sleep(0.5)
    stop.set()
    await asyncio.wait_for(running, 1)
    assert 3 <= part.starts <= 10  # after 0.01, 0.03, 0.07, 0.15 s and every 0.08 s from then on


async def test_what_a_part_raises_while_it_is_stopped_is_raised(runtime: Any) -> None:
    stop = asyncio.Event()

    async def fails_at_the_end(stop: asyncio.Event) -> None:
        await stop.wait()
        raise RuntimeError("it could not close its file")

    running: asyncio.Future[None] = asyncio.ensure_future(restarted(runtime, "relay", lambda: fails_at_the_end)(stop))
    await asyncio.sleep(0)
    stop.set()
    with pytest.raises(RuntimeError, match="close its file"):
        await running
