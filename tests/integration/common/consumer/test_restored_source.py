"""A source is restored to an older state and continues: a follower that is ahead stops with a cause, and is rewound.
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
from common.operations.epoch_command import log_and_key
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
def frequent_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(head_watch, "CHECK_INTERVAL", 0.1)
    monkeypatch.setattr(
        wakeups, "POLL_INTERVAL", 0.05
    )  # a backup terminates the connections, and the source listens again
    monkeypatch.setattr(feed_carrier, "RESUME_CHECK_INTERVAL", 0.1)


@pytest.fixture(params=[True, False], ids=["kept events", "hashes only"])
async def stack(request: pytest.FixtureRequest, postgres: Postgres, tmp_path: Path) -> AsyncIterator[SampleStack]:
    async with sample_stack(postgres, tmp_path, keeps_events=request.param) as stack:
        yield stack


async def rewind(stack: SampleStack) -> list[str]:
    lines: list[str] = []
    await rewind_source(stack.following_runtime, "sample", lines.append)
    return lines


async def assert_equal_and_intact(stack: SampleStack) -> None:
    """Runs the checks of `verify` on both sides."""
    assert all_sound(await projection_findings(stack))
    assert all_sound(await consumer_findings(stack))
    findings: list[Finding] = [finding async for finding in verify_log(stack.sample)]
    assert all_sound(findings), findings


async def stopped_for(stack: SampleStack, text: str) -> str:
    async with asyncio.timeout(20):
        while text not in (cause := await stack.wait_until_stopped()):
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


async def test_a_follower_that_is_ahead_stops_names_the_epoch_and_is_rewound(
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
            "before the rewind verify reports the difference"
        )
        lines = await rewind(stack)
        assert any(line.startswith("sample/0: 10 events set aside, 11 to 20") for line in lines)
        assert await stack.things() == {f"thing {number}": (0, 1) for number in range(10)}
        await stack.wait_until_applied(*await stack.publish(other_changes(5)))
        assert set(await stack.things()) == {f"thing {number}" for number in range(10)} | {
            f"other {number}" for number in range(5)
        }
        assert await orphaned_sequences(stack) == list(range(11, 21))
        await until_followed(stack, 2)
        await assert_equal_and_intact(stack)


async def test_orphaned_events_are_kept_whole_if_the_service_keeps_events(postgres: Postgres, tmp_path: Path) -> None:
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


async def test_a_source_that_is_as_far_again_with_another_history_stops_the_follower_too(
    stack: SampleStack, postgres: Postgres
) -> None:
    """Its head is at the follower's position again, so the sequence alone does not reveal it."""
    backup = await backup_behind_follower(stack, postgres)
    async with restored_from(stack, backup) as restored:
        await raise_epoch_in(restored)
        await stack.publish(other_changes(30))
        async with stack.following():
            await stopped_for(stack, "epoch 2")
            await rewind(stack)
            await stack.wait_until_applied(Position("sample", 0, 40))
            assert len(await stack.things()) == 40
            await assert_equal_and_intact(stack)


async def test_a_follower_that_is_not_ahead_follows_the_new_epoch_by_itself(
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
        await assert_equal_and_intact(stack)
        with pytest.raises(SourceNotRestored):
            await rewind(stack)
        assert len(await stack.things()) == 21


async def test_an_epoch_with_an_invalid_signature_rewinds_nobody(stack: SampleStack, postgres: Postgres) -> None:
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
            for finding in [item async for item in verify_log(restored)]
            if "epoch" in finding.check and finding.intact
        ]
    assert await stack.things() == before
    assert await orphaned_sequences(stack) == []


async def test_an_epoch_of_another_source_rewinds_nobody_although_a_trusted_key_signed_it(
    stack: SampleStack, postgres: Postgres
) -> None:
    """Two services may sign with one key, but an epoch of one does not concern the streams of the other."""
    backup = await backup_behind_follower(stack, postgres)
    before = await stack.things()
    async with restored_from(stack, backup) as restored:
        _, key = log_and_key(restored)
        async with restored.engine.begin() as connection:
            await raise_epoch(connection, EventLog("another", 1), key, restored.clock.now(), "Lò Thị Mẩy", WHY)
        with pytest.raises(KeyNotTrusted, match="no signed act of its own"):
            await rewind(stack)
        async with stack.following():
            assert "no signed act of its own" in await stopped_for(stack, "epoch 2")
    assert await stack.things() == before
    assert await orphaned_sequences(stack) == []


async def test_an_epoch_that_begins_after_the_histories_differ_is_refused_until_an_earlier_point_is_signed(
    stack: SampleStack, postgres: Postgres
) -> None:
    """The operator signed the epoch only after the source had recorded new events."""
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
        await assert_equal_and_intact(stack)


async def test_without_a_signed_epoch_nobody_is_rewound(stack: SampleStack, postgres: Postgres) -> None:
    async with restored_from(stack, await backup_behind_follower(stack, postgres)):
        with pytest.raises(HistoryMismatch, match="no operator has signed an epoch"):
            await rewind(stack)
    assert await orphaned_sequences(stack) == []


async def test_two_restores_in_a_row_rewind_to_the_earlier_point(stack: SampleStack, postgres: Postgres) -> None:
    async with stack.following():
        await stack.wait_until_applied(*await stack.publish(sample_changes(5)))
        earlier = await backup_sample(stack, postgres)
        await stack.wait_until_applied(*await stack.publish(sample_changes(5, 1)))
        later = await backup_sample(stack, postgres)
        await stack.wait_until_applied(*await stack.publish(sample_changes(5, 2)))
    async with restored_from(stack, later) as restored:
        await raise_epoch_in(restored)
    async with restored_from(stack, earlier) as restored:
        await raise_epoch_in(restored, to=3)  # the second backup lacks the first epoch
        positions = await stack.publish(other_changes(20))
        await rewind(stack)
        async with stack.following():
            await stack.wait_until_applied(*positions)
        assert await orphaned_sequences(stack) == list(range(6, 16))
        await assert_equal_and_intact(stack)


async def test_a_follower_that_missed_two_restores_is_rewound_to_the_earlier_point(
    stack: SampleStack, postgres: Postgres
) -> None:
    backup = await backup_behind_follower(stack, postgres, common=5)
    async with restored_from(stack, backup) as restored:
        await raise_epoch_in(restored)
        await stack.publish(other_changes(3))
        second_backup = await backup_sample(stack, postgres)
        await stack.publish(other_changes(3, 3))
    async with restored_from(stack, second_backup) as restored:
        assert [point.sequence for point in (await raise_epoch_in(restored)).points] == [8]
        positions = await stack.publish(other_changes(20, 10))
        await rewind(stack)
        async with stack.following():
            await stack.wait_until_applied(*positions)
            await until_followed(stack, 3)
        assert await orphaned_sequences(stack) == list(range(6, 16))
        await assert_equal_and_intact(stack)


async def test_a_skipped_event_of_the_lost_history_skips_none_of_the_new_one(
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
        await assert_equal_and_intact(stack)
        assert "other 1" in await stack.things()
    async with stack.following_runtime.engine.connect() as connection:
        row = (
            await connection.execute(text("SELECT skipped_by, skip_reason FROM orphaned_event WHERE sequence = 12"))
        ).one()
    assert tuple(row) == ("me", "why")


async def test_a_fold_that_raises_during_a_rewind_changes_nothing(stack: SampleStack, postgres: Postgres) -> None:
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


async def test_a_shard_that_is_not_ahead_continues_while_another_is_rewound(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path, shards=2) as stack:
        assert stack.sample.log is not None
        of_shard = {
            shard: [event for event in sample_changes(40) if stack.sample.log.shard_of(event.name) == shard]
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
            await assert_equal_and_intact(stack)


async def test_over_kafka_the_topic_is_recreated_filled_and_followed(
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
            file = tmp_path / "lost.ndjson"
            with pytest.raises(EpochNotRaised):
                await topics(restored, ["--recreate", "--save", str(file)])
            await raise_epoch_in(restored)
            await stopped_for(stack, "epoch 2")
            with pytest.raises(TopicNotRecreated, match="topics --recreate"):
                await rewind(stack)
            assert await topics(restored, ["--recreate", "--save", str(file)]) == 0
            assert [json.loads(line)["sequence"] for line in file.read_text().splitlines()] == list(range(11, 21))
            await rewind(stack)
            await stack.wait_until_applied(*await stack.publish(other_changes(5)), within=60)
            async with asyncio.timeout(60):
                while relay.refusal is not None or not all([finding.intact async for finding in verify_log(restored)]):
                    await asyncio.sleep(0.1)
            await stack.wait_until_applied(*await stack.publish(other_changes(5, 5)), within=60)
            assert len(await stack.things()) == 20
            assert await topics(restored, ["--recreate", "--save", str(tmp_path / "more")]) == 0
            assert not (tmp_path / "more").exists(), "a topic that matches the log is not recreated"
            await assert_equal_and_intact(stack)


async def test_over_kafka_a_follower_that_applied_lost_events_from_the_old_topic_is_rewound_too(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    """It was before the point when the epoch was raised, where both histories are equal."""
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
                await asyncio.sleep(1)  # enough time for several checks of the head
            assert (await epoch_followed(stack), await stops(stack)) == (None, 0)
            # so the log is longer than the topic, and only a hash reveals that they differ
            await stack.publish(other_changes(15))
            async with stack.following():
                await stopped_for(stack, "epoch 2")
                assert await topics(restored, ["--recreate", "--save", str(tmp_path / "lost")]) == 0
                await rewind(stack)
                async with stack.relaying():
                    await stack.wait_until_applied(*await stack.publish(other_changes(5, 15)), within=60)
                    await wait_until_sent(stack, 30)
                    await until_followed(stack, 2)
            expected = {f"thing {number}": (0, 1) for number in range(10)} | {
                f"other {number}": (number, 1) for number in range(20)
            }
            assert await stack.things() == expected
            await assert_equal_and_intact(stack)
