"""Followers compute with working days, working hours and agencies: what is recorded is emitted, once."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import text

from common.clock import FixedClock
from common.contracts.reference_data import AgencyRecorded, CalendarDayRecorded, WorkingHoursRecorded
from common.database.connections import create_engine
from common.migrations.run import upgrade
from procedures.calendar.commands.fill_calendar import fill_calendar
from tests.support.postgres import Postgres, service_of
from tests.support.procedures_harness import CATALOGUE, ProceduresHarness, problem, procedures_harness
from tests.support.service_harness import NOON

REVOLUTION = {"day": "2030-09-02", "working": False, "note": "Quốc khánh"}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def emitted_by(harness: ProceduresHarness, path: str, body: Any) -> list[Any]:
    """The events that a request emits. It is sent twice: what is on record already is not emitted again."""
    before = len(await harness.emitted_events())
    for _ in range(2):
        response = await harness.http.post(path, json=body, headers=harness.service.bearer(CATALOGUE))
        assert response.status_code == 200, response.text
    return [event for _, event in (await harness.emitted_events())[before:]]


async def test_a_recorded_agency_is_emitted_with_its_validity_and_successors(harness: ProceduresHarness) -> None:
    merged = {"code": "H60.09", "name": "Sở cũ", "valid_to": "2025-07-01", "successor_codes": ["H60.01", "H60.10"]}
    agencies = [merged, {"code": "H60.10", "name": "Sở mới"}]
    (old, new) = await emitted_by(harness, "/v1/agencies", {"agencies": agencies})
    assert old == AgencyRecorded(
        code="H60.09",
        name="Sở cũ",
        valid_from=None,
        valid_to=date(2025, 7, 1),
        successor_codes=("H60.01", "H60.10"),
        recorded_at=NOON,
    )
    assert (new.code, new.valid_to, new.successor_codes) == ("H60.10", None, ())
    (renamed,) = await emitted_by(harness, "/v1/agencies", {"agencies": [{"code": "H60.09", "name": "Sở cũ nhất"}]})
    assert (renamed.name, renamed.successor_codes) == ("Sở cũ nhất", ("H60.01", "H60.10"))
    assert (await harness.get("/v1/agencies"))["items"][2]["successor_codes"] == ["H60.01", "H60.10"]


async def test_a_successor_must_be_recorded(harness: ProceduresHarness) -> None:
    body = {"agencies": [{"code": "H60.09", "name": "Sở cũ", "successor_codes": ["H60.11"]}]}
    response = await harness.http.post("/v1/agencies", json=body, headers=harness.service.bearer(CATALOGUE))
    refusal = problem(response)
    assert (refusal["type"], refusal["agencies"]) == ("unknown-agency", ["H60.11"])


async def test_a_recorded_day_is_emitted_unless_the_entry_of_an_officer_goes_on_to_apply(
    harness: ProceduresHarness,
) -> None:
    (day,) = await emitted_by(harness, "/v1/calendar", {"days": [REVOLUTION]})
    assert day == CalendarDayRecorded(day=date(2030, 9, 2), working=False, note="Quốc khánh", recorded_at=NOON)
    async with harness.service.runtime.engine.begin() as connection:
        await fill_calendar(await harness.service.runtime.work_on(connection), [2030])
    filled = [event for _, event in await harness.emitted_events() if isinstance(event, CalendarDayRecorded)][1:]
    assert len(filled) > 5
    assert date(2030, 9, 2) not in {event.day for event in filled}


async def test_recorded_working_hours_are_emitted(harness: ProceduresHarness) -> None:
    body = {"unit": "working_day", "hours": "7.50", "valid_from": "2026-01-01", "legal_basis": "QĐ 1"}
    emitted = await emitted_by(harness, "/v1/working-hours", body)
    assert emitted[0] == WorkingHoursRecorded(
        unit="working_day", hours="7.5", valid_from=date(2026, 1, 1), legal_basis="QĐ 1", recorded_at=NOON
    )


BEFORE = (
    "INSERT INTO agency (code, name, valid_from) VALUES ('H60.02', 'Sở Xây dựng', '2025-07-01')",
    """
    INSERT INTO calendar_day (day, working, note, by_officer, recorded_by, recorded_at) VALUES
        ('2026-09-02', false, 'thư viện', false, 'library', now()),
        ('2026-09-02', true, 'làm bù', true, 'officer', now()),
        ('2026-09-02', false, 'thư viện mới', false, 'library', now())
    """,
)


async def test_a_migration_emits_what_is_on_record_once(postgres: Postgres) -> None:
    service, engine = service_of("procedures"), create_engine(await postgres.create_database())
    async with engine.connect() as connection:
        await upgrade(service, connection, "0001")
        for statement in BEFORE:
            await connection.execute(text(statement))
        for _ in range(2):
            await upgrade(service, connection, clock=FixedClock(NOON))
        rows: Sequence[Any] = (await connection.execute(text("SELECT * FROM event_log ORDER BY sequence"))).all()
        await connection.rollback()
    await engine.dispose()
    payloads = [orjson.loads(row.payload) for row in rows]
    assert [(row.sequence, row.type, row.aggregateid) for row in rows] == [
        (1, "calendar.day_recorded.v1", "2026-09-02"),
        (2, "working_hours.recorded.v1", "working_day"),
        (3, "agency.recorded.v1", "H60.02"),
    ]
    assert [payloads[0]["working"], payloads[1]["hours"], payloads[2]["valid_from"]] == [True, "8", "2025-07-01"]
