"""Questions that wait for their turn: all that wait become one, and no answer is older than its question."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

import structlog

from common.database.connections import connect

Key = TypeVar("Key")
Answer = TypeVar("Answer")

log = structlog.get_logger()


class Together(Generic[Key, Answer]):
    """`answers` is given all keys that wait, at most so many. Who asks while it is asked waits for the next turn; equal keys share an
    answer. `cause` says of a failure what may be logged."""

    def __init__(
        self,
        answers: Callable[[Sequence[Key]], Awaitable[Mapping[Key, Answer]]],
        what: str,
        most: int | None = None,
        cause: Callable[[Exception], str] = repr,
    ) -> None:
        self.answers = answers
        self.what = what
        self.most = most
        self.cause = cause
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
        """Once all that wait are answered."""
        if self._working is not None:
            await asyncio.wait([self._working])

    async def _work(self) -> None:
        try:
            while self._waiting:
                waiting = iter(self._waiting.items())
                asked, self._waiting = dict(islice(waiting, self.most)), dict(waiting)
                found = await self._found(list(asked))
                for key, future in asked.items():
                    future.set_result(found.get(key))
        finally:
            self._working = None

    async def _found(self, keys: list[Key]) -> Mapping[Key, Answer]:
        """Nothing where asking fails: the plain route then tries by itself, and says what is wrong."""
        try:
            return await self.answers(keys)
        except Exception as failed:
            log.warning("asking for all who wait failed", path=self.what, cause=self.cause(failed))
            return {}


class Turns(Together[Key, Answer]):
    """Questions to PostgreSQL on one connection, held. `answers` is given it too."""

    def __init__(
        self, database_url: str, answers: Callable[[Any, Sequence[Key]], Awaitable[Mapping[Key, Answer]]], what: str
    ) -> None:
        super().__init__(self._asked, what)
        self.database_url = database_url
        self.answers_on = answers
        self._connection: Any = None

    async def close(self) -> None:
        await super().close()
        if self._connection is not None:
            await self._connection.close()

    async def _asked(self, keys: Sequence[Key]) -> Mapping[Key, Answer]:
        if self._connection is None or self._connection.is_closed():
            self._connection = await connect(self.database_url, application_name="hot reads")
        try:
            return await self.answers_on(self._connection, keys)
        except Exception:
            self._connection = None
            raise
