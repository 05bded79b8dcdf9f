"""Questions to PostgreSQL that wait for their turn: all that wait become one, and no answer is older than its question."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import structlog

from common.database import connect

Key = TypeVar("Key")
Answer = TypeVar("Answer")

log = structlog.get_logger()


class Turns(Generic[Key, Answer]):
    """One connection, held. `answers` is given it, and all keys that wait. Who asks while it is asked waits for the next turn."""

    def __init__(
        self, database_url: str, answers: Callable[[Any, Sequence[Key]], Awaitable[Mapping[Key, Answer]]], what: str
    ) -> None:
        self.database_url = database_url
        self.answers = answers
        self.what = what
        self._connection: Any = None
        self._waiting: dict[Key, asyncio.Future[Answer | None]] = {}
        self._working: asyncio.Task[None] | None = None

    async def ask(self, key: Key) -> Answer | None:
        """None where there is no answer, or nobody could give one."""
        future = self._waiting.get(key)
        if future is None:
            future = self._waiting[key] = asyncio.get_running_loop().create_future()
        if self._working is None:
            self._working = asyncio.create_task(self._work())
        return await asyncio.shield(future)  # others may wait for the same

    async def close(self) -> None:
        if self._working is not None:
            await asyncio.wait([self._working])
        if self._connection is not None:
            await self._connection.close()

    async def _work(self) -> None:
        try:
            while self._waiting:
                asked, self._waiting = self._waiting, {}
                found = await self._found(list(asked))
                for key, future in asked.items():
                    future.set_result(found.get(key))
        finally:
            self._working = None

    async def _found(self, keys: list[Key]) -> Mapping[Key, Answer]:
        """Nothing where asking fails: the plain route then tries by itself, and says what is wrong."""
        try:
            if self._connection is None or self._connection.is_closed():
                self._connection = await connect(self.database_url, application_name="hot reads")
            return await self.answers(self._connection, keys)
        except Exception as failed:
            log.warning("a hot read failed", path=self.what, cause=repr(failed))
            self._connection = None
            return {}
