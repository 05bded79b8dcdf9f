"""A rebuild replaces the tables below views, and keeps the views: their grants, comments, and whoever reads them."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text

from common.consumer import dependent_views
from common.consumer.dependent_views import ViewNotReplaceable
from common.consumer.rebuild import rebuild
from common.database.connections import connect
from common.database.urls import database_in, url_with
from common.migrations.run import drift
from tests.support.examples import is_full_run
from tests.support.follower_history import execute_on_follower, rebuild_and_read, recorded_history, sample_changes
from tests.support.postgres import Postgres
from tests.support.sample_stack import SampleStack, sample_stack

READING = "SELECT name, value FROM published.things ORDER BY name"
REBUILDS = 8 if is_full_run() else 3
"""Rebuilds while others read without a pause."""
JOINED = "SELECT t.name FROM projected.thing t JOIN published.things v ON v.name = t.name"


@pytest.fixture
async def stack(postgres: Postgres, tmp_path: Path) -> AsyncIterator[SampleStack]:
    async with sample_stack(postgres, tmp_path, keeps_events=True) as stack:
        yield stack


async def role_of(stack: SampleStack, *grants: str) -> str:
    """Creates a role with these rights. Returns the URL with which it connects."""
    role = f"analyst_{secrets.token_hex(4)}"
    await execute_on_follower(
        stack, f"CREATE ROLE {role} LOGIN PASSWORD 'p'", *(f"{grant} TO {role}" for grant in grants)
    )
    return url_with(stack.following_runtime.settings.database_url, username=role, password="p")


async def read(url: str, statement: str = READING) -> list[tuple[str, int]]:
    connection = await connect(url)
    try:
        return [tuple(row) for row in await connection.fetch(statement)]
    finally:
        await connection.close()


async def test_a_declared_view_keeps_its_rows_its_grants_and_its_comments(stack: SampleStack) -> None:
    await recorded_history(stack)
    url = await role_of(stack, "GRANT USAGE ON SCHEMA published", "GRANT SELECT ON published.things")
    before = await read(url)
    for _ in range(2):
        await rebuild_and_read(stack)
        assert await read(url) == before
    assert len(before) == 9
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await read(url, "SELECT * FROM projected.thing")
    async with stack.following_runtime.engine.connect() as connection:
        assert [found for found in await drift(stack.following_runtime.service, connection) if found == "things"] == []


async def test_views_that_an_operator_made_are_kept_too_and_views_on_views(stack: SampleStack) -> None:
    await recorded_history(stack)
    await execute_on_follower(
        stack,
        "CREATE SCHEMA mine",
        "CREATE VIEW mine.large WITH (security_barrier=true) AS SELECT name FROM projected.thing WHERE value > 1",
        "CREATE VIEW projected.beside AS SELECT count(*) AS things FROM projected.thing",
        "CREATE VIEW mine.above AS SELECT name FROM published.things",
    )
    url = stack.following_runtime.settings.database_url
    before = [await read(url, f"SELECT * FROM {name}") for name in ("mine.large", "projected.beside", "mine.above")]
    await rebuild_and_read(stack)
    await rebuild_and_read(stack)
    after = [await read(url, f"SELECT * FROM {name}") for name in ("mine.large", "projected.beside", "mine.above")]
    assert [sorted(rows) for rows in after] == [sorted(rows) for rows in before]
    assert all(after)
    (options,) = await read(url, "SELECT reloptions FROM pg_class WHERE oid = 'mine.large'::regclass")
    assert options == (["security_barrier=true"],)


async def test_a_materialized_view_refuses_the_rebuild_instead_of_being_dropped(stack: SampleStack) -> None:
    before = await recorded_history(stack)
    await execute_on_follower(stack, "CREATE MATERIALIZED VIEW published.copied AS SELECT name FROM projected.thing")
    with pytest.raises(ViewNotReplaceable, match=r"published\.copied is materialized"):
        await rebuild(stack.following_runtime, lambda _: None)
    assert await stack.things() == before
    assert len(await read(stack.following_runtime.settings.database_url, "SELECT name FROM published.copied")) == 9


async def test_a_view_of_another_role_refuses_the_rebuild_instead_of_being_dropped(stack: SampleStack) -> None:
    role, database = f"owner_{secrets.token_hex(4)}", database_in(stack.following_runtime.settings.database_url)
    await execute_on_follower(stack, f"CREATE ROLE {role}", f'ALTER DATABASE "{database}" OWNER TO {role}')
    async with stack.following_runtime.engine.connect() as connection:
        await connection.execute(text(f"SET LOCAL ROLE {role}"))
        with pytest.raises(ViewNotReplaceable, match=r"published\.things belongs to another role"):
            await dependent_views.dependent_views(connection)


async def test_readers_in_a_loop_never_fail_and_never_miss_a_row_while_tables_are_replaced(stack: SampleStack) -> None:
    """They read the view, the table, both in one statement, and in one transaction in the other order than the rebuild
    locks them, while events are applied."""
    await recorded_history(stack)
    stop, reads = asyncio.Event(), [0, 0, 0, 0]

    async def reading(number: int, *statements: str) -> None:
        connection = await connect(stack.following_runtime.settings.database_url)
        prepared = await connection.prepare(statements[0])
        while not stop.is_set():
            assert len(await prepared.fetch()) == 9
            async with connection.transaction():
                for statement in statements:
                    assert len(await connection.fetch(statement)) == 9
                    await asyncio.sleep(0)
            reads[number] += 1
        await connection.close()

    async def publishing() -> None:
        value = 3
        while not stop.is_set():
            await stack.publish([change for change in sample_changes(10, value) if change.name != "thing 3"])
            value += 1
            await asyncio.sleep(0.02)

    table = "SELECT name FROM projected.thing"
    async with stack.following():
        tasks = [
            asyncio.create_task(work)
            for work in (
                reading(0, READING),
                reading(1, table, READING),
                reading(2, READING, table),
                reading(3, JOINED),
                publishing(),
            )
        ]
        for _ in range(REBUILDS):
            await rebuild(stack.following_runtime, lambda _: None)
        stop.set()
        await asyncio.gather(*tasks)
    assert min(reads) > REBUILDS


async def test_a_reader_that_holds_a_view_delays_the_rebuild_and_nobody_else(
    stack: SampleStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rebuild gives back its locks, so that others read meanwhile."""
    await recorded_history(stack)
    monkeypatch.setattr(dependent_views, "SECONDS_BETWEEN", 0.05)
    url = stack.following_runtime.settings.database_url
    holder, other = await connect(url), await connect(url)
    transaction = holder.transaction()
    await transaction.start()
    await holder.fetch("SELECT name FROM projected.thing")
    rebuilding = asyncio.create_task(rebuild(stack.following_runtime, lambda _: None))
    for _ in range(20):
        assert len(await asyncio.wait_for(other.fetch(READING), 2)) == 9
        await asyncio.sleep(0.05)
    assert not rebuilding.done()
    assert len(await asyncio.wait_for(holder.fetch(READING), 2)) == 9
    await transaction.rollback()
    await asyncio.wait_for(rebuilding, 20)
    with contextlib.suppress(asyncpg.InterfaceError):
        await holder.close()
    await other.close()
