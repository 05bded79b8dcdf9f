"""Request coalescing: all waiting requests become one batch, and no result is older than its request."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import islice
from typing import Generic, TypeVar

import structlog

Key = TypeVar("Key")
Result = TypeVar("Result")

log = structlog.get_logger()


class Batcher(Generic[Key, Result]):
    """Calls `handle` with all waiting keys, at most `largest`. A key that arrives while `handle` runs waits for the
    next batch; equal keys share a result. `describe` returns what may be logged of an error."""

    def __init__(
        self,
        handle: Callable[[Sequence[Key]], Awaitable[Mapping[Key, Result]]],
        name: str,
        largest: int | None = None,
        describe: Callable[[Exception], str] = repr,
    ) -> None:
        self.handle = handle
        self.name = name
        self.largest = largest
        self.describe = describe
        self._waiting: dict[Key, list[asyncio.Future[Result | None]]] = {}
        self._running: asyncio.Task[None] | None = None

    async def submit(self, key: Key) -> Result | None:
        """Returns None where `handle` has no result for the key, or failed."""
        future: asyncio.Future[Result | None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(key, []).append(future)
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await future

    async def close(self) -> None:
        """Waits until every waiting key has its result."""
        if self._running is not None:
            await asyncio.wait([self._running])

    async def _run(self) -> None:
        try:
            while self._waiting:
                await asyncio.sleep(0)  # requests that arrive together, which the loop starts one after the other
                waiting = iter(self._waiting.items())
                batch, self._waiting = dict(islice(waiting, self.largest)), dict(waiting)
                results = await self._results(list(batch))
                for key, futures in batch.items():
                    result = results.get(key)
                    for future in futures:
                        if not future.done():  # its request was cancelled
                            future.set_result(result)
        finally:
            self._running = None

    async def _results(self, keys: list[Key]) -> Mapping[Key, Result]:
        """Returns no results where `handle` fails: each caller then tries alone, and reports its own error."""
        try:
            return await self.handle(keys)
        except Exception as error:
            log.warning("a batch failed", batch=self.name, cause=self.describe(error))
            return {}
