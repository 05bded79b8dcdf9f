"""The catalogue from its first procedure to its last, as the law stood on a day, read bit by bit in one snapshot."""

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

AT_ONCE = 200
"""Rows: up to a few megabytes, where contents are long."""
SLOT = text("SELECT pg_try_advisory_xact_lock(20260709, :slot)")
AMPLE = timedelta(seconds=1)
"""What is known begins with its transaction, and its events are dated at the end of it, or some microseconds before."""


class TooManyDownloads(Refusal):
    """Each download of the catalogue holds a connection for as long as its reader takes. Ask again in a minute."""

    status, type, title = 503, "too-many-downloads", "Too many downloads of the catalogue are running"

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} downloads of the whole catalogue are running", most=most)


@dataclass(frozen=True, slots=True)
class CatalogueRequest:
    """`known_on` None is now. `and_later`: also what is to be law after the day, one row for each period."""

    in_force_on: date
    known_on: datetime | None = None
    and_later: bool = False


async def take_slot(read: AsyncConnection, most: int) -> None:
    """Until the transaction ends. Raises `TooManyDownloads`."""
    for slot in range(most):
        if await read.scalar(SLOT, {"slot": slot}):
            return
    raise TooManyDownloads(most)


async def revision_of(read: AsyncConnection) -> int:
    revision: int = (await read.execute(REVISION)).scalar_one()
    return revision


async def positions_at(read: AsyncConnection, source: str, request: CatalogueRequest) -> tuple[Position, ...]:
    """Where to follow the stream from. Of a past moment it is a second earlier: an event that is heard twice says the
    same twice."""
    if request.known_on is None:
        return await positions_of(read, source)
    return await positions_before(read, source, request.known_on - AMPLE)


async def whole_catalogue(read: AsyncConnection, request: CatalogueRequest) -> AsyncIterator[Sequence[Row[Any]]]:
    """In the order of the codes, through a cursor of the server."""
    choose = in_force_on_or_after if request.and_later else in_force_on
    statement = choose(request.in_force_on, request.known_on, [version.c.content]).order_by(
        procedure.c.code, period.c.in_force
    )
    async with read.stream(statement, execution_options={"yield_per": AT_ONCE}) as rows:
        async for batch in rows.partitions():
            yield batch
