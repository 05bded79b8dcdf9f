"""All procedures of the catalogue on a day, read in batches from one database snapshot."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.errors import Refusal
from common.eventlog.log import positions_before, positions_of
from common.eventlog.position import Position
from procedures.law.queries.catalogue_revision import REVISION
from procedures.law.queries.law_rows import in_force_on, in_force_on_or_after
from procedures.tables import period, procedure, version

BATCH = 200
"""Rows of a batch: up to a few megabytes, where contents are long."""
SLOT = text("SELECT pg_try_advisory_xact_lock(20260709, :slot)")
POSITION_MARGIN = timedelta(seconds=1)
"""How much earlier a position of the past is. A period is known from the beginning of its transaction, but its events
carry the time at which the transaction ends, or some microseconds before."""


class TooManyDownloads(Refusal):
    """Each download of the catalogue holds a connection for as long as its client reads. Retry in a minute."""

    status, type, title = 503, "too-many-downloads", "Too many downloads of the catalogue are running"

    def __init__(self, limit: int) -> None:
        super().__init__(f"{limit} downloads of the whole catalogue are running", limit=limit)


@dataclass(frozen=True, slots=True)
class CatalogueRequest:
    """`known_on` None means now. `include_future` adds periods that begin after the day, one row for each period."""

    in_force_on: date
    known_on: datetime | None = None
    include_future: bool = False


async def take_slot(read: AsyncConnection, limit: int) -> None:
    """Takes one of the slots until the transaction ends. Raises `TooManyDownloads`."""
    for slot in range(limit):
        if await read.scalar(SLOT, {"slot": slot}):
            return
    raise TooManyDownloads(limit)


async def revision_of(read: AsyncConnection) -> int:
    revision: int = (await read.execute(REVISION)).scalar_one()
    return revision


async def positions_at(read: AsyncConnection, source: str, request: CatalogueRequest) -> tuple[Position, ...]:
    """The positions from which to follow the streams. For a past `known_on` they are a second earlier: applying an
    event again changes nothing."""
    if request.known_on is None:
        return await positions_of(read, source)
    return await positions_before(read, source, request.known_on - POSITION_MARGIN)


async def whole_catalogue(read: AsyncConnection, request: CatalogueRequest) -> AsyncIterator[Sequence[Row[Any]]]:
    """Batches of rows ordered by code, read through a server-side cursor."""
    select_rows = in_force_on_or_after if request.include_future else in_force_on
    statement = select_rows(request.in_force_on, request.known_on, [version.c.content]).order_by(
        procedure.c.code, period.c.in_force
    )
    async with read.stream(statement, execution_options={"yield_per": BATCH}) as rows:
        async for batch in rows.partitions():
            yield batch
