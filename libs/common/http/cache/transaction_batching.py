"""Batches of requests that write: each batch is one transaction."""

from collections.abc import Callable, Mapping, Sequence

from common.database.kept_connection import KeptConnection
from common.http.cache.batching import Batcher, Key, Result
from common.service.api_definition import HandleBatch
from common.service.definition import Runtime


class TransactionBatcher(Batcher[Key, Result]):
    """Calls `handle` with a unit of work and all waiting keys, and commits: no result is returned before. The
    connection is kept from batch to batch."""

    def __init__(
        self,
        runtime: Runtime,
        handle: HandleBatch,
        name: str,
        largest: int,
        describe: Callable[[Exception], str] = repr,
    ) -> None:
        super().__init__(self._handle_and_commit, name, largest, describe)
        self._runtime = runtime
        self._handle_in = handle
        self._connection = KeptConnection(runtime.engine)

    async def close(self) -> None:
        await super().close()
        await self._connection.close()

    async def _handle_and_commit(self, keys: Sequence[Key]) -> Mapping[Key, Result]:
        async with self._connection.use() as connection:
            results = await self._handle_in(await self._runtime.work_on(connection), keys)
            await connection.commit()
        return results
