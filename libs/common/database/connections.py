"""Connections to PostgreSQL: SQLAlchemy's pool for requests, plain asyncpg for what holds a lock or listens."""

import asyncio
import ssl
from collections.abc import Coroutine, Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import MetaData
from sqlalchemy.engine import make_url
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from common.database.sqlstates import NOT_WRITABLE, Failure, failure_of
from common.database.urls import url_with

Made = TypeVar("Made")
A_TURN = 100
"""So much is made before the connection is looked after again."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

SESSION = {
    "timezone": "UTC",
    "datestyle": "ISO, YMD",  # a day that PostgreSQL renders is written as everywhere here
    "jit": "off",  # our statements are short; compiling them costs more than it saves
    # ms: a forgotten transaction must not hold a stream's lock for ever
    "idle_in_transaction_session_timeout": "60000",
}


def new_metadata() -> MetaData:
    return MetaData(naming_convention=NAMING)


def create_engine(url: str, pool_size: int = 10) -> AsyncEngine:
    """`url` may say all that libpq's may, `sslmode` and certificates among it: asyncpg reads it whole, SQLAlchemy would
    not."""
    return create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,  # seconds: then the request is refused rather than queued without end
        hide_parameters=True,  # a failed statement's values may be personal data, and its error is logged
        pool_pre_ping=True,  # a restarted server must not cost the next request
        async_creator=partial(connect, url),
    )


async def connect(url: str, **server_settings: str) -> asyncpg.Connection:
    """A connection of one's own: for advisory locks and LISTEN, which a pool would share."""
    return await asyncpg.connect(url_with(url, drivername="postgresql"), server_settings={**SESSION, **server_settings})


async def driver_of(connection: AsyncConnection) -> Any:
    """asyncpg's connection below, in the same transaction: for COPY and unnest."""
    raw = await connection.get_raw_connection()
    return raw.driver_connection


async def made_meanwhile(statements: Coroutine[Any, Any, None], made: Iterable[Made]) -> list[Made]:
    """All of `made`, made while PostgreSQL has its turn at the statements: both are done afterwards, or neither goes
    on."""
    running = asyncio.create_task(statements)
    done: list[Made] = []
    try:
        await asyncio.sleep(0)  # it is asked before anything is made
        for number, one in enumerate(made, 1):
            done.append(one)
            if number % A_TURN == 0:
                await asyncio.sleep(0)
    except BaseException:
        running.cancel()
        await asyncio.wait([running])  # the connection is at rest before anyone rolls back
        raise
    await running
    return done


def tls_fault_of(error: BaseException) -> str | None:
    """What is wrong with the certificates between us and the server, if that is it."""
    return next((str(cause) for cause in _causes(error) if isinstance(cause, ssl.SSLError)), None)


def refusal_of(error: BaseException) -> str | None:
    """Why the server does not let this role in, or not at what is there, if that is it: its password, its certificate,
    its rights."""
    refused = (asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InsufficientPrivilegeError)
    return next((str(cause.args[0]) for cause in _causes(error) if isinstance(cause, refused)), None)


def is_connection_lost(error: BaseException) -> bool:
    """Whether the database could not be reached, was too busy or hung up: a second try may succeed."""
    lost = (
        OSError,
        TimeoutError,
        PoolTimeout,
        asyncpg.InterfaceError,
        asyncpg.InternalClientError,  # what asyncpg raises when the server hung up between two statements
    )
    state = sqlstate_of(error) or ""
    if failure_of(state) is Failure.TRANSIENT and state.startswith(("08", "53300", "57")):
        return True
    return not state and any(isinstance(cause, lost) for cause in _causes(error))


def is_transient(error: BaseException) -> bool:
    """Whether the same work may succeed if it is simply done again (`common.database.sqlstates`)."""
    return failure_in(error) is Failure.TRANSIENT


def failure_in(error: BaseException) -> Failure:
    """What a failure means for work that may be done again; an error without SQLSTATE is transient or refused."""
    if (state := sqlstate_of(error)) is not None:
        return failure_of(state)
    return Failure.TRANSIENT if is_connection_lost(error) else Failure.REFUSED


def not_writable_reason(error: BaseException) -> str | None:
    """Why the server answers reads but records nothing, if that is it: it is read-only, or its disk is full."""
    return NOT_WRITABLE.get(sqlstate_of(error) or "")


def sqlstate_of(error: BaseException) -> str | None:
    """The SQLSTATE that the server gave, if the error comes from one."""
    states = (getattr(cause, "sqlstate", None) for cause in _causes(error) if isinstance(cause, asyncpg.PostgresError))
    return next((state for state in states if state), None)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and what it comes from; SQLAlchemy keeps the driver's as `orig`."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = getattr(cause, "orig", None) or cause.__cause__
