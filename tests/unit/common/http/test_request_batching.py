"""All that wait become one; who stands behind what waits, and what closing does to it."""

import asyncio
from collections.abc import Mapping, Sequence

from common.http.cache.coalescing import Together


class Slow:
    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.go = asyncio.Event()

    async def __call__(self, keys: Sequence[int]) -> Mapping[int, int]:
        self.asked.append(list(keys))
        await self.go.wait()
        return {key: key * 2 for key in keys if key != 7}


async def test_who_comes_while_it_is_asked_waits_for_the_next_turn_and_no_turn_holds_more_than_so_many() -> None:
    answers = Slow()
    together = Together(answers, "test", most=3)
    first = asyncio.create_task(together.ask(0))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    rest = [asyncio.create_task(together.ask(key)) for key in (1, 2, 3, 4, 7)]
    await asyncio.sleep(0)
    answers.go.set()
    assert [await first, *await asyncio.gather(*rest)] == [0, 2, 4, 6, 8, None]
    assert answers.asked == [[0], [1, 2, 3], [4, 7]]


async def test_closing_waits_until_all_are_answered() -> None:
    answers = Slow()
    together = Together(answers, "test", most=1)
    waiting = [asyncio.create_task(together.ask(key)) for key in (1, 2)]
    await asyncio.sleep(0)
    closing = asyncio.create_task(together.close())
    await asyncio.sleep(0.01)
    assert not closing.done()
    answers.go.set()
    await closing
    assert [task.done() and task.result() for task in waiting] == [2, 4]


async def test_a_failure_is_told_as_its_cause_says_and_answers_nobody() -> None:
    async def failing(_: Sequence[int]) -> Mapping[int, int]:
        raise ValueError("a name")

    causes: list[str] = []

    def cause(failed: Exception) -> str:
        causes.append(type(failed).__name__)
        return "told"

    assert await Together(failing, "test", cause=cause).ask(1) is None
    assert causes == ["ValueError"]
