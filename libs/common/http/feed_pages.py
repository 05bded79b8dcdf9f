"""Pages of the feed. Followers of one shard wake at the same time and request the same page, so it is read and rendered
once for all."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import text

from common.database.connections import driver_of
from common.errors import Refusal
from common.eventlog.feed_format import render_page
from common.eventlog.log import read
from common.eventlog.record import Record
from common.http.cache.batching import Batcher
from common.service.definition import Runtime

AT_ONCE = 4  # each page that is read takes a connection of the pool


class Place(NamedTuple):
    shard: int
    after: int
    limit: int


class RenderedPage(NamedTuple):
    rendered: bytes
    is_empty: bool


class ShardNotFound(Refusal):
    """The source has no shard of this number."""

    status, type, title = 404, "shard-not-found", "There is no such shard"

    def __init__(self, shard: int) -> None:
        super().__init__(f"shard {shard} does not exist", shard=shard)


class PositionBeyondTail(Refusal):
    """Who asks for what follows an event that was never recorded has followed another history: the source may have been
    restored."""

    status, type, title = 409, "position-beyond-tail", "The stream does not reach so far"

    def __init__(self, after: int, tail: int) -> None:
        super().__init__(f"the stream ends at {tail}, before {after}", after=after, tail=tail)


async def page_of(runtime: Runtime, shard: int, after: int, limit: int) -> tuple[list[Record], int]:
    async with runtime.engine.connect() as connection:
        tail = await connection.scalar(text("SELECT sequence FROM stream_shard WHERE shard = :shard"), {"shard": shard})
        if tail is None:
            raise ShardNotFound(shard)
        if after > tail:
            raise PositionBeyondTail(after, tail)
        return await read(await driver_of(connection), runtime.service.name, shard, after, limit), tail


class FeedPages:
    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self._batcher = Batcher(self._read_all, "feed pages", AT_ONCE)

    async def at(self, place: Place) -> RenderedPage:
        """Returns a page that is never older than its request. One that could not be read in the batch is read alone,
        to raise its refusal."""
        return await self._batcher.submit(place) or await self._read(place)

    async def close(self) -> None:
        await self._batcher.close()

    async def _read_all(self, places: Sequence[Place]) -> dict[Place, RenderedPage]:
        found = await asyncio.gather(*map(self._read, places), return_exceptions=True)
        return {place: page for place, page in zip(places, found, strict=True) if isinstance(page, RenderedPage)}

    async def _read(self, place: Place) -> RenderedPage:
        records, tail = await page_of(self.runtime, *place)
        return RenderedPage(render_page(records, tail), not records)
