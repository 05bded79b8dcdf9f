"""Batches of reads from PostgreSQL."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from common.database.connections import connect
from common.http.cache.batching import Batcher, Key, Result


class DatabaseBatcher(Batcher[Key, Result]):
    """Holds one connection, opened for the first batch and again after a failure. `read` takes it beside the keys. Its
    statements are planned once: to plan a join takes longer than to read the few rows that a batch asks for."""

    def __init__(
        self, database_url: str, read: Callable[[Any, Sequence[Key]], Awaitable[Mapping[Key, Result]]], name: str
    ) -> None:
        super().__init__(self._read_batch, name)
        self.database_url = database_url
        self.read = read
        self._connection: Any = None

    async def close(self) -> None:
        await super().close()
        if self._connection is not None:
            await self._connection.close()

    async def _read_batch(self, keys: Sequence[Key]) -> Mapping[Key, Result]:
        if self._connection is None or self._connection.is_closed():
            self._connection = await connect(
                self.database_url, application_name="response cache", plan_cache_mode="force_generic_plan"
            )
        try:
            return await self.read(self._connection, keys)
        except Exception:
            connection, self._connection = self._connection, None
            connection.terminate()  # else PostgreSQL would keep the session open
            raise
