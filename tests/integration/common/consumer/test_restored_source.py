"""A source is restored to an older state and goes on: who is ahead stops and says so, and is brought back to equal.
Over both carriers."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from common.consumer import feed_carrier, head_watch
from common.consumer.replay import HistoryMismatch
from common.consumer.rewind import SourceNotRestored, TopicNotRecreated, rewind_source
from common.eventlog import wakeups
from common.eventlog.epochs import raise_epoch
from common.eventlog.findings import Finding
from common.eventlog.keys import KeyNotTrusted
from common.eventlog.log import EventLog
from common.eventlog.position import Position
from common.operations.epoch_command import signing
from common.operations.topics_command import EpochNotRaised, topics
from common.relay.verify_log import verify_log
from tests.support.direct_consumer import SilentCarrier
from tests.support.follower_history import all_sound, consumer_findings, projection_findings, sample_changes
from tests.support.postgres import Postgres
from tests.support.restored_source import (
    WHY,
    backup_behind_follower,
    backup_sample,
    epoch_followed,
    orphaned_sequences,
    other_changes,
    raise_epoch_in,
    restored_from,
    wait_until_sent,
)
from tests.support.sample_stack import SampleStack, sample_stack


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(head_watch, "CHECK_INTERVAL", 0.1)
    monkeypatch.setattr(wakeups, "POLL_INTERVAL", 0.05)  # whoever is backed up loses its connections, and listens again
    monkeypatch.setattr(feed_carrier, "RESUME_CHECK_INTERVAL", 0.1)


@pytest.fixture(params=[True, False], ids=["kept events", "hashes only"])
async def stack(request: pytest.FixtureRequest, postgres: Postgres, tmp_path: Path) -> AsyncIterator[SampleStack]:
    async with sample_stack(postgres, tmp_path, keeps_events=request.param) as stack:
        yield stack


async def rewind(stack: SampleStack) -> list[str]:
    said: list[str] = []
    await rewind_source(stack.following_runtime, "sample", said.append)
    return said


async def is_equal(stack: SampleStack) -> None:
    """What both sides' `verify` looks at."""
    assert all_sound(await projection_findings(stack))
    assert all_sound(await consumer_findings(stack))
    found: list[Finding] = [finding async for finding in verify_log(stack.sample)]
    assert all_sound(found), found


async def stopped_for(stack: SampleStack, what: str) -> str:
    async with asyncio.timeout(20):
        while what not in (cause := await stack.wait_until_stopped()):
            await asyncio.sleep(0.02)
    return cause


async def until_followed(stack: SampleStack, epoch: int) -> None:
    async with asyncio.timeout(20):
        while await epoch_followed(stack) != epoch:
            await asyncio.sleep(0.02)


async def stops(stack: SampleStack) -> int:
    async with stack.following_runtime.engine.connect() as connection:
        return int(
            await connection.scalar(text("SELECT count(*) FROM stream_position WHERE stopped_at IS NOT NULL")) or 0
        )


async def test_a_follower_that_is_ahead_stops_names_the_act_and_is_brought_back_to_equal(
    stack: SampleStack, postgres: Postgres
) -> None:
    backup = await backup_behind_follower(stack, postgres)
    async with restored_from(stack, backup) as restored, stack.following():
        assert "fewer" in (cause := await stack.wait_until_stopped()) or "ends at 10" in cause
        await raise_epoch_in(restored)
        cause = await stopped_for(stack, "epoch 2")
        assert "restored to sample/0:10" in cause
        assert "Lò Thị Mẩy" in cause
        assert "rebuild --after-restore sample" in cause
        assert [finding.intact for finding in await consumer_findings(stack)] == [False], (
            "until then it says what is true"
        )
        said = await rewind(stack)
        assert any(line.startswith("sample/0: 10 events set aside, 11 to 20") for line in said)
        assert await stack.things() == {f"thing {number}": (0, 1) for number in range(10)}
        await stack.wait_until_applied(*await stack.publish(other_changes(5)))
        assert set(await stack.things()) == {f"thing {number}" for number in range(10)} | {
            f"other {number}" for number in range(5)
        }
        assert await orphaned_sequences(stack) == list(range(11, 21))
        await until_followed(stack, 2)
        await is_equal(stack)


async def test_what_is_orphaned_is_kept_whole_where_events_are_kept(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path, keeps_events=True) as stack:
        async with restored_from(stack, await backup_behind_follower(stack, postgres)) as restored:
            await raise_epoch_in(restored)
            await rewind(stack)
        async with stack.following_runtime.engine.connect() as connection:
            rows = (
                await connection.execute(text("SELECT epoch, type, payload FROM orphaned_event ORDER BY sequence"))
            ).all()
    assert {(row.epoch, row.type) for row in rows} == {(2, "sample.changed.v1")}
    assert [json.loads(row.payload)["name"] for row in rows] == [f"thing {number}" for number in range(10)]


async def test_a_source_that_went_on_differently_before_anyone_looked_is_stopped_for_the_act_too(
    stack: SampleStack, postgres: Postgres
) -> None:
    """It is as far as the follower again, so its head alone does not show it."""
    backup = await backup_behind_follower(stack, postgres)
    async with restored_from(stack, backup) as restored:
        await raise_epoch_in(restored)
        await stack.publish(other_changes(30))
        async with stack.following():
            await stopped_for(stack, "epoch 2")
            await rewind(stack)
            await stack.wait_until_applied(Position("sample", 0, 40))
            assert len(await stack.things()) == 40
            await is_equal(stack)


async def test_who_is_not_ahead_follows_the_new_epoch_without_anyone_s_help(
    stack: SampleStack, postgres: Postgres
) -> None:
    async with stack.following():
        await stack.wait_until_applied(*await stack.publish(sample_changes(10)))
    backup = await backup_sample(stack, postgres)
    async with restored_from(stack, backup) as restored:
        await raise_epoch_in(restored)
        positions = await stack.publish(other_changes(10))
        async with stack.following():
            await stack.wait_until_applied(*positions)
            await until_followed(stack, 2)
            await stack.wait_until_applied(*await stack.publish(other_changes(1, 10)))
        await is_equal(stack)
        with pytest.raises(SourceNotRestored):
            await rewind(stack)
        assert len(await stack.things()) == 21


async def test_an_act_with_a_signature_that_does_not_hold_brings_nobody_back(
    stack: SampleStack, postgres: Postgres
) -> None:
    backup = await backup_behind_follower(stack, postgres)
    before = await stack.things()
    async with restored_from(stack, backup) as restored:
        await raise_epoch_in(restored)
        async with restored.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE stream_epoch DISABLE TRIGGER append_only"))
            forged = (
                "UPDATE stream_epoch SET act = convert_to(replace(convert_from(act, 'utf8'), 'Mẩy', 'May'), 'utf8')"
            )
            await connection.execute(text(forged))
        with pytest.raises(KeyNotTrusted, match="signature of epoch 2"):
            await rewind(stack)
        async with stack.following():
            assert "signature of epoch 2" in await stopped_for(stack, "signature")
        assert not [
            finding
            for finding in [one async for one in verify_log(restored)]
            if "epoch" in finding.check and finding.intact
        ]
    assert await stack.things() == before
    assert await orphaned_sequences(stack) == []


async def test_an_act_of_another_source_brings_nobody_back_although_a_trusted_key_signed_it(
    stack: SampleStack, postgres: Postgres
) -> None:
    """Two services may sign with one key, and an act about the streams of one says nothing about those of the other."""
    backup = await backup_behind_follower(stack, postgres)
    before = await stack.things()
    async with restored_from(stack, backup) as restored:
        _, key = signing(restored)
        async with restored.engine.begin() as connection:
            await raise_epoch(connection, EventLog("another", 1), key, restored.clock.now(), "Lò Thị Mẩy", WHY)
        with pytest.raises(KeyNotTrusted, match="no signed act of its own"):
            await rewind(stack)
        async with stack.following():
            assert "no signed act of its own" in await stopped_for(stack, "epoch 2")
    assert await stack.things() == before
    assert await orphaned_sequences(stack) == []


async def test_a_point_behind_which_the_histories_differ_already_is_refused_until_an_earlier_one_is_signed(
    stack: SampleStack, postgres: Postgres
) -> None:
    """The operator forgot the act, let the source go on, and signed later."""
    backup = await backup_behind_follower(stack, postgres)
    before = await stack.things()
    async with restored_from(stack, backup) as restored:
        await stack.publish(other_changes(5))
        await raise_epoch_in(restored)
        with pytest.raises(HistoryMismatch, match=r"differs at 11 .*--from"):
            await rewind(stack)
        assert await stack.things() == before
        await raise_epoch_in(restored, Position("sample", 0, 10))
        await rewind(stack)
        async with stack.following():
            await stack.wait_until_applied(Position("sample", 0, 15))
            await until_followed(stack, 3)
        assert len(await stack.things()) == 15
        await is_equal(stack)


async def test_without_an_act_nobody_goes_back(stack: SampleStack, postgres: Postgres) -> None:
    async with restored_from(stack, await backup_behind_follower(stack, postgres)):
        with pytest.raises(HistoryMismatch, match="no act"):
            await rewind(stack)
    assert await orphaned_sequences(stack) == []


async def test_two_restores_in_a_row_go_back_to_the_earlier_point(stack: SampleStack, postgres: Postgres) -> None:
    async with stack.following():
        await stack.wait_until_applied(*await stack.publish(sample_changes(5)))
        earlier = await backup_sample(stack, postgres)
        await stack.wait_until_applied(*await stack.publish(sample_changes(5, 1)))
        later = await backup_sample(stack, postgres)
        await stack.wait_until_applied(*await stack.publish(sample_changes(5, 2)))
    async with restored_from(stack, later) as restored:
        await raise_epoch_in(restored)
    async with restored_from(stack, earlier) as restored:
        await raise_epoch_in(restored, to=3)  # the second backup does not know of the first act
        positions = await stack.publish(other_changes(20))
        await rewind(stack)
        async with stack.following():
            await stack.wait_until_applied(*positions)
        assert await orphaned_sequences(stack) == list(range(6, 16))
        await is_equal(stack)


async def test_who_slept_through_two_restores_goes_back_to_the_earlier_of_the_points(
    stack: SampleStack, postgres: Postgres
) -> None:
    backup = await backup_behind_follower(stack, postgres, common=5)
    async with restored_from(stack, backup) as restored:
        await raise_epoch_in(restored)
        await stack.publish(other_changes(3))
        again = await backup_sample(stack, postgres)
        await stack.publish(other_changes(3, 3))
    async with restored_from(stack, again) as restored:
        assert [point.sequence for point in (await raise_epoch_in(restored)).points] == [8]
        positions = await stack.publish(other_changes(20, 10))
        await rewind(stack)
        async with stack.following():
            await stack.wait_until_applied(*positions)
            await until_followed(stack, 3)
        assert await orphaned_sequences(stack) == list(range(6, 16))
        await is_equal(stack)


async def test_a_skipped_event_of_the_lost_history_does_not_pass_over_one_of_the_new(
    stack: SampleStack, postgres: Postgres
) -> None:
    backup = await backup_behind_follower(stack, postgres)
    async with stack.following_runtime.engine.begin() as connection:
        letter = (
            "INSERT INTO dead_letter (source, shard, sequence, hash, type, cause, skipped_at, skipped_by, skip_reason)"
            " SELECT source, shard, sequence, hash, 'sample.changed.v1', 'so', now(), 'me', 'why' FROM applied_event"
            " WHERE sequence = 12"
        )
        await connection.execute(text(letter))
    async with restored_from(stack, backup) as restored:
        await raise_epoch_in(restored)
        await rewind(stack)
        async with stack.following():
            await stack.wait_until_applied(*await stack.publish(other_changes(5)))
        await is_equal(stack)
        assert "other 1" in await stack.things()
    async with stack.following_runtime.engine.connect() as connection:
        kept = (
            await connection.execute(text("SELECT skipped_by, skip_reason FROM orphaned_event WHERE sequence = 12"))
        ).one()
    assert tuple(kept) == ("me", "why")


async def test_a_fold_that_raises_leaves_all_as_it_was(stack: SampleStack, postgres: Postgres) -> None:
    backup = await backup_behind_follower(stack, postgres)
    before = await stack.things()
    async with restored_from(stack, backup) as restored:
        await raise_epoch_in(restored)
        stack.follower.refuses.add("thing 0")
        with pytest.raises(RuntimeError, match="refuses"):
            await rewind(stack)
        assert (await stack.things(), await orphaned_sequences(stack), await epoch_followed(stack)) == (
            before,
            [],
            None,
        )
        stack.follower.refuses.clear()
        await rewind(stack)
        assert len(await stack.things()) == 10


async def test_a_shard_that_is_not_ahead_goes_on_while_another_goes_back(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path, shards=2) as stack:
        assert stack.sample.log is not None
        of_shard = {
            shard: [one for one in sample_changes(40) if stack.sample.log.shard_of(one.name) == shard]
            for shard in (0, 1)
        }
        async with stack.following():
            await stack.wait_until_applied(*await stack.publish(sample_changes(40)))
            backup = await backup_sample(stack, postgres)
            await stack.wait_until_applied(*await stack.publish(of_shard[0]))
        async with restored_from(stack, backup) as restored, stack.following():
            await stopped_for(stack, "")
            await raise_epoch_in(restored)
            await stopped_for(stack, "epoch 2")
            await stack.wait_until_applied(*await stack.publish(of_shard[1]))
            await rewind(stack)
            await stack.wait_until_applied(*await stack.publish(of_shard[0]))
            assert len(await orphaned_sequences(stack)) == len(of_shard[0])
            await is_equal(stack)


async def test_over_kafka_the_topic_is_made_anew_filled_and_followed(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers, relay=False) as stack:
        async with stack.relaying():
            backup = await backup_behind_follower(stack, postgres)
            await wait_until_sent(stack, 20)
        async with restored_from(stack, backup) as restored, stack.relaying() as relay, stack.following():
            async with asyncio.timeout(30):
                while relay.refusal is None:
                    await asyncio.sleep(0.05)
            await stopped_for(stack, "")
            kept = tmp_path / "lost.ndjson"
            with pytest.raises(EpochNotRaised):
                await topics(restored, ["--recreate", "--save", str(kept)])
            await raise_epoch_in(restored)
            await stopped_for(stack, "epoch 2")
            with pytest.raises(TopicNotRecreated, match="topics --recreate"):
                await rewind(stack)
            assert await topics(restored, ["--recreate", "--save", str(kept)]) == 0
            assert [json.loads(line)["sequence"] for line in kept.read_text().splitlines()] == list(range(11, 21))
            await rewind(stack)
            await stack.wait_until_applied(*await stack.publish(other_changes(5)), within=60)
            async with asyncio.timeout(60):
                while relay.refusal is not None or not all([finding.intact async for finding in verify_log(restored)]):
                    await asyncio.sleep(0.1)
            await stack.wait_until_applied(*await stack.publish(other_changes(5, 5)), within=60)
            assert len(await stack.things()) == 20
            assert await topics(restored, ["--recreate", "--save", str(tmp_path / "more")]) == 0
            assert not (tmp_path / "more").exists(), "what agrees is left alone"
            await is_equal(stack)


async def test_over_kafka_who_was_not_ahead_and_heard_the_lost_history_from_the_old_topic_is_brought_back_too(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    """It stood before the point when the epoch was raised, so that all histories were one to it."""
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers, relay=False) as stack:
        async with stack.relaying():
            async with stack.following():
                await stack.wait_until_applied(*await stack.publish(sample_changes(10)))
            backup = await backup_sample(stack, postgres)
            await stack.publish(sample_changes(10, 1))
            await wait_until_sent(stack, 20)
        async with restored_from(stack, backup) as restored:
            await raise_epoch_in(restored)
            async with stack.following(SilentCarrier()):
                await asyncio.sleep(1)  # looks enough at a source whose history is ours
            assert (await epoch_followed(stack), await stops(stack)) == (None, 0)
            await stack.publish(
                other_changes(15)
            )  # so the log is longer than the topic, and only a hash tells that they differ
            async with stack.following():
                await stopped_for(stack, "epoch 2")
                assert await topics(restored, ["--recreate", "--save", str(tmp_path / "lost")]) == 0
                await rewind(stack)
                async with stack.relaying():
                    await stack.wait_until_applied(*await stack.publish(other_changes(5, 15)), within=60)
                    await wait_until_sent(stack, 30)
                    await until_followed(stack, 2)
            told = {f"thing {number}": (0, 1) for number in range(10)} | {
                f"other {number}": (number, 1) for number in range(20)
            }
            assert await stack.things() == told
            await is_equal(stack)
