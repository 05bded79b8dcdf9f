"""Concurrent requests become one batch: which batch a request belongs to, and what closing does to waiting requests."""

import asyncio
from collections.abc import Mapping, Sequence

from common.http.cache.batching import Batcher


class Slow:
    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.go = asyncio.Event()

    async def __call__(self, keys: Sequence[int]) -> Mapping[int, int]:
        self.batches.append(list(keys))
        await self.go.wait()
        return {key: key * 2 for key in keys if key != 7}


async def test_what_arrives_while_a_batch_runs_waits_for_the_next_and_none_is_larger_than_allowed() -> None:
    handle = Slow()
    batcher = Batcher(handle, "test", largest=3)
    first = asyncio.create_task(batcher.submit(0))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    rest = [asyncio.create_task(batcher.submit(key)) for key in (1, 2, 3, 4, 7)]
    await asyncio.sleep(0)
    handle.go.set()
    assert [await first, *await asyncio.gather(*rest)] == [0, 2, 4, 6, 8, None]
    assert handle.batches == [[0], [1, 2, 3], [4, 7]]


async def test_requests_that_are_ready_when_a_batch_ends_are_one_batch() -> None:
    batches: list[list[int]] = []
    requests: list[asyncio.Task[int | None]] = []

    async def handle(keys: Sequence[int]) -> Mapping[int, int]:
        batches.append(list(keys))
        if keys == [0]:
            requests.append(asyncio.create_task(batcher.submit(1)))
            await asyncio.sleep(0)
            requests.append(asyncio.create_task(batcher.submit(2)))
        return {}

    batcher = Batcher(handle, "test")
    await batcher.submit(0)
    await asyncio.gather(*requests)
    assert batches == [[0], [1, 2]]


async def test_a_cancelled_request_takes_no_result_from_another_with_the_same_key() -> None:
    handle = Slow()
    batcher = Batcher(handle, "test")
    cancelled, other = [asyncio.create_task(batcher.submit(1)) for _ in range(2)]
    await asyncio.sleep(0.01)
    cancelled.cancel()
    handle.go.set()
    assert await asyncio.wait_for(other, 5) == 2
    assert (cancelled.cancelled(), handle.batches) == (True, [[1]])


async def test_closing_waits_until_all_have_their_results() -> None:
    handle = Slow()
    batcher = Batcher(handle, "test", largest=1)
    waiting = [asyncio.create_task(batcher.submit(key)) for key in (1, 2)]
    await asyncio.sleep(0)
    closing = asyncio.create_task(batcher.close())
    await asyncio.sleep(0.01)
    assert not closing.done()
    handle.go.set()
    await closing
    assert [task.done() and task.result() for task in waiting] == [2, 4]


async def test_a_failure_has_no_results_and_is_logged_as_it_is_described() -> None:
    async def failing(_: Sequence[int]) -> Mapping[int, int]:
        raise ValueError("a name")

    described: list[str] = []

    def describe(error: Exception) -> str:
        described.append(type(error).__name__)
        return "a kind"

    assert await Batcher(failing, "test", describe=describe).submit(1) is None
    assert described == ["ValueError"]
