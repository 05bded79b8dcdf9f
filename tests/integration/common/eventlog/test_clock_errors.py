"""A clock that was ahead has dated a stream into the future: nothing more is recorded until an operator has signed how
the stream goes on, and from then on true time holds."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from common.calendar.province_days import day_of
from common.clock import Clock, FixedClock, SystemClock, as_text
from common.database.connections import driver_of
from common.eventlog.findings import Finding
from common.eventlog.keys import make_key_file
from common.eventlog.log import read
from common.eventlog.moments import StreamInFuture
from common.metrics import registry
from common.operations.epoch_command import epoch
from common.operations.status_command import status
from common.relay.verify_log import verify_log
from tests.support.lookup_harness import look_up, lookup_body, lookup_harness
from tests.support.postgres import Postgres
from tests.support.procedures_harness import item, procedures_harness
from tests.support.sample import SampleChanged
from tests.support.sample_stack import SampleStack, sample_stack

DAYS = timedelta(days=400)
ACT = ["after-clock-error", "--by", "Lò Thị Mẩy", "--reason", "máy chủ sai giờ"]


async def publish(stack: SampleStack, name: str, clock: Clock | None = None) -> Sequence[Any]:
    before, stack.sample = stack.sample, replace(stack.sample, clock=clock or SystemClock())
    try:
        return await stack.publish([SampleChanged(name=name, value=1)])
    finally:
        stack.sample = before


async def publish_ahead(stack: SampleStack) -> Sequence[Any]:
    return await publish(stack, "ahead", FixedClock(datetime.now(UTC) + DAYS))


async def moments(stack: SampleStack) -> list[str]:
    async with stack.sample.engine.connect() as connection:
        return [record.time for record in await read(await driver_of(connection), "sample", 0, 0, 100)]


async def finding_of_moments(stack: SampleStack) -> Finding:
    return next(finding for finding in [each async for each in verify_log(stack.sample)] if "moments" in finding.check)


async def status_of(stack: SampleStack, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = await status(stack.sample, ["--json"])
    (document,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("{")]  # beside log lines
    return code, json.loads(document)["streams"][0]


async def test_nothing_is_recorded_behind_a_record_of_the_future_and_status_and_verify_report_it(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await publish(stack, "before")
        await publish_ahead(stack)
        with pytest.raises(StreamInFuture) as refused:
            await publish(stack, "after")
        _, future = await moments(stack)
        facts = {"stream": "sample/0", "first_sequence": 2, "last_sequence": 2, "last_time": future}
        assert refused.value.facts == facts
        assert "epoch after-clock-error" in refused.value.detail
        code, line = await status_of(stack, capsys)
        assert (code, line["state"], line["cause"]) == (1, "failed", refused.value.detail)
        finding = await finding_of_moments(stack)
        assert (finding.intact, finding.detail, finding.facts) == (False, refused.value.detail, facts)


async def test_after_the_signed_act_true_time_holds_and_followers_go_on(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with sample_stack(postgres, tmp_path) as stack, stack.following():
        await publish(stack, "before")
        await stack.wait_until_applied(*await publish_ahead(stack))
        assert await epoch(stack.sample, ACT) == 0
        positions = await publish(stack, "after")
        await publish(stack, "later")
        _, ahead, after, later = await moments(stack)
        assert after <= later <= as_text(datetime.now(UTC)) < ahead
        await stack.wait_until_applied(*positions)
        assert {"before", "ahead", "after"} <= set(await stack.things())
        code, line = await status_of(stack, capsys)
        assert (code, line["state"], line["epoch"], line["last_event"]) == (0, "ok", 2, later)
        finding = await finding_of_moments(stack)
        assert finding.intact
        assert f"wrong up to sequence 2 ({ahead})" in finding.detail
        assert "Lò Thị Mẩy" in finding.detail
        assert "máy chủ sai giờ" in finding.detail


async def test_the_act_is_signed_once_and_only_where_it_is_needed(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await publish(stack, "before")
        assert await epoch(stack.sample, ACT) == 0
        assert "nothing was signed" in capsys.readouterr().out
        await publish_ahead(stack)
        assert await epoch(stack.sample, ACT) == 0
        assert "epoch 2 of sample begins after sample/0:2" in capsys.readouterr().out
        assert await epoch(stack.sample, ACT) == 0
        assert "nothing was signed" in capsys.readouterr().out
        async with stack.sample.engine.connect() as connection:
            assert await connection.scalar(text("SELECT count(*) FROM stream_epoch")) == 1
        code, line = await status_of(stack, capsys)
        assert (code, line["epoch"]) == (0, 2)


async def test_time_that_decreases_without_a_signed_act_is_found(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await publish(stack, "before")
        await publish_ahead(stack)
        async with stack.sample.engine.begin() as connection:
            await connection.execute(text("UPDATE stream_shard SET time = ''"))
        await publish(stack, "after")
        finding = await finding_of_moments(stack)
        assert not finding.intact
        assert finding.detail.startswith("sequence 3 is dated ")


async def test_a_moment_within_the_tolerance_is_no_error_and_time_does_not_decrease(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await publish(stack, "ahead", FixedClock(datetime.now(UTC) + timedelta(seconds=4)))
        await publish(stack, "after")
        ahead, after = await moments(stack)
        assert after >= ahead
        assert (await finding_of_moments(stack)).intact


async def test_a_negative_propagation_is_a_signal_of_its_own(postgres: Postgres, tmp_path: Path) -> None:
    def value(name: str) -> float:
        labels = {"source": "sample", "consumer": "follower"}
        return registry.get_sample_value(f"congbo_propagation_{name}", labels) or 0.0

    measured = value("seconds_count")
    async with sample_stack(postgres, tmp_path) as stack, stack.following():
        await publish_ahead(stack)
        async with asyncio.timeout(20):
            while value("negative_seconds") == 0:
                await asyncio.sleep(0.02)
        assert value("negative_seconds") == pytest.approx(DAYS.total_seconds(), abs=60)
        assert value("seconds_count") == measured
        await epoch(stack.sample, ACT)
        await publish(stack, "after")
        async with asyncio.timeout(20):
            while value("seconds_count") == measured:
                await asyncio.sleep(0.02)
        assert (value("negative_seconds"), value("seconds_count")) == (0, measured + 1)


async def test_a_write_behind_a_record_of_the_future_gets_503_and_degrades_readiness(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with lookup_harness(postgres, tmp_path) as harness:
        future = as_text(harness.clock.now() + DAYS)
        await harness.execute("UPDATE stream_shard SET time = :future", future=future)
        refused = await look_up(harness, lookup_body())
        problem = refused.json()
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
        assert (problem["type"], problem["last_time"]) == ("urn:congbo:problem:stream-in-future", future)
        assert (await harness.rows("SELECT count(*) FROM access_log"))[0].count == 0
        ready = await harness.http.get("/healthz/ready")
        assert (ready.status_code, ready.json()["degraded"]) == (
            200,
            [{"component": "writes", "detail": problem["detail"]}],
        )


async def test_a_decision_after_the_act_has_the_true_day_also_for_a_procedure_that_was_changed_ahead(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with procedures_harness(postgres, tmp_path) as harness:
        now = harness.service.clock.moment
        harness.service.clock.moment = now + DAYS
        await harness.publish(item("introduce", "1.000101"))
        harness.service.clock.set_to(now)
        refused = await harness.publish_refused(item("introduce", "1.000102"))
        assert (refused["type"], refused["first_sequence"]) == ("stream-in-future", 1)
        make_key_file(tmp_path / "key.pem")
        settings = harness.service.runtime.settings.model_copy(update={"stream_key_file": tmp_path / "key.pem"})
        runtime = replace(harness.service.runtime, settings=settings)
        assert await epoch(runtime, ACT) == 0
        await harness.publish(item("repeal", "1.000101", "2026-12-01"))
        query = "SELECT published_on, recorded_at FROM decision WHERE published_on IS NOT NULL ORDER BY recorded_at"
        _, repealed = await harness.service.rows(query)
        assert repealed.published_on == day_of(now)
        assert repealed.recorded_at > now + DAYS  # known after the introduction, which was known so late
