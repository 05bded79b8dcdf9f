"""What happens to a batch while the follower's own database fails: a full disk is no fault of an event."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from common.consumer import deadletters
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged
from tests.support.sample_stack import sample_stack

EVENTS = [SampleChanged(name=f"thing {number}", value=number) for number in range(5)]


@asynccontextmanager
async def failing_writes(stack: Any, sqlstate: str) -> AsyncIterator[None]:
    """Makes each write to the projected table fail with the SQLSTATE. A database sequence counts the writes, since a
    rollback does not reset it."""
    function = f"""
        CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM nextval('public.failed_writes');
            RAISE EXCEPTION 'the test lets this write fail' USING ERRCODE = '{sqlstate}';
        END $$
    """
    trigger = "CREATE TRIGGER fail BEFORE INSERT OR UPDATE ON projected.thing EXECUTE FUNCTION public.fail()"
    await execute(stack, "CREATE SEQUENCE IF NOT EXISTS public.failed_writes", function, trigger)
    try:
        yield
    finally:
        await execute(stack, "DROP TRIGGER fail ON projected.thing", "DROP FUNCTION public.fail()")


async def execute(stack: Any, *statements: str) -> None:
    async with stack.following_runtime.engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def failed_writes(stack: Any) -> int:
    async with stack.following_runtime.engine.connect() as connection:
        row = (await connection.execute(text("SELECT last_value, is_called FROM public.failed_writes"))).one()
    return int(row.last_value) if row.is_called else 0


async def dead_letters(stack: Any) -> list[Any]:
    async with stack.following_runtime.engine.connect() as connection:
        return list(await deadletters.all_dead_letters(connection))


async def until_failed(stack: Any, times: int) -> None:
    async with asyncio.timeout(20):
        while await failed_writes(stack) < times:
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("sqlstate", ["53100", "53200", "25006", "58030", "25P03", "40003"])
async def test_a_server_failure_is_retried_and_makes_no_dead_letter(
    postgres: Postgres, tmp_path: Path, sqlstate: str
) -> None:
    async with sample_stack(postgres, tmp_path) as stack, stack.following():
        async with failing_writes(stack, sqlstate):
            positions = await stack.publish(EVENTS)
            await until_failed(stack, 4)
            assert await dead_letters(stack) == []
            assert await stack.things() == {}
        await stack.wait_until_applied(*positions)
        assert await stack.things() == {event.name: (event.value, 1) for event in EVENTS}


@pytest.mark.parametrize("sqlstate", ["57014", "XX000"])
async def test_a_failure_of_unknown_cause_is_attributed_to_the_event_after_three_attempts(
    postgres: Postgres, tmp_path: Path, sqlstate: str
) -> None:
    async with sample_stack(postgres, tmp_path) as stack, stack.following():
        async with failing_writes(stack, sqlstate):
            await stack.publish(EVENTS[:1])
            assert "was refused" in await stack.wait_until_stopped()
            assert await failed_writes(stack) == 6  # three for the batch, three for its only event
        assert [letter["sequence"] for letter in await dead_letters(stack)] == [1]


@pytest.mark.parametrize("sqlstate", ["XX001", "XX002"])
async def test_a_damaged_database_stops_the_shard_without_a_dead_letter(
    postgres: Postgres, tmp_path: Path, sqlstate: str
) -> None:
    async with sample_stack(postgres, tmp_path) as stack, stack.following():
        async with failing_writes(stack, sqlstate):
            await stack.publish(EVENTS)
            assert "the database is damaged" in await stack.wait_until_stopped()
        assert await dead_letters(stack) == []


async def test_a_follower_with_a_read_only_database_continues_by_itself_when_it_can_write_again(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        database = stack.following_runtime.engine.url.database
        async with stack.sample.engine.connect() as connection:
            admin = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await admin.execute(text(f'ALTER DATABASE "{database}" SET default_transaction_read_only = on'))
            async with stack.following():
                positions = await stack.publish(EVENTS)
                async with asyncio.timeout(20):
                    while stack.following_runtime.writes.reason is None:
                        await asyncio.sleep(0.05)
                assert await dead_letters(stack) == []
                await admin.execute(text(f'ALTER DATABASE "{database}" RESET default_transaction_read_only'))
                await stack.following_runtime.engine.dispose()
                await stack.wait_until_applied(*positions)
