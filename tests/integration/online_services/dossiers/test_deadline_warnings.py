"""Warnings that an appointment is near, on PostgreSQL: each is emitted once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from common.contracts.dossiers import DossierDeadlineNear
from online_services.dossiers.clients.deadline_watcher import watch_once
from online_services.dossiers.commands.emit_warnings import emit_warnings
from tests.support.dossier_harness import COMMUNE, DossierHarness, dossier_harness
from tests.support.postgres import Postgres

Warned = list[tuple[str, int]]


@pytest.fixture
async def dossiers(postgres: Postgres, tmp_path: Path) -> AsyncIterator[DossierHarness]:
    async with dossier_harness(postgres, tmp_path) as harness:
        yield harness


async def emitted(dossiers: DossierHarness) -> list[DossierDeadlineNear]:
    return [event for event in await dossiers.service.emitted_events() if isinstance(event, DossierDeadlineNear)]


async def warned(dossiers: DossierHarness) -> Warned:
    return sorted((event.kind, event.threshold) for event in await emitted(dossiers))


async def watched(dossiers: DossierHarness, moment: datetime) -> Warned:
    """What has been emitted in all once the process has looked at the moment."""
    dossiers.clock.moment = moment
    await watch_once(dossiers.service.runtime)
    return await warned(dossiers)


async def received(dossiers: DossierHarness) -> dict[str, Any]:
    return await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")


async def test_each_warning_of_an_appointment_is_emitted_at_its_moment_and_once(dossiers: DossierHarness) -> None:
    """Five working days from Monday 23 November 2026: 50 % on the third day, 80 % and a day before on the fourth."""
    dossier = await received(dossiers)
    assert dossier["due_on"] == "2026-11-30"
    assert await watched(dossiers, datetime(2026, 11, 26, 0, 29, 59, tzinfo=UTC)) == []
    assert await watched(dossiers, datetime(2026, 11, 26, 0, 30, tzinfo=UTC)) == [("percent", 50)]
    assert await watched(dossiers, datetime(2026, 11, 26, 0, 31, tzinfo=UTC)) == [("percent", 50)]
    all_of_it = [("days_before", 1), ("percent", 50), ("percent", 80)]
    assert await watched(dossiers, datetime(2026, 11, 27, 1, tzinfo=UTC)) == all_of_it
    assert await watched(dossiers, datetime(2026, 12, 30, tzinfo=UTC)) == all_of_it
    first = next(event for event in await emitted(dossiers) if event.threshold == 50)
    assert (first.dossier_id, first.state, first.deciding_agency, first.papers) == (dossier["id"], 2, COMMUNE, 1)
    assert first.warned_for == datetime(2026, 11, 26, 0, 30, tzinfo=UTC)


async def test_a_limit_in_hours_warns_at_moments(dossiers: DossierHarness) -> None:
    """Four working hours from 13:30: half of them are over at 15:30, and there is no day before."""
    filed = await dossiers.act(await dossiers.file(), "reception", "receiver")
    assert filed["due_at"] == "2026-11-23T10:30:00Z"
    assert await watched(dossiers, datetime(2026, 11, 23, 8, 29, 59, tzinfo=UTC)) == []
    assert await watched(dossiers, datetime(2026, 11, 23, 8, 30, tzinfo=UTC)) == [("percent", 50)]
    assert await watched(dossiers, datetime(2026, 11, 23, 9, 42, tzinfo=UTC)) == [("percent", 50), ("percent", 80)]
    assert await watched(dossiers, datetime(2026, 11, 24, 9, 42, tzinfo=UTC)) == [("percent", 50), ("percent", 80)]


async def test_a_pause_takes_warnings_away_until_the_clock_goes_on(dossiers: DossierHarness) -> None:
    owing = await received(dossiers)
    assert await watched(dossiers, datetime(2026, 11, 26, 1, tzinfo=UTC)) == [("percent", 50)]
    owing = await dossiers.act(owing, "fee-request", "handler", reason="Phí", amount=9, ground="NQ")
    half = [("percent", 50)]
    assert await watched(dossiers, datetime(2026, 12, 9, 1, tzinfo=UTC)) == half, "nobody is warned in a pause"
    paid = await dossiers.act(owing, "fee-payment", "receiver", method="cash", amount=9, reference="1")
    assert paid["due_on"] == "2026-12-11"
    assert await watched(dossiers, datetime(2026, 12, 9, 23, tzinfo=UTC)) == half, "the first one is not repeated"
    both = [("days_before", 1), *half, ("percent", 80)]
    assert await watched(dossiers, datetime(2026, 12, 10, 1, tzinfo=UTC)) == both
    other = await received(dossiers)
    await dossiers.act(other, "stop", "signer", reason="Không đủ điều kiện")
    assert await watched(dossiers, datetime(2026, 12, 30, tzinfo=UTC)) == both, "nobody is warned of what has ended"


async def test_nobody_is_warned_while_a_supplement_is_awaited(dossiers: DossierHarness) -> None:
    """The request needs the rules of the clock, and gives no warnings by them."""
    requested = await dossiers.act(await received(dossiers), "supplement-request", "handler", reason="Thiếu giấy tờ")
    assert await watched(dossiers, datetime(2026, 12, 9, 1, tzinfo=UTC)) == []
    handed_in = await dossiers.act_as_citizen(requested, "supplement")
    accepted = await dossiers.act(handed_in, "supplement-acceptance", "handler")
    assert len(await watched(dossiers, datetime.fromisoformat(f"{accepted['due_on']}T09:00:00+07:00"))) == 3


async def test_a_new_appointment_has_warnings_of_its_own(dossiers: DossierHarness) -> None:
    dossier = await received(dossiers)
    assert len(await watched(dossiers, datetime(2026, 11, 27, 1, tzinfo=UTC))) == 3
    await dossiers.act(dossier, "extension", "signer", reason="Xin lỗi", appointment="2026-12-08")
    assert len(await watched(dossiers, datetime(2026, 11, 30, 1, tzinfo=UTC))) == 3
    assert len(await watched(dossiers, datetime(2026, 12, 8, 1, tzinfo=UTC))) == 6


async def test_a_process_that_ends_before_the_commit_doubles_and_loses_no_warning(dossiers: DossierHarness) -> None:
    for _ in range(3):
        await received(dossiers)
    dossiers.clock.moment += timedelta(days=30)
    runtime = dossiers.service.runtime
    async with runtime.engine.connect() as connection:
        work = await runtime.work_on(connection)
        assert [await emit_warnings(work), await emit_warnings(work)] == [9, 0]
        # the connection is closed without a commit, as where the process is killed
    assert await warned(dossiers) == []
    assert await watch_once(runtime) == 9
    assert await watch_once(runtime) == 0
    assert len({(event.dossier_id, event.kind, event.threshold) for event in await emitted(dossiers)}) == 9


async def test_two_processes_at_once_emit_each_warning_once(dossiers: DossierHarness) -> None:
    for _ in range(4):
        await received(dossiers)
    dossiers.clock.moment += timedelta(days=30)
    runtime = dossiers.service.runtime
    async with runtime.engine.connect() as first:
        work = await runtime.work_on(first)
        assert await emit_warnings(work) == 12
        assert await watch_once(runtime) == 0, "the dossiers are locked, and are left to the first"
        await first.commit()
    counts = await asyncio.gather(*(watch_once(runtime) for _ in range(3)))
    assert (sum(counts), len(await warned(dossiers))) == (0, 12)


async def test_a_dossier_in_the_middle_of_an_act_is_warned_of_in_the_next_round(dossiers: DossierHarness) -> None:
    dossier = await received(dossiers)
    dossiers.clock.moment += timedelta(days=30)
    runtime = dossiers.service.runtime
    async with runtime.engine.connect() as act:
        await act.exec_driver_sql("SELECT FROM dossier FOR UPDATE")
        assert await watch_once(runtime) == 0
    assert await watch_once(runtime) == 3
    assert {event.dossier_id for event in await emitted(dossiers)} == {dossier["id"]}


UPGRADE = Path(__file__).parents[4] / "services/online_services/migrations/versions/0014_dossiers_without_warnings"


async def upgraded(dossiers: DossierHarness) -> None:
    """As if every appointment had been given before warnings were computed."""
    await dossiers.service.execute("DELETE FROM dossier_warning")
    await dossiers.service.execute((UPGRADE / "open_dossiers.sql").read_text())


async def test_a_dossier_from_before_warnings_is_warned_of_from_the_upgrade_on(dossiers: DossierHarness) -> None:
    """50 % passed before the upgrade; the others are still to come."""
    await received(dossiers)
    ended = await received(dossiers)
    await dossiers.act(ended, "stop", "signer", reason="Không đủ điều kiện")
    paused = await received(dossiers)
    await dossiers.act(paused, "fee-request", "handler", reason="Phí", amount=9, ground="NQ")
    dossiers.clock.moment = datetime(2026, 11, 26, 1, tzinfo=UTC)
    await upgraded(dossiers)
    assert await watched(dossiers, datetime(2026, 11, 26, 2, tzinfo=UTC)) == []
    assert await watched(dossiers, datetime(2026, 12, 30, tzinfo=UTC)) == [("days_before", 1), ("percent", 80)]
    assert await watch_once(dossiers.service.runtime) == 0


async def test_an_act_after_the_upgrade_and_the_process_add_each_warning_once(dossiers: DossierHarness) -> None:
    dossier = await received(dossiers)
    await upgraded(dossiers)
    owing = await dossiers.act(dossier, "fee-request", "handler", reason="Phí", amount=9, ground="NQ")
    await dossiers.act(owing, "fee-payment", "receiver", method="cash", amount=9, reference="1")
    all_of_it = [("days_before", 1), ("percent", 50), ("percent", 80)]
    assert await watched(dossiers, datetime(2026, 11, 24, 1, tzinfo=UTC)) == []
    assert await watched(dossiers, datetime(2026, 12, 30, tzinfo=UTC)) == all_of_it


async def test_a_process_that_is_to_stop_judges_no_further_dossier(dossiers: DossierHarness) -> None:
    await received(dossiers)
    await upgraded(dossiers)
    dossiers.clock.moment += timedelta(minutes=1)
    await watch_once(dossiers.service.runtime, lambda: True)
    counted = "SELECT (SELECT count(*) FROM dossier_without_warnings), (SELECT count(*) FROM dossier_warning)"
    assert tuple((await dossiers.service.rows(counted))[0]) == (1, 0)
    await watch_once(dossiers.service.runtime)
    assert tuple((await dossiers.service.rows(counted))[0]) == (0, 3)
