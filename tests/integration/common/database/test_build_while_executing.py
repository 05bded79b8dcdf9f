"""What is made while PostgreSQL has its turn: nothing is left half done on the connection, whatever fails."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import asyncpg
import pytest

from common.database.connections import CHUNK, build_while_executing, connect
from tests.support.postgres import Postgres


@pytest.fixture
async def connection(postgres: Postgres) -> AsyncIterator[asyncpg.Connection]:
    made = await connect(await postgres.create_database())
    await made.execute("CREATE TABLE written (n int)")
    yield made
    await made.close()


async def written(connection: asyncpg.Connection, seconds: float = 0) -> None:
    await connection.execute("INSERT INTO written SELECT 1 FROM pg_sleep($1)", seconds)


async def test_the_statements_are_asked_for_first_and_go_on_while_things_are_made(
    connection: asyncpg.Connection,
) -> None:
    asked, half_made = asyncio.Event(), asyncio.Event()

    async def statements() -> None:
        asked.set()
        await half_made.wait()
        await written(connection)

    def things() -> Iterator[int]:
        for number in range(4 * CHUNK):
            assert asked.is_set()
            if number == 2 * CHUNK:
                half_made.set()
            yield number

    async with asyncio.timeout(30):
        assert await build_while_executing(statements(), things()) == list(range(4 * CHUNK))
    assert await connection.fetchval("SELECT count(*) FROM written") == 1


async def test_what_cannot_be_made_stops_the_statements_and_leaves_the_connection_at_rest(
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


async def test_what_postgresql_refuses_is_raised_as_it_is(connection: asyncpg.Connection) -> None:
    async def refused() -> None:
        await connection.execute("INSERT INTO written VALUES ('x')")

    with pytest.raises(asyncpg.InvalidTextRepresentationError):
        await build_while_executing(refused(), range(10 * CHUNK))
    assert await connection.fetchval("SELECT 1") == 1
