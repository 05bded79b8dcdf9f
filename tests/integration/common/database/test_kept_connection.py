"""A kept connection serves one transaction after the other, and is replaced once PostgreSQL has closed it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from common.database.connections import create_engine, is_connection_lost
from common.database.kept_connection import KeptConnection
from tests.support.postgres import Postgres


@pytest.fixture
async def engine(postgres: Postgres) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(await postgres.create_database())
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE number (value int)"))
    yield engine
    assert engine.sync_engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # of the pool that engines have
    await engine.dispose()


@pytest.fixture
async def kept(engine: AsyncEngine) -> AsyncIterator[KeptConnection]:
    kept = KeptConnection(engine)
    yield kept
    await kept.close()


async def backend_of(connection: AsyncConnection) -> int:
    pid: int = (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    return pid


async def backend(kept: KeptConnection) -> int:
    async with kept.use() as connection:
        return await backend_of(connection)


async def insert(connection: AsyncConnection, value: int) -> None:
    await connection.execute(text("INSERT INTO number VALUES (:value)"), {"value": value})


async def numbers(engine: AsyncEngine) -> list[int]:
    async with engine.connect() as connection:
        return list((await connection.execute(text("SELECT value FROM number ORDER BY value"))).scalars())


async def kill(engine: AsyncEngine, pid: int) -> None:
    """Returns once the backend has ended."""
    async with engine.connect() as connection, asyncio.timeout(10):
        await connection.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": pid})


async def test_one_transaction_after_the_other_has_the_same_session(kept: KeptConnection) -> None:
    assert await backend(kept) == await backend(kept)


async def test_a_session_that_postgresql_closed_between_two_uses_is_replaced_unnoticed(
    engine: AsyncEngine, kept: KeptConnection
) -> None:
    before = await backend(kept)
    await kill(engine, before)
    async with kept.use() as connection:
        assert await backend_of(connection) != before
        await insert(connection, 1)
        await connection.commit()
    assert await numbers(engine) == [1]


async def test_a_session_that_is_killed_within_a_transaction_is_replaced_for_the_next(
    engine: AsyncEngine, kept: KeptConnection
) -> None:
    with pytest.raises(DBAPIError) as failure:
        await insert_and_be_killed(engine, kept)
    assert is_connection_lost(failure.value)
    await insert_and_commit(kept, 2)
    assert await numbers(engine) == [2]


async def insert_and_be_killed(engine: AsyncEngine, kept: KeptConnection) -> None:
    async with kept.use() as connection:
        await insert(connection, 1)
        await kill(engine, await backend_of(connection))
        await insert(connection, 1)


async def insert_and_commit(kept: KeptConnection, value: int) -> None:
    async with kept.use() as connection:
        await insert(connection, value)
        await connection.commit()


async def test_what_was_not_committed_is_not_part_of_the_next_transaction(
    engine: AsyncEngine, kept: KeptConnection
) -> None:
    async with kept.use() as connection:
        await insert(connection, 1)
    await insert_and_commit(kept, 2)
    with pytest.raises(ValueError, match="of the caller"):
        await insert_and_fail(kept)
    await insert_and_commit(kept, 4)
    assert await numbers(engine) == [2, 4]


async def insert_and_fail(kept: KeptConnection) -> None:
    async with kept.use() as connection:
        await insert(connection, 3)
        raise ValueError("of the caller")


async def test_two_uses_at_the_same_time_have_two_sessions(engine: AsyncEngine, kept: KeptConnection) -> None:
    async with kept.use() as first, kept.use() as second:
        assert await backend_of(first) != await backend_of(second)
    assert engine.sync_engine.pool.checkedout() == 1  # type: ignore[attr-defined]  # of the pool that engines have


async def test_after_closing_nothing_is_kept(engine: AsyncEngine, kept: KeptConnection) -> None:
    async with kept.use() as connection:
        await backend_of(connection)
        await kept.close()
    assert engine.sync_engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # of the pool that engines have
    await backend(kept)
    assert engine.sync_engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # of the pool that engines have
