"""A kept report is what the report was at that moment: nothing changes it, and it is computed again from the log."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy.exc import IntegrityError

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from reporting.cli.reproduce_command import command as reproduce
from reporting.indicators.commands.decide_values import decide_values
from reporting.kept_reports.api.examples import KEEP_REPORT
from reporting.shared.domain.approvals import ApprovalOutcome
from tests.support.database_roles import database_with_roles
from tests.support.direct_consumer import EventWriter
from tests.support.entry_requests import SHARE, EntryHarness
from tests.support.foreign_events import decision, service
from tests.support.operator import is_one_sentence, run_command
from tests.support.postgres import Postgres
from tests.support.reported_dossiers import Life
from tests.support.service_harness import ServiceHarness, service_harness

MAY = (date(2023, 5, 4), date(2023, 5, 5))
LIVES = [
    Life("a", *MAY, date(2023, 5, 9), "done", due=date(2023, 5, 8)),
    Life("b", *MAY),
    Life("c", *MAY, MAY[1], "stopped"),
]
FORGED = (
    "INSERT INTO projected.dossier_day_count SELECT '2023-05-08', channel, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1"
    " FROM projected.dossier_day_count LIMIT 1"
)


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        yield harness


@pytest.fixture
async def writer(harness: ServiceHarness) -> EventWriter:
    """Of `procedures`, with events of two sources applied."""
    writer = EventWriter("procedures")
    await writer.emit(harness, *decision(1, date(2023, 2, 1), ("introduce", "1.000001"), processes=[True]))
    dossiers = [event for life in LIVES for event in life.events()]
    await EventWriter("online_services").emit(harness, service("one", ("full", "2022-06-01", None)), *dossiers)
    return writer


async def try_to_keep(harness: ServiceHarness, **body: Any) -> httpx.Response:
    return await harness.http.post("/v1/reports", json={**KEEP_REPORT, **body}, headers=harness.bearer("reports.keep"))


async def keep(harness: ServiceHarness, **body: Any) -> dict[str, Any]:
    response = await try_to_keep(harness, **body)
    assert response.status_code == 201, response.text
    return dict(response.json())


async def get(harness: ServiceHarness, path: str) -> Any:
    response = await harness.http.get(path, headers=harness.bearer("reports.read"))
    assert response.status_code == 200, response.text
    return response.json()


def values(report: dict[str, Any]) -> dict[str, int]:
    return {f"{line['section']}/{line['group']}/{line['key']}": line["value"] for line in report["lines"]}


async def test_a_kept_report_has_the_figures_of_that_moment_whatever_is_applied_later(
    harness: ServiceHarness, writer: EventWriter
) -> None:
    current = await get(harness, "/v1/reports/annual?year=2023")
    kept = await keep(harness)
    figures = {figure["key"]: figure["value"] for figure in current["figures"]}
    assert {
        key.removeprefix("figures//"): value for key, value in values(kept).items() if key.startswith("figures/")
    } == figures
    assert figures["decisions"] == 1
    assert [f"{each['source']}/{each['shard']}" for each in kept["positions"]] == ["online_services/0", "procedures/0"]
    await writer.emit(harness, *decision(2, date(2023, 3, 1), ("repeal", "1.000001")))
    assert (await get(harness, "/v1/reports/annual?year=2023")) != current
    assert await get(harness, f"/v1/reports/{kept['id']}") == kept


async def test_the_report_on_dossiers_is_kept_with_its_groups_and_other_periods(
    harness: ServiceHarness, writer: EventWriter
) -> None:
    kept = await keep(harness, kind="dossiers", period="2023-05")
    found = values(kept)
    assert (found["figures//dossiers_received"], found["figures//dossiers_late"]) == (3, 1)
    assert found["by_agency/H60.17.01/dossiers_received"] == 3
    assert (found["period_before/2023-04/dossiers_received"], found["year_before/2022-05/dossiers_received"]) == (0, 0)
    assert (kept["first"], kept["last"], kept["errors"]) == ("2023-05-01", "2023-05-31", [])


async def entries_in(harness: ServiceHarness) -> EntryHarness:
    """With an estimate that is approved, a share, and a value that nobody has approved."""
    entries = EntryHarness(harness)
    await entries.define()
    await entries.define(**{**SHARE, "period_kind": "year", "dimension": "agency"})
    share = await entries.enter("9.5", indicator="reviewed", place="H60.02", denominator="20")
    await entries.approve(await entries.enter(estimated=True), share)
    await entries.enter("7", indicator="reviewed", place="H60.03", denominator="20")
    return entries


async def test_every_figure_of_a_period_is_kept_with_what_was_entered_and_approved(
    harness: ServiceHarness, writer: EventWriter
) -> None:
    await entries_in(harness)
    kept = await keep(harness, kind="figures")
    lines = {f"{line['section']}/{line['group']}/{line['key']}": line for line in kept["lines"]}
    catalogue = await get(harness, "/v1/figures")
    stated = {line["key"].split(".numerator")[0].split(".denominator")[0] for line in kept["lines"]}
    assert stated == {figure["key"] for figure in catalogue["items"]}
    assert lines["figures//decisions"]["value"] == 1
    sites = lines["figures//entered.bts_sites"]
    assert (sites["value"], sites["decimals"], sites["estimated"]) == (1344, 0, True)
    parts = [lines[f"by_agency/H60.02/entered.reviewed.{part}"] for part in ("numerator", "denominator")]
    assert [(part["value"], part["decimals"]) for part in parts] == [(95, 1), (20, 0)]
    assert "by_agency/H60.03/entered.reviewed.numerator" not in lines
    may = await keep(harness, kind="figures", period="2023-05")
    assert values(may)["figures//dossiers_received"] == 3
    assert not [line for line in may["lines"] if line["key"].startswith("entered.")]


async def test_kept_figures_are_reproduced_with_the_values_that_were_approved_by_then(
    harness: ServiceHarness, writer: EventWriter, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = await entries_in(harness)
    kept = await keep(harness, kind="figures")
    harness.clock.moment += timedelta(minutes=1)
    first = next(value for value in (await entries.get("/v1/approved-values", period="2023"))["items"])
    await entries.approve(await entries.enter("1400", replaces=first["id"]) if first["numerator"] == "1344" else first)
    await entries.define(code="later", dimension="none", targets=[])
    await entries.approve(await entries.enter("5", indicator="later"))
    await writer.emit(harness, *decision(2, date(2023, 3, 1), ("repeal", "1.000001")))
    assert await reproduce(harness.runtime, [kept["id"]]) == 0
    assert f"{len(kept['lines'])} numbers are equal" in capsys.readouterr().out
    now = values(await keep(harness, kind="figures"))
    assert (now["figures//decisions"], now["figures//entered.bts_sites"], now["figures//entered.later"]) == (2, 1400, 5)


async def test_a_report_that_is_kept_while_a_value_is_being_approved_is_reproduced(
    harness: ServiceHarness, writer: EventWriter, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = EntryHarness(harness)
    await entries.define()
    value, officer = await entries.enter(), Actor("officer-2", "Officer")
    async with harness.runtime.engine.connect() as approving:
        work = UnitOfWork(approving, harness.clock)
        await decide_values(work, [UUID(value["id"])], ApprovalOutcome.APPROVED, "Tờ trình 12/TTr", officer)
        harness.clock.moment += timedelta(minutes=1)
        report = asyncio.create_task(keep(harness, kind="figures"))
        await asyncio.sleep(0.5)
        await approving.commit()
    kept = await report
    assert await reproduce(harness.runtime, [kept["id"]]) == 0, capsys.readouterr().out
    assert values(kept)["figures//entered.bts_sites"] == 1344


async def test_kept_reports_are_listed_the_newest_first_by_kind(harness: ServiceHarness, writer: EventWriter) -> None:
    ids = [(await keep(harness, kind=kind))["id"] for kind in ("annual", "dossiers", "annual")]
    first = await get(harness, "/v1/reports?limit=2")
    assert [report["id"] for report in first["items"]] == [ids[2], ids[1]]
    assert "lines" not in first["items"][0]
    second = await get(harness, f"/v1/reports?limit=2&after={first['next']}")
    assert ([report["id"] for report in second["items"]], second["next"]) == ([ids[0]], None)
    assert [report["id"] for report in (await get(harness, "/v1/reports?kind=dossiers"))["items"]] == [ids[1]]


@pytest.mark.parametrize(
    "statement", ["UPDATE kept_report SET lines = '[]'", "DELETE FROM kept_report", "TRUNCATE kept_report"]
)
async def test_postgresql_refuses_to_change_a_kept_report(
    harness: ServiceHarness, writer: EventWriter, statement: str
) -> None:
    kept = await keep(harness)
    with pytest.raises(IntegrityError, match="append-only"):
        await harness.execute(statement)
    assert await get(harness, f"/v1/reports/{kept['id']}") == kept


async def test_a_report_that_does_not_add_up_is_kept_only_with_a_reason(
    harness: ServiceHarness, writer: EventWriter
) -> None:
    await harness.execute(FORGED)
    refused = await try_to_keep(harness, kind="dossiers", period="2023-05")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:congbo:problem:report-not-balanced")
    kept = await keep(harness, kind="dossiers", period="2023-05", reason="Sẽ đính chính trong tháng 6")
    assert (len(kept["errors"]), kept["reason"]) == (1, "Sẽ đính chính trong tháng 6")


@pytest.mark.parametrize(
    ("body", "status", "type"),
    [
        ({"period": "2023-05"}, 422, "period-not-of-report"),
        ({"period": "2023-05-02..2023-05-01", "kind": "dossiers"}, 422, "period-reversed"),
        ({"period": "soon"}, 422, "period-malformed"),
        ({"period": "2010..2023-06-01", "kind": "figures"}, 422, "period-malformed"),
        ({"kind": "weather"}, 422, "malformed-request"),
    ],
)
async def test_what_is_no_report_is_refused(
    harness: ServiceHarness, body: dict[str, Any], status: int, type: str
) -> None:
    response = await try_to_keep(harness, **body)
    assert (response.status_code, response.json()["type"]) == (status, f"urn:congbo:problem:{type}")


async def test_a_report_that_was_not_kept_is_not_found(harness: ServiceHarness) -> None:
    for path in ("", "/table.csv"):
        response = await harness.http.get(
            f"/v1/reports/0197a0c0-0000-7000-8000-000000000001{path}", headers=harness.bearer("reports.read")
        )
        assert (response.status_code, response.json()["type"]) == (404, "urn:congbo:problem:kept-report-not-found")


async def test_the_table_has_every_line(harness: ServiceHarness, writer: EventWriter) -> None:
    kept = await keep(harness)
    response = await harness.http.get(f"/v1/reports/{kept['id']}/table.csv", headers=harness.bearer("reports.read"))
    assert response.headers["Content-Disposition"] == f'attachment; filename="annual-2023-{kept["id"]}.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    lines = [{**row, "value": int(row["value"]), "decimals": 0, "estimated": row["estimated"] == "x"} for row in rows]
    assert lines == kept["lines"]


async def test_a_kept_report_is_reproduced_from_the_events_that_it_counted(
    harness: ServiceHarness, writer: EventWriter, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = [await keep(harness, **body) for body in ({}, {"kind": "dossiers", "period": "2023-05"})]
    await writer.emit(harness, *decision(2, date(2023, 3, 1), ("repeal", "1.000001")))
    before = await harness.rows("SELECT count(*) FROM projected.decision")
    for report in kept:
        assert await reproduce(harness.runtime, [report["id"]]) == 0
        assert f"{len(report['lines'])} numbers are equal" in capsys.readouterr().out
    assert await harness.rows("SELECT count(*) FROM projected.decision") == before
    assert await harness.rows("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'projected%'") == [("projected",)]


async def test_a_number_that_does_not_follow_from_the_log_is_printed(
    harness: ServiceHarness, writer: EventWriter, capsys: pytest.CaptureFixture[str]
) -> None:
    await harness.execute("UPDATE projected.decision SET late = true")
    kept = await keep(harness)
    assert await reproduce(harness.runtime, [kept["id"]]) == 1
    assert "figures/late_decisions: kept 1, computed 0" in capsys.readouterr().out


async def test_another_history_of_the_same_length_is_found(
    harness: ServiceHarness, writer: EventWriter, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = await keep(harness)
    await harness.execute("UPDATE applied_event SET hash = sha256(hash) WHERE source = 'procedures'")
    assert await reproduce(harness.runtime, [kept["id"]]) == 1
    assert "procedures/0:3 is not the event that was counted" in capsys.readouterr().out


async def test_the_application_keeps_reports_and_only_the_owner_reproduces_them(
    postgres: Postgres, tmp_path: Path
) -> None:
    roles = await database_with_roles(postgres, "reporting")
    async with service_harness(postgres, "reporting", tmp_path, roles.app) as harness:
        kept = await keep(harness)
    assert (await run_command("reporting", "reproduce", kept["id"], DATABASE_URL=roles.owner)).code == 0
    refused = await run_command("reporting", "reproduce", kept["id"], DATABASE_URL=roles.app)
    assert (refused.code, is_one_sentence(refused.err)) == (2, True)
