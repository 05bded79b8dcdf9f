"""Pages of the feed. The followers of a shard are woken at the same time and request the same page, so it is read and
rendered once for all."""

import asyncio
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from common.errors import Refusal
from common.eventlog.feed_format import render_filtered_page, render_page
from common.eventlog.log import SCANNED, read, read_types
from common.eventlog.record import Record
from common.http.cache.batching import Batcher
from common.service.definition import Runtime

MAX_BATCH = 4  # each page takes a connection of the pool


TYPE_NAME = re.compile(r"[a-z_.]{1,80}(v[0-9]{1,3})?")


class PageKey(NamedTuple):
    """Without `types` the page has the events of all types."""

    shard: int
    after: int
    limit: int
    types: tuple[str, ...] = ()


class RenderedPage(NamedTuple):
    rendered: bytes
    is_empty: bool


class ShardNotFound(Refusal):
    """The source has no shard of this number."""

    status, type, title = 404, "shard-not-found", "There is no such shard"

    def __init__(self, shard: int) -> None:
        super().__init__(f"shard {shard} does not exist", shard=shard)


class EventTypeNotSent(Refusal):
    """The source sends no events of this type: with a misspelt one nothing would ever arrive. `known` lists those that
    it sends."""

    status, type, title = 422, "event-type-not-sent", "The source sends no events of this type"

    def __init__(self, types: Collection[str], known: Collection[str]) -> None:
        shown = sorted(type if TYPE_NAME.fullmatch(type) else "…" for type in types)
        super().__init__(f"{', '.join(shown)}: no such type", types=shown, known=sorted(known))


class PositionBeyondTail(Refusal):
    """The caller has followed another history, since `after` names an event that this log does not hold: the source may
    have been restored."""

    status, type, title = 409, "position-beyond-tail", "The stream ends before this position"

    def __init__(self, after: int, tail: int) -> None:
        super().__init__(f"the stream ends at {tail}, before {after}", after=after, tail=tail)


async def page_of(runtime: Runtime, shard: int, after: int, limit: int) -> tuple[list[Record], int]:
    async with runtime.engine.connect() as connection:
        tail = await tail_of(connection, shard, after)
        return await read(await driver_of(connection), runtime.service.name, shard, after, limit), tail


async def filtered_page_of(runtime: Runtime, key: PageKey) -> tuple[list[Record], int, int]:
    """Returns the records, the tail, and the last sequence that was scanned."""
    async with runtime.engine.connect() as connection:
        tail = await tail_of(connection, key.shard, key.after)
        until, driver = min(key.after + SCANNED, tail), await driver_of(connection)
        records = await read_types(driver, runtime.service.name, key.shard, key.after, until, key.types, key.limit)
    return records, tail, records[-1].sequence if len(records) == key.limit else until


async def tail_of(connection: AsyncConnection, shard: int, after: int) -> int:
    """Raises `ShardNotFound` and `PositionBeyondTail`."""
    tail: int | None = await connection.scalar(
        text("SELECT sequence FROM stream_shard WHERE shard = :shard"), {"shard": shard}
    )
    if tail is None:
        raise ShardNotFound(shard)
    if after > tail:
        raise PositionBeyondTail(after, tail)
    return tail


class FeedPages:
    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self._batcher = Batcher(self._read_all, "feed pages", MAX_BATCH)

    async def at(self, key: PageKey) -> RenderedPage:
        """Returns a page that is never older than its request. One that could not be read in the batch is read alone,
        to raise its refusal."""
        return await self._batcher.submit(key) or await self._read(key)

    async def close(self) -> None:
        await self._batcher.close()

    async def _read_all(self, keys: Sequence[PageKey]) -> dict[PageKey, RenderedPage]:
        pages = await asyncio.gather(*map(self._read, keys), return_exceptions=True)
        return {key: page for key, page in zip(keys, pages, strict=True) if isinstance(page, RenderedPage)}

    async def _read(self, key: PageKey) -> RenderedPage:
        if key.types:
            records, tail, scanned = await filtered_page_of(self.runtime, key)
            return RenderedPage(render_filtered_page(records, tail, scanned), not records and scanned == tail)
        records, tail = await page_of(self.runtime, key.shard, key.after, key.limit)
        return RenderedPage(render_page(records, tail), not records)
