"""Figures over the real app and database: the catalogue, numbers beside earlier ones, groups, evidence and problems."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from common.consumer.positions import stop
from common.contracts.parts import Level
from reporting.figures.domain.catalogue import CATALOGUE
from reporting.figures.domain.figure_names import WORDINGS
from tests.support.direct_consumer import EventWriter
from tests.support.entry_requests import EntryHarness, entry_harness, type_of
from tests.support.foreign_events import completed_lookup, decision, service
from tests.support.postgres import Postgres
from tests.support.random_read_models import random_rows
from tests.support.reported_dossiers import random_lives

READ = "reports.read"


@pytest.fixture
async def entries(postgres: Postgres, tmp_path: Path) -> AsyncIterator[EntryHarness]:
    async with entry_harness(postgres, tmp_path) as entries:
        yield entries


async def refused(entries: EntryHarness, path: str, **params: Any) -> tuple[int, str]:
    response = await entries.service.http.get(f"/v1/figures{path}", params=params, headers=entries.service.bearer(READ))
    return type_of(response)


async def test_the_catalogue_states_how_each_figure_is_counted(entries: EntryHarness) -> None:
    await entries.define()
    response = await entries.get("/v1/figures")
    by_key = {figure["key"]: figure for figure in response["items"]}
    assert list(by_key) == [*CATALOGUE, "entered.bts_sites"]
    assert {key for key, figure in by_key.items() if figure["origin"] == "entered"} == {"entered.bts_sites"}
    for figure in response["items"]:
        assert all(figure[name] for name in ("name_vi", "name_en", "unit_vi", "unit_en", "formula_vi", "ground"))
    assert by_key["dossiers_timely_share"]["is_share"]
    assert by_key["entered.bts_sites"]["period_kind"] == "year"


async def test_a_figure_has_the_period_before_and_a_year_before_beside_it(entries: EntryHarness) -> None:
    days = [date(2025, 8, 1), date(2026, 5, 4), date(2026, 8, 1), date(2026, 9, 30), date(2026, 10, 1)]
    decisions = [decision(number, day, ("repeal", f"1.{number:06}")) for number, day in enumerate(days, 1)]
    await EventWriter("procedures").emit(entries.service, *(event for events in decisions for event in events))
    report = await entries.get("/v1/figures/repealed", period="2026-Q3")
    numbers = [report[name] for name in ("current", "period_before", "year_before")]
    assert [number["period"] for number in numbers] == ["2026-Q3", "2026-Q2", "2025-Q3"]
    assert [number["value"] for number in numbers] == ["2", "1", "1"]
    assert report["figure"]["origin"] == "counted"
    assert not report["stale"]


async def test_groups_are_in_the_order_of_the_catalogue_with_per_cent_that_add_up(entries: EntryHarness) -> None:
    levels = [Level.COMMUNE, Level.PROVINCE, Level.DISTRICT]
    events = [
        event
        for number, level in enumerate(levels, 1)
        for event in decision(number, date(2024, 2, number), ("declare_online", f"1.{number:06}"), levels=[level])
    ]
    await EventWriter("procedures").emit(entries.service, *events)
    report = await entries.get("/v1/figures/declared_online", period="2024", by="level")
    assert [(group["key"], group["value"], group["percent"]) for group in report["groups"]] == [
        ("province", "1", 34),
        ("district", "1", 33),
        ("commune", "1", 33),
    ]


async def test_evidence_names_the_decision_the_dossier_or_the_document(entries: EntryHarness) -> None:
    await EventWriter("procedures").emit(
        entries.service, *decision(7, date(2026, 2, 1), ("repeal", "1.000001"), ("amend", "1.000002"))
    )
    lives = random_lives(Random(3), 30, date(2026, 1, 1), 60)
    await EventWriter("online_services").emit(entries.service, *(event for life in lives for event in life.events()))
    (item,) = (await entries.get("/v1/figures/repealed/evidence", period="2026"))["items"]
    assert (item["kind"], item["document"], item["procedure_code"]) == ("item", "7/QĐ-UBND", "1.000001")
    dossiers = (await entries.get("/v1/figures/dossiers_received/evidence", period="2026"))["items"]
    assert {dossier["document"] for dossier in dossiers} == {
        f"{life.agency}-{life.id}" for life in lives if life.received
    }
    await entries.define()
    await entries.approve(await entries.enter("1344"))
    (value,) = (await entries.get("/v1/figures/entered.bts_sites/evidence", period="2023"))["items"]
    assert (value["kind"], value["amount"]) == ("value", "1344")


async def test_evidence_of_a_share_has_a_numerator_and_a_denominator_page_by_page(entries: EntryHarness) -> None:
    lives = random_lives(Random(5), 80, date(2026, 1, 1), 60)
    await EventWriter("online_services").emit(entries.service, *(event for life in lives for event in life.events()))
    path = "/v1/figures/dossiers_online_share"
    report = await entries.get(path, period="2026", by="agency")
    for group in report["groups"]:
        found: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            page = await entries.get(
                f"{path}/evidence", period="2026", by="agency", group=group["key"], limit=5, **cursor
            )
            found += page["items"]
            if page["next"] is None:
                break
            cursor = {"after": page["next"]}
        parts = [
            sum(int(row["amount"]) for row in found if row["part"] == part) for part in ("numerator", "denominator")
        ]
        assert parts == [int(group["numerator"]), int(group["denominator"])]
    assert min(group["rank"] for group in report["groups"]) == 1


async def test_the_annual_report_and_the_catalogue_have_the_same_figures(entries: EntryHarness) -> None:
    rows = random_rows(Random(2026), 80)
    async with entries.service.runtime.engine.begin() as connection:
        await rows.write(connection)
    annual = await entries.get("/v1/reports/annual", year=2026)
    assert [figure["key"] for figure in annual["figures"]] == list(WORDINGS)
    for figure in annual["figures"]:
        report = await entries.get(f"/v1/figures/{figure['key']}", period="2026")
        assert int(report["current"]["value"]) == figure["value"], figure["key"]
        assert report["figure"]["name_en"] == figure["name_en"]
    assert sum(figure["value"] > 0 for figure in annual["figures"]) > 40, "there is something to count"


async def test_an_entered_value_is_a_figure_once_it_is_approved_and_looks_like_no_counted_one(
    entries: EntryHarness,
) -> None:
    await entries.define()
    value = await entries.enter("1344", estimated=True)
    empty = await entries.get("/v1/figures/entered.bts_sites", period="2023")
    assert (empty["current"]["value"], empty["current"]["numerator"]) == (None, None)
    await entries.approve(value)
    report = await entries.get("/v1/figures/entered.bts_sites", period="2023")
    assert (report["figure"]["origin"], report["current"]["value"], report["current"]["estimated"]) == (
        "entered",
        "1344",
        True,
    )
    assert await refused(entries, "/entered.bts_sites", period="2023-Q1") == (422, "figure-of-other-periods")


async def test_a_figure_of_a_stopped_stream_is_given_and_marked_stale(entries: EntryHarness) -> None:
    await EventWriter("procedures").emit(entries.service, *decision(1, date(2026, 2, 1), ("repeal", "1.000001")))
    await EventWriter("online_services").emit(entries.service, service("s", ("full", "2022-01-01", None)))
    async with entries.service.runtime.engine.begin() as connection:
        await stop(connection, "procedures", 0, "the hash does not fit")
    stale = await entries.get("/v1/figures/repealed", period="2026")
    assert (stale["current"]["value"], stale["stale"], stale["stale_sources"]) == ("1", True, ["procedures"])
    fresh = await entries.get("/v1/figures/online", period="2026")
    assert (fresh["current"]["value"], fresh["stale"]) == ("1", False)


async def test_look_ups_are_evidence_in_cells(entries: EntryHarness) -> None:
    lookups = [completed_lookup(str(number), datetime(2026, 5, 4, 5, tzinfo=UTC)) for number in range(3)]
    await EventWriter("population_lookup").emit(entries.service, *lookups)
    (cell,) = (await entries.get("/v1/figures/lookups_answered/evidence", period="2026-05"))["items"]
    assert (cell["kind"], cell["amount"], cell["day"]) == ("lookups", "3", "2026-05-04")


@pytest.mark.parametrize(
    ("path", "params", "problem"),
    [
        ("/nothing", {"period": "2026"}, (404, "figure-not-found")),
        ("/entered.nothing", {"period": "2026"}, (404, "figure-not-found")),
        ("/decisions", {"period": "2026-13"}, (422, "period-malformed")),
        ("/decisions", {"period": "2026-02-02..2026-02-01"}, (422, "period-reversed")),
        ("/decisions", {"period": "2016-01-01..2026-01-01"}, (422, "period-too-long")),
        ("/decisions", {"period": "2026", "by": "field"}, (422, "figure-not-split")),
        ("/decisions", {"period": "2026", "by": "moon"}, (422, "malformed-request")),
        ("/decisions/evidence", {"period": "2026", "group": "H60.01"}, (422, "group-without-dimension")),
    ],
)
async def test_what_is_unknown_or_cannot_be_is_a_typed_problem(
    entries: EntryHarness, path: str, params: dict[str, str], problem: tuple[int, str]
) -> None:
    assert await refused(entries, path, **params) == problem


async def test_figures_need_the_scope_of_reports(entries: EntryHarness) -> None:
    for path in ("", "/decisions?period=2026", "/decisions/evidence?period=2026"):
        response = await entries.service.http.get(f"/v1/figures{path}", headers=entries.service.bearer("events.read"))
        assert type_of(response) == (403, "insufficient-scope")
