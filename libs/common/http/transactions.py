"""The transaction of a request as an argument of its route: one that writes, or a read-only snapshot."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import Clock
from common.eventlog.moments import StreamInFuture
from common.http.declarations import like, refuses, returns
from common.http.documented_headers import EVENT_POSITION
from common.http.freshness import wait_for_positions
from common.http.idempotency import claim
from common.http.state import runtime_of
from common.service.clock_check import ClockImplausible
from common.service.unit_of_work import UnitOfWork


class OpenTransaction:
    """The transaction of a request, which `Route` commits once the response is rendered."""

    def __init__(self, connection: AsyncConnection, work: UnitOfWork) -> None:
        self.connection = connection
        self.work = work


@like(wait_for_positions, claim)
@returns(EVENT_POSITION)
@refuses(ClockImplausible, StreamInFuture)
async def open_work(request: Request) -> UnitOfWork:
    await wait_for_positions(request)
    runtime = runtime_of(request)
    connection = await runtime.engine.connect()
    work = UnitOfWork(connection, runtime.clock, runtime.log)
    request.state.transaction = OpenTransaction(connection, work)
    await runtime.require_plausible_clock(connection)
    await connection.begin()
    await claim(connection, request)
    return work


@like(wait_for_positions)
async def open_read(request: Request) -> AsyncIterator[AsyncConnection]:
    await wait_for_positions(request)
    async with runtime_of(request).engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        yield connection


Work = Annotated[UnitOfWork, Depends(open_work)]
"""The transaction that `Route` commits after it has rendered the response. The actor must come before it among the
arguments of a route, since idempotency keys are stored by actor."""

Read = Annotated[AsyncConnection, Depends(open_read, scope="function")]
"""A read-only transaction: one snapshot for the whole response."""

Snapshot = Annotated[AsyncConnection, Depends(open_read, scope="request")]
"""The same, held until the last byte of a streamed response is sent. PostgreSQL ends it where a client stops reading
for a minute (`common.database.connections`)."""


async def clock_of(request: Request) -> Clock:
    return runtime_of(request).clock


TheClock = Annotated[Clock, Depends(clock_of)]
