"""The doors to the database: one transaction for a request that acts, one snapshot for a request that reads."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import Clock
from common.http.freshness import wait_as_requested
from common.http.idempotency import claim
from common.http.state import runtime_of
from common.service.unit_of_work import UnitOfWork


class OpenTransaction:
    """A request's transaction, left open for the route to finish once the answer is rendered."""

    def __init__(self, connection: AsyncConnection, work: UnitOfWork) -> None:
        self.connection = connection
        self.work = work


async def open_work(request: Request) -> UnitOfWork:
    await wait_as_requested(request)
    runtime = runtime_of(request)
    connection = await runtime.engine.connect()
    work = UnitOfWork(connection, runtime.clock, runtime.log)
    request.state.transaction = OpenTransaction(connection, work)
    await connection.begin()
    await claim(connection, request)
    return work


async def open_read(request: Request) -> AsyncIterator[AsyncConnection]:
    await wait_as_requested(request)
    async with runtime_of(request).engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        yield connection


Work = Annotated[UnitOfWork, Depends(open_work)]
"""The transaction that the route commits after it has rendered the answer. The officer stands before it in a route's
arguments:
a repeated key is looked up under the officer's name."""

Read = Annotated[AsyncConnection, Depends(open_read, scope="function")]
"""A read-only transaction: one snapshot for the whole answer."""

Snapshot = Annotated[AsyncConnection, Depends(open_read, scope="request")]
"""The same, held until the last byte of a streamed answer is sent; a client that does not read on for a minute loses it
(`common.database.connections`)."""


async def clock_of(request: Request) -> Clock:
    return runtime_of(request).clock


TheClock = Annotated[Clock, Depends(clock_of)]
