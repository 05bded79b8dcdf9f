"""A process whose clock differs from its database's by more than 5 s records nothing, says so, and answers reads."""

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from common import metrics
from common.clock import FixedClock
from common.consumer import deadletters
from common.database.connections import connect
from common.delivery.pusher import Pusher, Receivers
from common.eventlog.keys import listed_keys, make_key_file
from common.http.app import build_api
from common.operations.epoch_command import begin_epoch, begin_epoch_after_clock_error
from common.operations.keys_command import keys
from common.service.clock_check import ClockCheck, ClockImplausible
from common.service.definition import Subscription
from common.settings import ServiceSettings
from tests.support.lookup_harness import look_up, lookup_body, lookup_harness
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged, sample_service
from tests.support.sample_stack import SampleStack, runtime_of, sample_stack
from tests.support.service_harness import ServiceHarness, service_harness

HOUR = timedelta(hours=1)
AHEAD = re.compile(r"the clock of this process is 3(600|59\d) s ahead of its database's")


def clock_off_by(difference: timedelta) -> FixedClock:
    return FixedClock(datetime.now(UTC) + difference, is_system=True)


def set_off(harness: ServiceHarness, difference: timedelta) -> None:
    harness.clock.set_to(datetime.now(UTC) + difference)
    harness.clock.is_system = True


async def post_field(harness: ServiceHarness, key: str) -> Any:
    headers = {**harness.bearer("catalogue.write"), "Idempotency-Key": key}
    return await harness.http.post(
        "/v1/fields", json={"fields": [{"code": "G15-TP110", "name": "Hộ tịch"}]}, headers=headers
    )


@pytest.mark.parametrize(("seconds", "refused"), [(3600, True), (-3600, True), (7, True), (-7, True), (3, False)])
async def test_more_than_five_seconds_of_difference_refuse_writes_and_no_less(
    postgres: Postgres, tmp_path: Path, seconds: int, refused: bool
) -> None:
    async with service_harness(postgres, "procedures", tmp_path) as harness:
        set_off(harness, timedelta(seconds=seconds))
        response = await post_field(harness, "field-1")
        assert (response.status_code == 503) is refused, response.text
        count = await harness.rows("SELECT count(*) FROM field")
        assert (count[0].count == 0) is refused
        assert metrics.registry.get_sample_value("congbo_clock_difference_seconds") == pytest.approx(seconds, abs=1)


async def test_a_wrong_clock_degrades_readiness_while_reads_go_on_until_it_is_right(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with service_harness(postgres, "procedures", tmp_path) as harness:
        set_off(harness, HOUR)
        ready = await harness.http.get("/healthz/ready")
        (degraded,) = ready.json()["degraded"]
        assert (ready.status_code, degraded["component"]) == (200, "clock")
        assert AHEAD.fullmatch(degraded["detail"])
        refused = await post_field(harness, "field-1")
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
        assert refused.json()["type"] == "urn:congbo:problem:clock-implausible"
        assert (await harness.http.get("/v1/procedures")).status_code == 200
        set_off(harness, timedelta())
        assert (await post_field(harness, "field-1")).status_code == 200
        ready = await harness.http.get("/healthz/ready")
        assert "clock" not in {degraded["component"] for degraded in ready.json()["degraded"]}


async def test_a_logged_lookup_is_refused_while_the_clock_is_wrong(postgres: Postgres, tmp_path: Path) -> None:
    async with lookup_harness(postgres, tmp_path) as harness:
        set_off(harness, HOUR)
        for headers in ({}, {"Idempotency-Key": "lookup-1"}):
            refused = await look_up(harness, lookup_body(), **headers)
            assert (refused.status_code, refused.json()["type"]) == (503, "urn:congbo:problem:clock-implausible")
        assert (await harness.rows("SELECT count(*) FROM access_log"))[0].count == 0
        set_off(harness, timedelta())
        assert (await look_up(harness, lookup_body())).status_code == 200


async def test_a_clock_that_jumps_is_noticed_before_the_next_comparison_is_due(postgres: Postgres) -> None:
    service = sample_service(shards=1)
    check, clock = ClockCheck(), clock_off_by(timedelta())
    driver = await connect(await postgres.migrated(service))
    await check.require_plausible(driver, clock)
    clock.moment += HOUR
    with pytest.raises(ClockImplausible, match=AHEAD):
        await check.require_plausible(driver, clock)
    clock.moment -= HOUR
    await check.require_plausible(driver, clock)
    await driver.close()


async def test_a_slow_response_of_the_database_is_not_taken_for_a_wrong_clock() -> None:
    class SlowDatabase:
        async def fetchval(self, _: str) -> datetime:
            now = datetime.now(UTC) + timedelta(seconds=5.2)  # the answer is late, or the clock is wrong: nobody knows
            await asyncio.sleep(0.4)
            return now

    await ClockCheck().require_plausible(SlowDatabase(), clock_off_by(timedelta()))


def with_wrong_clock(stack: SampleStack) -> FixedClock:
    clock = clock_off_by(HOUR)
    stack.following_runtime = replace(stack.following_runtime, clock=clock, clock_check=ClockCheck())
    return clock


async def test_a_consumer_with_reactions_waits_until_the_clock_is_right(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        clock = with_wrong_clock(stack)
        positions = await stack.publish([SampleChanged(name="thing", value=1)])
        async with stack.following():
            async with asyncio.timeout(20):
                while (reason := stack.following_runtime.writes.reason) is None:
                    await asyncio.sleep(0.05)
            assert AHEAD.match(reason)
            assert await stack.things() == {}
            async with stack.following_runtime.engine.connect() as connection:
                assert list(await deadletters.all_dead_letters(connection)) == []
            clock.moment = datetime.now(UTC)
            await stack.wait_until_applied(*positions)


async def test_a_consumer_without_reactions_goes_on_since_it_records_no_moment(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        with_wrong_clock(stack)
        stack.follower.subscription = Subscription("sample", [stack.follower.projection])
        async with stack.following():
            await stack.wait_until_applied(*await stack.publish([SampleChanged(name="thing", value=1)]))
        assert await stack.things() == {"thing": (1, 1)}


async def test_nothing_is_pushed_while_the_clock_is_wrong(postgres: Postgres) -> None:
    service, pushed = sample_service(shards=1), 0

    async def push_next(*_: Any) -> bool:
        nonlocal pushed
        pushed += 1
        return False

    async def ready(*_: Any) -> list[str]:
        return ["portal"]

    async def nothing(*_: Any) -> Any:
        return None

    runtime = runtime_of(service, ServiceSettings(database_url=await postgres.migrated(service)))
    clock = clock_off_by(HOUR)
    wrong = replace(runtime, clock=clock, clock_check=ClockCheck())
    pusher = Pusher(wrong, nothing, Receivers("push", ready, push_next, nothing))
    await pusher.push_all("portal")
    assert pushed == 0
    clock.moment = datetime.now(UTC)
    await pusher.push_all("portal")
    assert pushed == 1
    await runtime.engine.dispose()


async def test_an_operators_act_is_refused_while_the_clock_is_wrong(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        runtime = replace(stack.sample, clock=clock_off_by(-HOUR), clock_check=ClockCheck())
        make_key_file(tmp_path / "next.pem")
        for act in (
            begin_epoch(runtime, "Lò Thị Mẩy", "thử"),
            begin_epoch_after_clock_error(runtime, "Lò Thị Mẩy", "thử"),
            keys(runtime, ["add", str(tmp_path / "next.pem")]),
        ):
            with pytest.raises(ClockImplausible):
                await act
        async with runtime.engine.connect() as connection:
            assert await connection.scalar(text("SELECT count(*) FROM stream_epoch")) == 0
            assert len(await listed_keys(connection)) == 1


async def test_the_first_key_has_the_time_of_the_database_where_the_clock_is_wrong(
    postgres: Postgres, tmp_path: Path
) -> None:
    """The API starts, since reads go on, and a head must be signed by a registered key."""
    make_key_file(tmp_path / "key.pem")
    service = sample_service(shards=1)
    settings = ServiceSettings(database_url=await postgres.migrated(service), stream_key_file=tmp_path / "key.pem")
    runtime = replace(runtime_of(service, settings), clock=clock_off_by(HOUR), clock_check=ClockCheck())
    app = build_api(runtime)
    async with app.router.lifespan_context(app), runtime.engine.connect() as connection:
        (key,) = await listed_keys(connection)
    assert abs(key.valid_from - datetime.now(UTC)) < timedelta(minutes=1)
    await runtime.engine.dispose()
