"""The look at the source's signed heads: it must see what is wrong, see nothing where all is well, and never fall
asleep."""

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
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(head_watch, "CHECK_INTERVAL", 0.05)


def changes(count: int, start: int = 0) -> list[SampleChanged]:
    return [SampleChanged(name=f"thing {number}", value=number) for number in range(start, start + count)]


async def records_of(stack: SampleStack, after: int) -> list[Record]:
    async with stack.sample.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        return await read(raw.driver_connection, "sample", 0, after, 100)


async def test_what_is_applied_while_the_head_travels_is_no_sign_of_a_restored_source(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish(changes(5))
        async with stack.following(SilentCarrier()) as consumer:
            read_heads, looks = consumer.feed.heads, 0

            async def slowly() -> dict[int, SignedHead]:
                """The head is that of before, and by the time it is here the consumer has gone on."""
                nonlocal looks
                heads = await read_heads()
                await stack.publish(changes(5, 5 * looks + 5))
                position = await consumer.position(0)
                await consumer.apply(Batch(0, await records_of(stack, position.sequence)))
                looks += 1
                return heads

            consumer.feed.heads = slowly  # type: ignore[method-assign]
            async with asyncio.timeout(20):
                while looks < 5:
                    await asyncio.sleep(0.01)
            assert (await consumer.position(0)).stopped_cause is None


async def test_the_watch_outlives_cut_database_connections(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        killer, database = await connect(postgres.url), stack.following_runtime.engine.url.database
        async with stack.following(SilentCarrier()):
            for _ in range(20):
                await killer.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", database
                )
                await asyncio.sleep(0.02)
            await stack.wait_until_applied(*await stack.publish(changes(10)))
        await killer.close()


async def test_a_batch_in_flight_does_not_lift_a_stop(postgres: Postgres, tmp_path: Path) -> None:
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
        await consumer.feed.close()


async def test_a_source_whose_log_has_lost_its_last_events_is_noticed(postgres: Postgres, tmp_path: Path) -> None:
    """Its head still promises them; a feed that answers nothing would be taken for a quiet one."""
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish(changes(10))
        async with stack.sample.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE event_log DISABLE TRIGGER append_only"))
            await connection.execute(text("DELETE FROM event_log WHERE sequence > 6"))
        async with stack.following():
            assert "nothing after 6" in await stack.wait_until_stopped()
        assert len(await stack.things()) == 6
