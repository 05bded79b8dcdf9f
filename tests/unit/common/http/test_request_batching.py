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
    first = batcher.submit(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    rest = [batcher.submit(key) for key in (1, 2, 3, 4, 7)]
    await asyncio.sleep(0)
    handle.go.set()
    assert [await first, *await asyncio.gather(*rest)] == [0, 2, 4, 6, 8, None]
    assert handle.batches == [[0], [1, 2, 3], [4, 7]]


async def test_one_of_two_callers_with_the_same_key_may_hang_up() -> None:
    handle = Slow()
    batcher = Batcher(handle, "test")
    first, second = batcher.submit(3), batcher.submit(3)
    await asyncio.sleep(0)
    first.cancel()
    handle.go.set()
    assert await second == 6
    assert first.cancelled()
    assert handle.batches == [[3]]
    assert await batcher.submit(4) == 8, "the batch of the cancelled call ended as any other"


async def test_closing_waits_until_all_have_their_results() -> None:
    handle = Slow()
    batcher = Batcher(handle, "test", largest=1)
    waiting = [batcher.submit(key) for key in (1, 2)]
    await asyncio.sleep(0)
    closing = asyncio.create_task(batcher.close())
    await asyncio.sleep(0.01)
    assert not closing.done()
    handle.go.set()
    await closing
    assert [future.done() and future.result() for future in waiting] == [2, 4]


async def test_a_failure_has_no_results_and_is_logged_as_it_is_described() -> None:
    async def failing(_: Sequence[int]) -> Mapping[int, int]:
        raise ValueError("a name")

    described: list[str] = []

    def describe(error: Exception) -> str:
        described.append(type(error).__name__)
        return "a kind"

    assert await Batcher(failing, "test", describe=describe).submit(1) is None
    assert described == ["ValueError"]
