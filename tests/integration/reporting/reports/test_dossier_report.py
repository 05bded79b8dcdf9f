"""The report on dossiers over its real app and database, compared with a naive count."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec import structs

from reporting.figures.domain.dossier_figures import COMING_IN, GOING_OUT, PARTS, DossierFigure
from reporting.figures.queries.dossier_conditions import DossierGroup
from tests.support.direct_consumer import EventWriter
from tests.support.postgres import Postgres
from tests.support.reported_dossiers import Life, at, counted, random_lives
from tests.support.service_harness import ServiceHarness, service_harness

READ = "reports.read"
LIVES = random_lives(Random(18), 400, date(2026, 1, 1), 300)
PERIODS = {
    "2026": (date(2026, 1, 1), date(2026, 12, 31)),
    "2026-H1": (date(2026, 1, 1), date(2026, 6, 30)),
    "2026-Q3": (date(2026, 7, 1), date(2026, 9, 30)),
    "2026-02": (date(2026, 2, 1), date(2026, 2, 28)),
    "2026-W27": (date(2026, 6, 29), date(2026, 7, 5)),
    "2026-05-04": (date(2026, 5, 4), date(2026, 5, 4)),
    "2026-04-10..2026-08-03": (date(2026, 4, 10), date(2026, 8, 3)),
    "2025": (date(2025, 1, 1), date(2025, 12, 31)),
}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        yield harness


async def emit(harness: ServiceHarness, lives: list[Life]) -> None:
    await EventWriter("online_services").emit(harness, *[event for life in lives for event in life.events()])


async def get(harness: ServiceHarness, path: str = "", **params: Any) -> dict[str, Any]:
    response = await harness.http.get(f"/v1/reports/dossiers{path}", params=params, headers=harness.bearer(READ))
    assert response.status_code == 200, response.text
    return dict(response.json())


def values(report: dict[str, Any]) -> dict[str, int]:
    return {figure["key"]: figure["value"] for figure in report["figures"]}


def expected(lives: list[Life], period: tuple[date, date]) -> dict[str, int]:
    return dict.fromkeys(DossierFigure, 0) | counted(lives, *period)


async def evidence(harness: ServiceHarness, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = await get(harness, "/evidence", **params, **cursor, limit=150)
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = {"after": page["next"]}


async def test_every_figure_of_every_period_is_that_of_a_naive_count_and_balances(harness: ServiceHarness) -> None:
    await emit(harness, LIVES)
    for text, period in PERIODS.items():
        report = await get(harness, period=text)
        assert values(report) == expected(LIVES, period), text
        assert report["balanced"], text
        found = values(report)
        assert sum(found[figure] for figure in COMING_IN) == sum(found[figure] for figure in GOING_OUT), text
        assert all(found[whole] == sum(found[part] for part in parts) for whole, parts in PARTS), text
    assert values(await get(harness, period="2026"))["dossiers_received"] > 100, "there is something to count"


async def test_the_evidence_of_a_figure_has_as_many_dossiers_as_the_figure_counts(harness: ServiceHarness) -> None:
    await emit(harness, LIVES)
    for text in ("2026-Q3", "2026-W27", "2026"):
        for key, value in values(await get(harness, period=text)).items():
            assert len(await evidence(harness, period=text, figure=key)) == value, (text, key)


@pytest.mark.parametrize("by", DossierGroup)
async def test_groups_add_up_and_have_their_own_evidence(harness: ServiceHarness, by: DossierGroup) -> None:
    await emit(harness, LIVES)
    report = await get(harness, period="2026-Q3", by=by)
    assert len(report["groups"]) > 1
    for key, value in values(report).items():
        assert sum(group["values"][key] for group in report["groups"]) == value, key
    parameter = {"agency": "agency", "procedure": "procedure_code", "channel": "channel"}[by.value]
    for group in report["groups"]:
        chosen = {parameter: group["key"]}
        assert values(await get(harness, period="2026-Q3", **chosen)) == group["values"]
        found = await evidence(harness, period="2026-Q3", figure="dossiers_done", **chosen)
        assert len(found) == group["values"]["dossiers_done"]


async def test_an_agency_includes_those_below_it_and_no_other(harness: ServiceHarness) -> None:
    day = date(2026, 5, 4)
    agencies = ["H60.17", "H60.17.01", "H60.170"]
    await emit(harness, [Life(str(n), day, day, agency=agency) for n, agency in enumerate(agencies)])
    assert values(await get(harness, period="2026", agency="H60.17"))["dossiers_received"] == 2


async def test_the_period_before_and_the_year_before_stand_beside_it(harness: ServiceHarness) -> None:
    await emit(harness, LIVES)
    report = await get(harness, period="2026-Q3")
    assert report["period_before"]["period"] == "2026-Q2"
    assert report["period_before"]["values"] == values(await get(harness, period="2026-Q2"))
    assert report["year_before"]["period"] == "2025-Q3"


async def test_the_annual_report_has_the_same_figures(harness: ServiceHarness) -> None:
    await emit(harness, LIVES)
    response = await harness.http.get("/v1/reports/annual", params={"year": 2026}, headers=harness.bearer(READ))
    annual = {figure["key"]: figure["value"] for figure in response.json()["figures"]}
    of_year = values(await get(harness, period="2026"))
    assert {key: annual[key] for key in of_year} == of_year


async def test_days_that_cannot_be_do_not_balance(harness: ServiceHarness) -> None:
    *before, finished = Life("a", date(2026, 5, 1), date(2026, 5, 1), date(2026, 5, 2), "done").events()
    ended_before = structs.replace(finished, occurred_at=at(date(2026, 4, 20)))
    await EventWriter("online_services").emit(harness, *before, ended_before)
    assert not (await get(harness, period="2026-05"))["balanced"]


async def test_evidence_and_report_name_nobody_and_need_the_scope(harness: ServiceHarness) -> None:
    await emit(harness, LIVES[:5])
    for path in ("?period=2026", "/evidence?figure=dossiers_received&period=2026"):
        refused = await harness.http.get(f"/v1/reports/dossiers{path}", headers=harness.bearer("events.read"))
        assert (refused.status_code, refused.json()["type"]) == (403, "urn:congbo:problem:insufficient-scope")
    columns = await harness.rows(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'projected' AND table_name = 'dossier'"
    )
    assert not {"personal_id", "full_name", "reason", "subject"} & {row[0] for row in columns}
