"""`status` shows the state of streams, followers, dead letters and receivers; its exit code serves cron jobs."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from common.database.connections import connect
from common.kafka.connection import Brokers
from common.kafka.publisher import KafkaPublisher
from common.operations.status_command import status
from common.service.definition import Runtime
from suite.folders_and_ports import free_port
from tests.support.follower_history import sample_changes
from tests.support.operator import is_one_sentence, run_command
from tests.support.postgres import Postgres
from tests.support.procedures_harness import item, procedures_harness
from tests.support.sample import SampleChanged
from tests.support.sample_stack import runtime_of, sample_stack


async def status_of(runtime: Runtime, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = await status(runtime, ["--json"])
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, document


async def test_a_follower_is_behind_by_so_many_events_and_seconds_until_it_has_followed(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        positions = await stack.publish(sample_changes(10))
        await asyncio.sleep(0.5)
        code, document = await status_of(stack.following_runtime, capsys)
        (line,) = document["followed"]
        assert (code, line["stream"], line["position"], line["head"], line["lag"]) == (0, "sample/0", 0, 10, 10)
        assert 0.4 <= line["lag_seconds"] < 20
        async with stack.following():
            await stack.wait_until_applied(*positions)
        code, document = await status_of(stack.following_runtime, capsys)
        (line,) = document["followed"]
        assert (code, line["position"], line["lag"], line["lag_seconds"]) == (0, 10, 0, 0)
        code, document = await status_of(stack.sample, capsys)
        assert (code, document["streams"][0]["head"]) == (0, 10)


async def test_a_stopped_stream_and_its_dead_letter_are_shown_with_their_cause(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        stack.follower.refuses.add("bad")
        await stack.publish([SampleChanged(name=name, value=1) for name in ("good", "bad", "later")])
        async with stack.following():
            await stack.wait_until_stopped()
        code, document = await status_of(stack.following_runtime, capsys)
    (line,), (letter,) = document["followed"], document["dead_letters"]
    assert (code, document["state"], line["state"], line["dead_letters"]) == (1, "failed", "failed", 1)
    assert "this handler refuses" in line["cause"]
    assert (letter["event"], letter["type"]) == ("sample/0:2", "sample.changed.v1")


async def test_the_state_of_an_unreachable_source_is_unknown(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        async with stack.following():
            await stack.wait_until_applied(*await stack.publish(sample_changes(3)))
        away = stack.following_runtime.settings.model_copy(update={"sample_url": f"http://127.0.0.1:{free_port()}"})
        code, document = await status_of(runtime_of(stack.follower.service, away), capsys)
        (line,) = document["followed"]
        assert (code, document["state"], line["state"], line["position"], line["lag"]) == (
            2,
            "unknown",
            "unknown",
            3,
            None,
        )


async def test_a_follower_ahead_of_its_source_has_failed_before_anything_is_stopped(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        async with stack.following():
            await stack.wait_until_applied(*await stack.publish(sample_changes(3)))
        await stack.close_source()
        empty = stack.sample.settings.model_copy(update={"database_url": await postgres.migrated(stack.sample.service)})
        restored = runtime_of(stack.sample.service, empty)
        await stack.open_source(restored)
        async with asyncio.timeout(10):
            while (results := await status_of(stack.following_runtime, capsys))[0] == 2:
                await asyncio.sleep(0.05)
        await restored.engine.dispose()
    assert results[0] == 1
    assert "restored from an older state" in results[1]["followed"][0]["cause"]


async def test_what_the_relay_has_sent_and_why_it_refuses_is_shown(
    postgres: Postgres, tmp_path: Path, kafka_servers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers, relay=False) as stack:
        await stack.publish(sample_changes(10))
        code, document = await status_of(stack.sample, capsys)
        assert (code, document["streams"][0]["sent"], document["streams"][0]["unsent"]) == (0, 0, 10)
        other = runtime_of(
            stack.sample.service,
            stack.sample.settings.model_copy(update={"database_url": await postgres.migrated(stack.sample.service)}),
        )
        async with stack.relaying():
            await asyncio.sleep(0)
            async with asyncio.timeout(20):
                while (await status_of(stack.sample, capsys))[1]["streams"][0]["unsent"]:
                    await asyncio.sleep(0.05)
        code, document = await status_of(other, capsys)
        assert code == 1
        assert "holds sequence 10, which the log does not have" in document["streams"][0]["cause"]
        away = stack.sample.settings.model_copy(update={"kafka_bootstrap_servers": f"127.0.0.1:{free_port()}"})
        code, document = await status_of(runtime_of(stack.sample.service, away), capsys)
        assert (code, document["streams"][0]["state"], document["streams"][0]["head"]) == (2, "unknown", 10)


async def test_reading_a_missing_topic_does_not_create_it(
    postgres: Postgres, tmp_path: Path, kafka_servers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers, relay=False, shards=2) as stack:
        assert (await status_of(stack.sample, capsys))[0] == 0
        publisher = KafkaPublisher(Brokers(kafka_servers), "sample", 2)
        await publisher.start()  # creates the topic with a partition for each shard, unless it exists
        assert [await publisher.last(shard) for shard in range(2)] == [None, None]
        await publisher.stop()


async def test_what_is_overdue_is_shown_apart_from_what_is_broken(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with procedures_harness(postgres, tmp_path) as harness:
        runtime = harness.service.runtime
        await harness.publish(item("introduce", "1.000101", "2026-11-20"), signed_on="2026-11-02")
        code, document = await status_of(runtime, capsys)
        assert (code, document["state"]) == (3, "overdue")
        await harness.service.execute("UPDATE channel_circuit SET state = 'open' WHERE channel = 'e_gazette'")
        code, document = await status_of(runtime, capsys)
        assert (code, document["state"]) == (1, "failed"), "what is broken takes precedence"


async def test_overdue_channels_and_failing_subscribers_are_shown(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with procedures_harness(postgres, tmp_path) as harness:
        runtime = harness.service.runtime
        code, document = await status_of(runtime, capsys)
        assert (code, document["subscribers"]) == (0, [])
        assert {line["channel"]: line["overdue"] for line in document["channels"]}["national_database"] == 0
        await harness.publish(item("introduce", "1.000101", "2026-11-20"), signed_on="2026-11-02")
        await harness.service.execute(
            "INSERT INTO event_subscriber (code, name, url, secret_name, active, sequence, next_attempt_at, circuit,"
            " failures, last_error, recorded_by, recorded_at)"
            " SELECT code, code, '', '', active, 0, now(), circuit, failures, 'timeout', '', now()"
            " FROM (VALUES ('well', true, 'closed', 0), ('failing', true, 'closed', 2), ('alone', true, 'open', 9),"
            " ('put aside', false, 'open', 9)) given (code, active, circuit, failures)"
        )
        code, document = await status_of(runtime, capsys)
    overdue = {line["channel"]: line["state"] for line in document["channels"] if line["overdue"]}
    assert overdue["national_database"] == "overdue"
    results = {line["subscriber"]: (line["state"], line["cause"]) for line in document["subscribers"]}
    assert results["well"] == results["put aside"] == ("ok", "")
    assert results["failing"] == ("failed", "2 pushes in a row have failed: timeout")
    assert results["alone"] == ("failed", "pushes are paused after failures")
    assert all(line["lag"] > 0 for line in document["subscribers"])
    assert code == 1


async def test_people_are_shown_tables_and_a_cause_may_hold_any_text(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish(sample_changes(1))
        await stack.consumer().stop_shard(0, "[red]no markup[/nothing] in the cause")
        assert await status(stack.following_runtime, []) == 1
    document = capsys.readouterr().out
    assert "FAILED" in document
    assert "sample/0" in document
    assert "[red]no markup[/nothing] in the cause" in document
    assert "dead letters: none" in document


async def test_where_nothing_can_be_checked_the_exit_code_is_two_and_the_cause_one_sentence(
    postgres: Postgres,
) -> None:
    no_server = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    for command in (["status"], ["verify"], ["rebuild"], ["deadletters", "list"]):
        result = await run_command("reporting", *command, DATABASE_URL=no_server)
        assert (result.code, result.out) == (2, ""), result
        assert is_one_sentence(result.err), result.err
    result = await run_command("reporting", "status", DATABASE_URL=await postgres.create_database())
    assert result == (
        2,
        "",
        "reporting: the migrations have not been run: `python -m reporting migrate` runs them\n",
    )


async def test_verify_distinguishes_an_unreachable_source_from_a_difference(postgres: Postgres) -> None:
    url = await postgres.migrated("reporting")
    away = {"DATABASE_URL": url, "PROCEDURES_URL": f"http://127.0.0.1:{free_port()}"}
    assert (await run_command("reporting", "verify", **away)).code == 0, (
        "nothing was applied, so there is nothing to compare"
    )
    connection = await connect(url)
    await connection.execute("INSERT INTO stream_position VALUES ('procedures', 0, 3, '')")
    await connection.close()
    result = await run_command("reporting", "verify", "--json", **away)
    findings = {line["check"]: line for line in map(json.loads, result.out.splitlines())}
    assert findings["applied events of procedures/0 against its feed"]["state"] == "unknown"
    assert result.code == 1, (
        "that what was applied cannot be replayed is a difference, and goes before what is not known"
    )
