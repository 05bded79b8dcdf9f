"""Connections to PostgreSQL: SQLAlchemy's pool for requests, plain asyncpg for sessions that hold a lock or listen."""

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
from common.errors import RecordingPaused

Item = TypeVar("Item")
CHUNK = 100
"""Items that are built before the event loop runs again."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

SESSION = {
    "timezone": "UTC",
    "datestyle": "ISO, YMD",  # days that PostgreSQL renders as text have the ISO form
    "jit": "off",  # the statements are short: to compile them costs more than it saves
    # ms: a forgotten transaction must not hold a stream's lock for ever
    "idle_in_transaction_session_timeout": "60000",
}


def new_metadata() -> MetaData:
    return MetaData(naming_convention=NAMING)


def create_engine(url: str, pool_size: int = 10) -> AsyncEngine:
    """`url` may have all parameters of libpq, such as `sslmode` and certificates: asyncpg reads them, SQLAlchemy would
    not."""
    return create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,  # seconds; then the request fails instead of waiting without end
        hide_parameters=True,  # errors are logged, and parameters may be personal data
        pool_pre_ping=True,  # a restarted server must not cost the next request
        async_creator=partial(connect, url),
    )


async def connect(url: str, **server_settings: str) -> asyncpg.Connection:
    """Opens a connection outside of the pool, for advisory locks and LISTEN."""
    return await asyncpg.connect(url_with(url, drivername="postgresql"), server_settings={**SESSION, **server_settings})


async def driver_of(connection: AsyncConnection) -> Any:
    """Returns the asyncpg connection below, in the same transaction, for COPY and unnest."""
    raw = await connection.get_raw_connection()
    return raw.driver_connection


async def build_while_executing(statements: Coroutine[Any, Any, None], items: Iterable[Item]) -> list[Item]:
    """Builds the items while PostgreSQL executes the statements, and returns them when both are complete. Where the
    items fail, the statements are cancelled."""
    execution = asyncio.create_task(statements)
    built: list[Item] = []
    try:
        await asyncio.sleep(0)  # the first statement is sent before anything is built
        for number, item in enumerate(items, 1):
            built.append(item)
            if number % CHUNK == 0:
                await asyncio.sleep(0)
    except BaseException:
        execution.cancel()
        await asyncio.wait([execution])  # the connection must be idle before the rollback
        raise
    await execution
    return built


def tls_fault_of(error: BaseException) -> str | None:
    """Returns what is wrong with the certificates, if the error comes from TLS."""
    return next((str(cause) for cause in _causes(error) if isinstance(cause, ssl.SSLError)), None)


def refusal_of(error: BaseException) -> str | None:
    """Returns why the server refuses this role, if the error is that: its password, its certificate, its rights."""
    refused = (asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InsufficientPrivilegeError)
    return next((str(cause.args[0]) for cause in _causes(error) if isinstance(cause, refused)), None)


def is_connection_lost(error: BaseException) -> bool:
    """Whether the database could not be reached, was too busy or closed the connection: a retry may succeed."""
    lost = (
        OSError,
        TimeoutError,
        PoolTimeout,
        asyncpg.InterfaceError,
        asyncpg.InternalClientError,  # raised where the server closed the connection between two statements
    )
    state = sqlstate_of(error) or ""
    if failure_of(state) is Failure.TRANSIENT and state.startswith(("08", "53300", "57")):
        return True
    return not state and any(isinstance(cause, lost) for cause in _causes(error))


def is_transient(error: BaseException) -> bool:
    """Whether the same work may succeed if it is repeated (`common.database.sqlstates`)."""
    return failure_in(error) is Failure.TRANSIENT


def failure_in(error: BaseException) -> Failure:
    """Returns what an error means for work that may be repeated. One without SQLSTATE is transient or refused."""
    if isinstance(error, RecordingPaused):
        return Failure.TRANSIENT
    if (state := sqlstate_of(error)) is not None:
        return failure_of(state)
    return Failure.TRANSIENT if is_connection_lost(error) else Failure.REFUSED


def not_writable_reason(error: BaseException) -> str | None:
    """Returns why nothing can be written while reads succeed, if the error is that: the server is read-only, its disk
    is full, or recording is paused."""
    if isinstance(error, RecordingPaused):
        return error.detail
    return NOT_WRITABLE.get(sqlstate_of(error) or "")


def sqlstate_of(error: BaseException) -> str | None:
    """Returns the SQLSTATE of the error, if it comes from the server."""
    states = (getattr(cause, "sqlstate", None) for cause in _causes(error) if isinstance(cause, asyncpg.PostgresError))
    return next((state for state in states if state), None)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yields the error and its causes; SQLAlchemy keeps the error of the driver as `orig`."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = getattr(cause, "orig", None) or cause.__cause__
