"""Items are built while PostgreSQL executes statements; whatever fails, the connection is left idle."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import asyncpg
import pytest

from common.database.connections import CHUNK, build_while_executing, connect
from tests.support.postgres import Postgres


@pytest.fixture
async def connection(postgres: Postgres) -> AsyncIterator[asyncpg.Connection]:
    connection = await connect(await postgres.create_database())
    await connection.execute("CREATE TABLE written (n int)")
    yield connection
    await connection.close()


async def written(connection: asyncpg.Connection, seconds: float = 0) -> None:
    await connection.execute("INSERT INTO written SELECT 1 FROM pg_sleep($1)", seconds)


async def test_the_statements_are_sent_first_and_run_while_items_are_built(
    connection: asyncpg.Connection,
) -> None:
    sent, half_built = asyncio.Event(), asyncio.Event()

    async def statements() -> None:
        sent.set()
        await half_built.wait()
        await written(connection)

    def items() -> Iterator[int]:
        for number in range(4 * CHUNK):
            assert sent.is_set()
            if number == 2 * CHUNK:
                half_built.set()
            yield number

    async with asyncio.timeout(30):
        assert await build_while_executing(statements(), items()) == list(range(4 * CHUNK))
    assert await connection.fetchval("SELECT count(*) FROM written") == 1


async def test_an_item_that_fails_cancels_the_statements_and_leaves_the_connection_idle(
    connection: asyncpg.Connection,
) -> None:
    def broken() -> Iterator[int]:
        yield from range(CHUNK)
        raise ValueError("cannot be made")

    transaction = connection.transaction()
    await transaction.start()
    with pytest.raises(ValueError, match="cannot be made"):
        await build_while_executing(written(connection, 30), broken())
    await transaction.rollback()
    assert await connection.fetchval("SELECT count(*) FROM written") == 0


async def test_an_error_of_postgresql_is_raised_as_it_is(connection: asyncpg.Connection) -> None:
    async def refused() -> None:
        await connection.execute("INSERT INTO written VALUES ('x')")

    with pytest.raises(asyncpg.InvalidTextRepresentationError):
        await build_while_executing(refused(), range(10 * CHUNK))
    assert await connection.fetchval("SELECT 1") == 1
