"""What a consumer guarantees, over the feed and over a real Kafka alike."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from common.consumer import deadletters
from common.database.connections import connect
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged, SampleRemoved
from tests.support.sample_stack import runtime_of, sample_stack


@pytest.fixture(params=["feed", "kafka"])
def servers(request: pytest.FixtureRequest) -> str | None:
    """The bootstrap servers of the broker, or None for the feed."""
    return request.getfixturevalue("kafka_servers") if request.param == "kafka" else None


def changes(count: int, start: int = 0) -> list[SampleChanged]:
    return [SampleChanged(name=f"thing {number}", value=number) for number in range(start, start + count)]


async def test_published_events_are_applied_once_and_in_order(
    postgres: Postgres, tmp_path: Path, servers: str | None
) -> None:
    async with sample_stack(postgres, tmp_path, shards=2, kafka=servers) as stack:
        positions = await stack.publish(changes(3_000))
        async with stack.following():
            await stack.wait_until_applied(*positions)
            await stack.wait_until_applied(
                *await stack.publish([SampleChanged(name="thing 7", value=77), SampleRemoved(name="thing 8")])
            )
        things = await stack.things()
    assert len(things) == 2_999
    assert things["thing 7"] == (77, 2)


async def test_of_two_events_for_one_key_in_a_batch_the_later_takes_effect_last(
    postgres: Postgres, tmp_path: Path, servers: str | None
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=servers) as stack:
        positions = await stack.publish([SampleChanged(name="one", value=number) for number in range(10)])
        async with stack.following():
            await stack.wait_until_applied(*positions)
        assert await stack.things() == {"one": (9, 10)}


async def test_a_reaction_records_its_events_in_the_same_transaction(
    postgres: Postgres, tmp_path: Path, servers: str | None
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=servers) as stack:
        positions = await stack.publish(changes(50))
        async with stack.following():
            await stack.wait_until_applied(*positions)
        async with stack.following_runtime.engine.connect() as connection:
            echoed = await connection.scalar(text("SELECT count(*) FROM event_log WHERE type = 'sample.echoed.v1'"))
    assert echoed == 50


async def test_two_consumers_of_one_service_apply_each_event_once(
    postgres: Postgres, tmp_path: Path, servers: str | None
) -> None:
    async with sample_stack(postgres, tmp_path, shards=2, kafka=servers) as stack:
        async with stack.following(), stack.following():
            for start in range(0, 1_000, 100):
                positions = await stack.publish(changes(100, start))
            await stack.wait_until_applied(*positions)
        things = await stack.things()
    assert len(things) == 1_000
    assert {times for _, times in things.values()} == {1}


@pytest.mark.filterwarnings("ignore:The garbage collector is trying to clean up non-checked-in connection")
async def test_a_consumer_that_is_killed_repeatedly_loses_and_repeats_nothing(
    postgres: Postgres, tmp_path: Path, servers: str | None
) -> None:
    """Each time it is cancelled at any point, as by a kill: also between the transaction and Kafka's commit, and once
    more while it gives back a connection, which is closed with it then."""
    async with sample_stack(postgres, tmp_path, kafka=servers) as stack:
        for start in range(0, 600, 100):
            positions = await stack.publish(changes(100, start))
            running = asyncio.create_task(stack.consumer().run(asyncio.Event()))
            await asyncio.sleep(0.05 + start / 2_000)
            while not running.done():
                running.cancel()  # more than once: `wait_for` of Python 3.11 loses one that comes as it ends
                await asyncio.wait({running}, timeout=1)
        async with stack.following():
            await stack.wait_until_applied(*positions)
        things = await stack.things()
    assert len(things) == 600
    assert {times for _, times in things.values()} == {1}


async def test_terminated_database_connections_under_load_lose_and_repeat_nothing(
    postgres: Postgres, tmp_path: Path, servers: str | None
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=servers) as stack:
        admin = await connect(postgres.url)
        database = stack.following_runtime.engine.url.database
        async with stack.following():
            for start in range(0, 1_000, 100):
                positions = await stack.publish(changes(100, start))
                await admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", database
                )
                await asyncio.sleep(0.05)
            await stack.wait_until_applied(*positions)
        await admin.close()
        things = await stack.things()
    assert len(things) == 1_000
    assert {times for _, times in things.values()} == {1}


async def test_a_refused_event_stops_its_shard_before_it_and_no_other(
    postgres: Postgres, tmp_path: Path, servers: str | None
) -> None:
    async with sample_stack(postgres, tmp_path, shards=2, kafka=servers) as stack:
        assert stack.sample.log is not None
        names = [f"thing {number}" for number in range(40)]
        refused_name = next(name for name in names[10:] if stack.sample.log.shard_of(name) == 0)
        stack.follower.refuses.add(refused_name)
        positions = await stack.publish([SampleChanged(name=name, value=1) for name in names])
        other = [position for position in positions if position.shard == 1]
        async with stack.following():
            assert "refuses" in await stack.wait_until_stopped()
            await stack.wait_until_applied(*other)
            things = await stack.things()
            assert refused_name not in things
            before = [name for name in names[: names.index(refused_name)] if stack.sample.log.shard_of(name) == 0]
            assert set(before) <= set(things), "what came before the refused event took effect"
            stack.follower.refuses.clear()
            async with stack.following_runtime.engine.begin() as connection:
                (letter,) = await deadletters.all_dead_letters(connection)
                await deadletters.retry(connection, "sample", 0)
            await stack.wait_until_applied(*positions)
        assert letter["type"] == "sample.changed.v1"
        assert {times for _, times in (await stack.things()).values()} == {1}


async def test_a_skip_is_recorded_with_operator_and_reason(
    postgres: Postgres, tmp_path: Path, servers: str | None
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=servers) as stack:
        stack.follower.refuses.add("bad")
        positions = await stack.publish([SampleChanged(name=name, value=1) for name in ("good", "bad", "later")])
        async with stack.following():
            await stack.wait_until_stopped()
            async with stack.following_runtime.engine.begin() as connection:
                await deadletters.skip(connection, "sample", 0, 2, by="operator", reason="recorded by mistake")
            await stack.wait_until_applied(*positions)
        assert set(await stack.things()) == {"good", "later"}
        async with stack.following_runtime.engine.connect() as connection:
            (letter,) = await deadletters.all_dead_letters(connection)
    assert (letter["skipped_by"], letter["skip_reason"]) == ("operator", "recorded by mistake")


async def test_an_event_type_that_the_contracts_do_not_know_stops_the_stream(
    postgres: Postgres, tmp_path: Path, servers: str | None
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=servers) as stack:
        await stack.publish_unknown("sample.exploded.v9")
        await stack.publish(changes(5))
        async with stack.following():
            cause = await stack.wait_until_stopped()
    assert "sample.exploded.v9" in cause
    assert stack.follower.batches == [], "nothing behind the unknown event was handled"


@pytest.mark.usefixtures("frequent_head_checks")
async def test_a_source_restored_from_an_old_backup_stops_followers_that_are_ahead(
    postgres: Postgres, tmp_path: Path, servers: str | None
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=servers) as stack:
        await stack.publish(changes(10))
        backup = await postgres.backup_of(str(stack.sample.engine.url.database))
        positions = await stack.publish(changes(10, 10))
        async with stack.following():
            await stack.wait_until_applied(*positions)
            await stack.close_source()
            restored = runtime_of(
                stack.sample.service, stack.sample.settings.model_copy(update={"database_url": backup})
            )
            await stack.open_source(restored)
            cause = await stack.wait_until_stopped()
        await restored.engine.dispose()
    assert "restored" in cause or "ends at 10" in cause


@pytest.mark.usefixtures("frequent_head_checks")
async def test_a_restored_source_with_another_history_is_noticed(
    postgres: Postgres, tmp_path: Path, servers: str | None
) -> None:
    """Its feed is long enough again, but has another history."""
    async with sample_stack(postgres, tmp_path, kafka=servers) as stack:
        await stack.publish(changes(10))
        backup = await postgres.backup_of(str(stack.sample.engine.url.database))
        positions = await stack.publish(changes(10, 10))
        async with stack.following():
            await stack.wait_until_applied(*positions)
            await stack.close_source()
            restored = runtime_of(
                stack.sample.service, stack.sample.settings.model_copy(update={"database_url": backup})
            )
            stack.sample = restored
            await stack.publish(changes(30, 50))
            await stack.open_source(restored)
            cause = await stack.wait_until_stopped()
        await restored.engine.dispose()
    assert cause


async def test_a_consumer_waits_for_a_source_that_is_unreachable(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        async with stack.following():
            await stack.wait_until_applied(*await stack.publish(changes(10)))
            await stack.close_source()
            positions = await stack.publish(changes(10, 10))
            await asyncio.sleep(1)
            await stack.open_source(stack.sample)
            await stack.wait_until_applied(*positions)
        assert len(await stack.things()) == 20
