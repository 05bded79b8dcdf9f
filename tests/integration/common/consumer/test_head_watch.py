"""The watch of the source's signed heads: it must find faults, report none where there are none, and never stop."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from common.consumer import head_watch, positions
from common.consumer.carrier import Batch, BatchResult
from common.database.connections import connect
from common.eventlog.head import SignedHead
from common.eventlog.log import read
from common.eventlog.record import Record
from tests.support.direct_consumer import NoCarrier, SilentCarrier
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged
from tests.support.sample_stack import SampleStack, sample_stack


@pytest.fixture(autouse=True)
def frequent_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(head_watch, "CHECK_INTERVAL", 0.05)


def changes(count: int, start: int = 0) -> list[SampleChanged]:
    return [SampleChanged(name=f"thing {number}", value=number) for number in range(start, start + count)]


async def records_of(stack: SampleStack, after: int) -> list[Record]:
    async with stack.sample.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        return await read(raw.driver_connection, "sample", 0, after, 100)


async def test_events_applied_while_the_head_is_requested_are_no_sign_of_a_restored_source(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish(changes(5))
        async with stack.following(SilentCarrier()) as consumer:
            read_heads, checks = consumer.feed.heads, 0

            async def slowly() -> dict[int, SignedHead]:
                """Returns heads that are outdated: the consumer has applied more events by then."""
                nonlocal checks
                heads = await read_heads()
                await stack.publish(changes(5, 5 * checks + 5))
                position = await consumer.position(0)
                await consumer.apply(Batch(0, await records_of(stack, position.sequence)))
                checks += 1
                return heads

            consumer.feed.heads = slowly  # type: ignore[method-assign]
            async with asyncio.timeout(20):
                while checks < 5:
                    await asyncio.sleep(0.01)
            assert (await consumer.position(0)).stopped_cause is None


async def test_the_head_watch_survives_terminated_database_connections(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        admin, database = await connect(postgres.url), stack.following_runtime.engine.url.database
        async with stack.following(SilentCarrier()):
            for _ in range(20):
                await admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", database
                )
                await asyncio.sleep(0.02)
            await stack.wait_until_applied(*await stack.publish(changes(10)))
        await admin.close()


async def test_a_batch_in_flight_does_not_resume_a_stopped_shard(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish(changes(5))
        consumer = stack.consumer(NoCarrier())
        async with stack.following_runtime.engine.begin() as connection:
            before = await positions.position_of(connection, "sample", 0)
        await consumer.stop_shard(0, "an operator must look")
        async with stack.following_runtime.engine.begin() as connection:
            assert not await positions.move(connection, before, positions.StreamPosition("sample", 0, 5))
        assert await consumer.apply(Batch(0, await records_of(stack, 0))) is BatchResult.STOPPED
        assert (await consumer.position(0)).stopped_cause == "an operator must look"
        await consumer.close()


async def test_a_source_whose_log_has_lost_its_last_events_is_noticed(postgres: Postgres, tmp_path: Path) -> None:
    """Its head still names them; an empty feed alone would look like a stream without new events."""
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish(changes(10))
        async with stack.sample.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE event_log DISABLE TRIGGER append_only"))
            await connection.execute(text("DELETE FROM event_log WHERE sequence > 6"))
        async with stack.following():
            assert "nothing after 6" in await stack.wait_until_stopped()
        assert len(await stack.things()) == 6
