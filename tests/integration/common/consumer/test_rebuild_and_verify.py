"""A rebuild gives the rows of the live tables while events go on; `verify` finds rows that no event has written. Both
from kept events and from the feed."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from pathlib import Path

import pytest
from sqlalchemy import text

from common.consumer import deadletters
from common.consumer import replay as history
from common.consumer import shadow_schema as shadow
from common.consumer.carrier import Batch
from common.consumer.positions import StreamPosition, positions_of
from common.consumer.rebuild import rebuild
from common.database.connections import driver_of
from common.eventlog.log import read
from common.eventlog.position import Position
from tests.support.direct_consumer import NoCarrier
from tests.support.follower_history import (
    all_sound,
    consumer_findings,
    execute_on_follower,
    projection_findings,
    rebuild_and_read,
    rebuild_refused,
    recorded_history,
    sample_changes,
)
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged
from tests.support.sample_stack import SampleStack, sample_stack


@pytest.fixture(params=[True, False], ids=["kept events", "the feed"])
async def stack(request: pytest.FixtureRequest, postgres: Postgres, tmp_path: Path) -> AsyncIterator[SampleStack]:
    async with sample_stack(postgres, tmp_path, shards=2, keeps_events=request.param) as stack:
        yield stack


async def test_a_rebuild_gives_the_rows_of_the_live_tables(stack: SampleStack) -> None:
    before = await recorded_history(stack)
    assert before["thing 0"] == (2, 3)
    assert len(before) == 9
    assert await rebuild_and_read(stack) == before
    assert all_sound(await projection_findings(stack))
    assert all_sound(await consumer_findings(stack))


async def test_a_rebuild_while_events_are_applied_loses_and_repeats_none(stack: SampleStack) -> None:
    last: dict[int, Position] = {}

    async def publish() -> None:
        for value in range(60):
            last.update({position.shard: position for position in await stack.publish(sample_changes(20, value))})

    async with stack.following():
        publishing = asyncio.create_task(publish())
        rebuilds = 0
        while not publishing.done() or rebuilds < 2:
            await rebuild(stack.following_runtime, lambda _: None)
            rebuilds += 1
        await publishing
        await stack.wait_until_applied(*last.values())
    assert await stack.things() == {f"thing {number}": (59, 60) for number in range(20)}
    assert all_sound(await projection_findings(stack))


async def test_events_applied_between_the_replay_and_the_swap_are_folded_too(
    stack: SampleStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    await recorded_history(stack)
    publish_before_the_swap(
        stack, monkeypatch, [SampleChanged(name="thing 0", value=9), SampleChanged(name="new", value=1)]
    )
    async with stack.following():
        things = await rebuild_and_read(stack)
    assert things["thing 0"] == (9, 4)
    assert things["new"] == (1, 1)
    assert len(things) == 10


def publish_before_the_swap(
    stack: SampleStack, monkeypatch: pytest.MonkeyPatch, events: Sequence[SampleChanged]
) -> None:
    make = shadow.create

    async def after_more_was_applied(*arguments: object) -> None:
        await stack.wait_until_applied(*await stack.publish(events))
        await make(*arguments)  # type: ignore[arg-type]  # passed on unchanged

    monkeypatch.setattr(shadow, "create", after_more_was_applied)


async def test_the_first_events_of_a_shard_are_not_lost_when_they_commit_during_a_rebuild(stack: SampleStack) -> None:
    """There is no position row yet that a rebuild could lock."""
    positions = await stack.publish(sample_changes(10))
    consumer = stack.consumer(NoCarrier())
    async with stack.following_runtime.engine.connect() as connection, stack.sample.engine.connect() as source:
        driver = await driver_of(source)
        for shard, tail in ((position.shard, position.sequence) for position in positions):
            records = await read(driver, "sample", shard, 0, tail)
            await connection.execute(text("SELECT 1"))
            await consumer._apply_records(connection, StreamPosition("sample", shard), records, Batch(shard, records))
        rebuilding = asyncio.create_task(rebuild(stack.following_runtime, lambda _: None))
        await asyncio.sleep(0.5)
        await connection.commit()
    await rebuilding
    await consumer.close()
    assert len(await stack.things()) == 10


async def test_a_rebuild_reads_no_more_at_once_than_the_limit_of_bytes(
    stack: SampleStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Payloads may be of a megabyte each: an event that alone exceeds the limit is read by itself."""
    before = await recorded_history(stack)
    monkeypatch.setattr(history, "CHUNK_BYTES", 1)
    sizes = [size async for size in sizes_of_chunks(stack)]
    if stack.following_runtime.service.keeps_events:
        assert set(sizes) == {1}
    assert await rebuild_and_read(stack) == before


async def sizes_of_chunks(stack: SampleStack) -> AsyncIterator[int]:
    runtime = stack.following_runtime
    async with runtime.engine.connect() as connection:
        for position in (await positions_of(connection, "sample")).values():
            chunks = history.replay_events(runtime, connection, "sample", position.shard, 0, position.sequence)
            async with aclosing(chunks):
                async for encoded in chunks:
                    yield len(encoded)


@pytest.mark.parametrize("chunk", [500, 2], ids=["at the end", "while more is read ahead"])
async def test_a_fold_that_raises_leaves_the_live_tables_as_they_were(
    stack: SampleStack, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(history, "CHUNK_SIZE", chunk)
    before = await recorded_history(stack)
    stack.follower.refuses.add("thing 0")
    assert await rebuild_refused(stack, RuntimeError) == before
    stack.follower.refuses.clear()
    async with stack.following():
        await stack.wait_until_applied(*await stack.publish([SampleChanged(name="later", value=1)]))
    assert (await stack.things())["later"] == (1, 1)
    assert all_sound(await projection_findings(stack))


async def test_a_fold_that_raises_before_the_swap_leaves_the_live_tables_as_they_were(
    stack: SampleStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shadow schema is filled and the positions are locked by then."""
    before = await recorded_history(stack)
    publish_before_the_swap(stack, monkeypatch, [SampleChanged(name="bad", value=9)])
    async with stack.following():
        with pytest.raises(RuntimeError, match="refuses"):
            await rebuild(
                stack.following_runtime, lambda line: stack.follower.refuses.update(["bad"] if "copied" in line else [])
            )
        stack.follower.refuses.clear()
        assert await stack.things() == {**before, "bad": (9, 1)}
        await stack.wait_until_applied(*await stack.publish([SampleChanged(name="bad", value=10)]))
    assert (await stack.things())["bad"] == (10, 2)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE projected.thing SET value = 99 WHERE name = 'thing 7'",
        "UPDATE projected.thing SET name = 'thing x' WHERE name = 'thing 7'",
        "DELETE FROM projected.thing WHERE name = 'thing 7'",
        "INSERT INTO projected.thing VALUES ('invented', 1, 1)",
        "TRUNCATE projected.thing",
    ],
)
async def test_a_row_that_no_event_wrote_is_found_and_a_rebuild_corrects_it(stack: SampleStack, statement: str) -> None:
    before = await recorded_history(stack)
    await execute_on_follower(stack, statement)
    assert not all_sound(await projection_findings(stack))
    assert await rebuild_and_read(stack) == before
    assert all_sound(await projection_findings(stack))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE applied_event SET hash = sha256(hash) WHERE shard = 0 AND sequence = 3",
        "DELETE FROM applied_event WHERE shard = 0 AND sequence = 3",
    ],
)
async def test_an_applied_event_that_differs_from_the_source_is_found(stack: SampleStack, statement: str) -> None:
    await recorded_history(stack)
    await execute_on_follower(stack, statement)
    (failed,) = [finding for finding in await consumer_findings(stack) if not finding.intact]
    assert "sample/0" in failed.check
    assert failed.facts == {"sequence": 3}


async def test_a_stopped_stream_is_reported_by_verify(stack: SampleStack) -> None:
    await recorded_history(stack)
    await stack.consumer(NoCarrier()).stop_shard(1, "an operator must look")
    (failed,) = [finding for finding in await consumer_findings(stack) if not finding.intact]
    assert "sample/1" in failed.check
    assert "an operator must look" in failed.detail


async def test_an_unreachable_source_is_reported_and_not_taken_for_an_intact_one(stack: SampleStack) -> None:
    await recorded_history(stack)
    await stack.close_source()
    assert not all_sound(await consumer_findings(stack))
    assert all_sound(await projection_findings(stack)) is stack.following_runtime.service.keeps_events
    await stack.open_source(stack.sample)


async def test_a_skipped_event_is_reported_and_left_out_of_the_rebuild(
    stack: SampleStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "CHUNK_SIZE", 1)  # so that it would be a chunk by itself
    stack.follower.refuses.add("bad")
    assert stack.sample.log is not None
    shard = stack.sample.log.shard_of("bad")
    async with stack.following():
        positions = await stack.publish([SampleChanged(name=name, value=1) for name in ("bad", *"abcdefgh")])
        await stack.wait_until_stopped()
        async with stack.following_runtime.engine.begin() as connection:
            await deadletters.skip(connection, "sample", shard, 1, by="an operator", reason="recorded twice")
        await stack.wait_until_applied(*positions)
    stack.follower.refuses.clear()
    assert set(await rebuild_and_read(stack)) == set("abcdefgh")
    findings = await consumer_findings(stack)
    assert all_sound([*findings, *await projection_findings(stack)])
    (skip,) = [finding for finding in findings if "skipped" in finding.check]
    assert f"sample/{shard}:1 " in skip.check
    assert skip.detail == "by an operator: recorded twice"


async def test_a_rebuild_with_a_dead_letter_stops_before_it(stack: SampleStack) -> None:
    stack.follower.refuses.add("thing 5")
    async with stack.following():
        await stack.publish(sample_changes(10))
        await stack.wait_until_stopped()
    before = await stack.things()
    stack.follower.refuses.clear()
    assert await rebuild_and_read(stack) == before
    assert "thing 5" not in before
