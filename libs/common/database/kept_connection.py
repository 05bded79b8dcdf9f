"""A connection that a repeated transaction keeps, since the pool tests it at every checkout and resets it at every
return."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from common.database.connections import driver_of


class KeptConnection:
    """Opens the connection at its first use, and a new one where PostgreSQL has closed it since the last use or the
    last transaction failed. After `close` no connection is kept."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._keeps = True
        self._kept: AsyncConnection | None = None

    @asynccontextmanager
    async def use(self) -> AsyncIterator[AsyncConnection]:
        """The caller commits; a transaction that is open at the end is rolled back. Of two uses at the same time the
        second has a connection of its own."""
        connection = await self._take() or await self._engine.connect()
        try:
            yield connection
            await connection.rollback()  # ends a transaction that only read
        except BaseException:
            await asyncio.shield(connection.close())
            raise
        if self._keeps and self._kept is None:
            self._kept = connection
        else:
            await connection.close()

    async def _take(self) -> AsyncConnection | None:
        kept, self._kept = self._kept, None
        if kept is None or not (await driver_of(kept)).is_closed():
            return kept
        await kept.invalidate()  # else the pool would hand out the closed session again
        await kept.close()
        return None

    async def close(self) -> None:
        self._keeps, kept, self._kept = False, self._kept, None
        if kept is not None:
            await kept.close()
