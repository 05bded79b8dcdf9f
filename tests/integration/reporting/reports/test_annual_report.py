"""The annual report over its real app and database, from events written by hand."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from common.contracts.online_services import OnlineServiceReviewRequested
from common.contracts.parts import Level
from common.http.pagination import cursor_of
from common.migrations.heads import is_at_head
from common.migrations.run import drift
from reporting.figures.domain.figure_names import WORDINGS
from tests.support.direct_consumer import EventWriter
from tests.support.foreign_events import annulled, completed_lookup, corrected, decision, refused_lookup, service
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

READ = "reports.read"
Report = dict[str, Any]


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        yield harness


async def report_of(harness: ServiceHarness, year: int) -> Report:
    response = await harness.http.get("/v1/reports/annual", params={"year": year}, headers=harness.bearer(READ))
    assert response.status_code == 200, response.text
    return dict(response.json())


async def figures_of(harness: ServiceHarness, year: int) -> dict[str, int]:
    return {figure["key"]: figure["value"] for figure in (await report_of(harness, year))["figures"]}


async def decisions_of(harness: ServiceHarness, year: int, **params: Any) -> Report:
    response = await harness.http.get(
        "/v1/reports/annual/decisions", params={"year": year, **params}, headers=harness.bearer(READ)
    )
    assert response.status_code == 200, response.text
    return dict(response.json())


async def test_a_year_without_events_has_every_figure_at_zero(harness: ServiceHarness) -> None:
    report = await report_of(harness, 2023)
    assert {figure["value"] for figure in report["figures"]} == {0}
    assert [figure["key"] for figure in report["figures"]] == list(WORDINGS)
    assert report["by_agency"] == report["by_level"] == []
    assert all(
        figure[part]
        for figure in report["figures"]
        for part in ("name_vi", "name_en", "definition_vi", "definition_en")
    )


async def test_items_are_counted_by_kind_once_each_and_years_go_by_the_signing_day(harness: ServiceHarness) -> None:
    await EventWriter("procedures").emit(
        harness,
        *decision(1, date(2022, 12, 31), ("introduce", "1.000009")),
        *decision(
            2, date(2023, 1, 1), ("introduce", "1.000001"), ("amend", "1.000002"), ("replace", "1.000003", "1.000004")
        ),
        *decision(3, date(2023, 12, 31), ("replace", "1.000005"), ("repeal", "1.000006"), ("repeal", "1.000007")),
        *decision(4, date(2024, 1, 1), ("repeal", "1.000008")),
    )
    figures = await figures_of(harness, 2023)
    expected = {"decisions": 2, "agencies": 1, "procedures": 6, "introduced": 1, "changed": 3, "repealed": 2}
    assert {key: figures[key] for key in expected} == expected
    assert ((await figures_of(harness, 2022))["introduced"], (await figures_of(harness, 2024))["repealed"]) == (1, 1)


async def test_items_that_leave_the_law_as_it_is_have_figures_of_their_own(harness: ServiceHarness) -> None:
    lines = [("standardise", "1.000001"), ("designate", "1.000001"), ("designate", "1.000002"), ("confirm", "1.000003")]
    await EventWriter("procedures").emit(harness, *decision(1, date(2023, 2, 1), *lines))
    figures = await figures_of(harness, 2023)
    expected = {"standardised": 1, "designated": 2, "confirmed": 1, "procedures": 0, "declared_online": 0}
    assert {key: figures[key] for key in expected} == expected
    assert (await report_of(harness, 2023))["by_kind"] == {"confirm": 1, "designate": 2, "standardise": 1}


async def test_the_opening_catalogue_is_not_work_of_the_year(harness: ServiceHarness) -> None:
    opening = decision(1, date(2023, 2, 1), ("introduce", "1.000001"), topics=["opening_catalogue"], processes=[True])
    await EventWriter("procedures").emit(harness, *opening, *decision(2, date(2023, 3, 1), ("amend", "1.000001")))
    report = await report_of(harness, 2023)
    assert report["by_kind"] == {"amend": 1}
    assert [row["decisions"] for row in report["by_agency"]] == [1]
    assert (await figures_of(harness, 2023))["processes"] == 0
    assert len((await decisions_of(harness, 2023))["items"]) == 1


async def test_items_about_procedures_older_than_the_register_are_counted(harness: ServiceHarness) -> None:
    *items, published = decision(
        1,
        date(2023, 2, 1),
        ("amend", "1.000001"),
        ("replace", "1.000002"),
        ("repeal", "1.000003"),
        ("repeal", "1.000004"),
    )
    older = [structs.replace(item, predecessor_unrecorded=True) for item in items[:3]]
    await EventWriter("procedures").emit(harness, *older, items[3], published)
    figures = await figures_of(harness, 2023)
    assert (figures["unrecorded_predecessors"], figures["procedures"]) == (3, 4)


async def test_a_decision_counts_as_a_whole_or_not_at_all(harness: ServiceHarness) -> None:
    scribe, events = (
        EventWriter("procedures"),
        decision(1, date(2023, 2, 1), ("introduce", "1.000001"), processes=[False]),
    )
    await scribe.emit(harness, *events[:-1])
    assert set((await figures_of(harness, 2023)).values()) == {0}
    await scribe.emit(harness, events[-1])
    assert (await figures_of(harness, 2023))["introduced"] == 1


async def test_topics_processes_and_late_decisions_are_counted(harness: ServiceHarness) -> None:
    await EventWriter("procedures").emit(
        harness,
        *decision(
            1, date(2023, 2, 1), ("amend", "1.000001"), topics=["household_book"], processes=[False, True], late=True
        ),
        *decision(2, date(2023, 2, 2), ("amend", "1.000002"), topics=["household_book", "essential_services"]),
        *decision(3, date(2023, 2, 3), of="H60.03", processes=[False]),
    )
    figures = await figures_of(harness, 2023)
    expected = {
        "household_book_decisions": 2,
        "essential_decisions": 1,
        "processes": 3,
        "inter_agency_processes": 1,
        "late_decisions": 1,
        "agencies": 2,
    }
    assert {key: figures[key] for key in expected} == expected
    rows = {row["agency_code"]: row for row in (await report_of(harness, 2023))["by_agency"]}
    assert (rows["H60.03"]["decisions"], rows["H60.03"]["internal_processes"], rows["H60.03"]["items"]) == (1, 1, {})


@pytest.mark.parametrize(
    ("decisions", "services"),
    [
        ([[("amend", "1.000001"), ("amend", "1.000002")], [("amend", "1.000001")]], 2),
        ([[("replace", "1.000001", "1.000002")], [("amend", "1.000002")]], 1),
        ([[("amend", "1.000001")], [("replace", "1.000001", "1.000002")]], 1),
        ([[("replace", "1.000001", "1.000002")], [("replace", "1.000002", "1.000003")], [("amend", "1.000003")]], 1),
        ([], 0),
    ],
    ids=["touched twice", "amended as successor", "replaced after", "replaced twice", "none"],
)
async def test_an_essential_service_counts_once_however_many_decisions_concern_it(
    harness: ServiceHarness, decisions: list[list[tuple[str, str]]], services: int
) -> None:
    topics = ["essential_services"]
    published = [
        decision(number, date(2023, 3, number), *lines, topics=topics) for number, lines in enumerate(decisions, 1)
    ]
    other = decision(9, date(2023, 3, 9), ("amend", "1.000077"))
    await EventWriter("procedures").emit(harness, *(event for events in (*published, other) for event in events))
    assert (await figures_of(harness, 2023))["essential_services"] == services


async def test_services_count_at_their_level_on_the_last_day_even_under_review(
    harness: ServiceHarness,
) -> None:
    await EventWriter("online_services").emit(
        harness,
        service("always", ("full", "2022-01-01", None)),
        service("raised", ("partial", "2022-01-01", "2023-12-31"), ("full", "2023-12-31", None)),
        service("raised later", ("partial", "2022-01-01", "2024-01-01"), ("full", "2024-01-01", None)),
        service("withdrawn that day", ("full", "2022-01-01", "2023-12-31")),
        service("withdrawn the day after", ("partial", "2022-01-01", "2024-01-01")),
        service("not yet", ("full", "2024-01-01", None)),
        service(
            "reviewed",
            ("partial", "2023-05-01", None),
            review=True,
            type=OnlineServiceReviewRequested,
            handled_at=[Level.COMMUNE],
        ),
    )
    by_year = {year: await figures_of(harness, year) for year in (2021, 2022, 2023, 2024)}
    counted = {year: (figures["online_full"], figures["online_partial"]) for year, figures in by_year.items()}
    assert counted == {2021: (0, 0), 2022: (2, 3), 2023: (2, 3), 2024: (4, 1)}
    assert by_year[2023]["online"] == 5
    levels = {row["level"]: row["online"] for row in (await report_of(harness, 2023))["by_level"]}
    assert levels == {"province": {"full": 2, "partial": 2}, "commune": {"partial": 1}}


async def test_declared_procedures_are_counted_by_level_and_are_not_published_again(harness: ServiceHarness) -> None:
    topics = ["online_declaration"]
    await EventWriter("procedures").emit(
        harness,
        *decision(1, date(2024, 2, 1), ("declare_online", "1.000001"), ("declare_online", "1.000002"), topics=topics),
        *decision(
            2, date(2024, 3, 1), ("declare_online", "1.000003"), topics=topics, levels=[Level.COMMUNE, Level.DISTRICT]
        ),
        *decision(
            3, date(2024, 3, 2), ("declare_online", "1.000004"), of="H60.03", topics=topics, levels=[Level.COMMUNE]
        ),
    )
    figures = await figures_of(harness, 2024)
    expected = {
        "procedures": 0,
        "declaring_decisions": 3,
        "declaring_agencies": 2,
        "declared_online": 4,
        "declared_province": 2,
        "declared_district": 1,
        "declared_commune": 1,
    }
    assert {key: figures[key] for key in expected} == expected


async def test_lookups_are_counted_by_the_local_day(harness: ServiceHarness) -> None:
    last, next = datetime(2023, 12, 31, 16, 59, tzinfo=UTC), datetime(2023, 12, 31, 17, 0, tzinfo=UTC)
    lookups = (
        completed_lookup("a", last),
        completed_lookup("b", last, matched=False),
        refused_lookup("c", last),
        refused_lookup("d", next, "not-your-agency"),
    )
    await EventWriter("population_lookup").emit(harness, *lookups)
    counted = {year: await figures_of(harness, year) for year in (2023, 2024)}
    assert [(figures["lookups_answered"], figures["lookups_refused"]) for figures in counted.values()] == [
        (2, 1),
        (0, 1),
    ]


async def test_the_tables_add_up_to_the_figures(harness: ServiceHarness) -> None:
    kinds = ("introduce", "amend", "repeal", "declare_online")
    decisions = [
        decision(
            number,
            date(2023, 1 + number % 12, 1),
            *((kinds[(number + line) % 4], f"1.{number:03d}{line:03d}") for line in range(number % 5)),
            of=f"H60.0{1 + number % 3}",
            levels=[list(Level)[1 + number % 3]],
            processes=[True] * (number % 3),
        )
        for number in range(1, 40)
    ]
    await EventWriter("procedures").emit(harness, *(event for events in decisions for event in events), batch=17)
    offered = [
        service(f"s{number}", ("full" if number % 3 else "partial", "2022-01-01", None), of=f"H60.0{1 + number % 3}")
        for number in range(20)
    ]
    await EventWriter("online_services").emit(harness, *offered)
    report = await report_of(harness, 2023)
    figures = {figure["key"]: figure["value"] for figure in report["figures"]}
    by_agency, by_level = report["by_agency"], report["by_level"]
    assert sum(row["decisions"] for row in by_agency) == figures["decisions"] == 39
    assert sum((Counter(row["items"]) for row in by_agency), Counter()) == Counter(report["by_kind"])
    assert sum((Counter(row["items"]) for row in by_level), Counter()) == Counter(report["by_kind"])
    assert sum(row["internal_processes"] + row["inter_agency_processes"] for row in by_agency) == figures["processes"]
    online = {"full": figures["online_full"], "partial": figures["online_partial"]}
    assert sum((Counter(row["online"]) for row in by_agency), Counter()) == online
    assert sum((Counter(row["online"]) for row in by_level), Counter()) == online


async def test_later_annulments_and_corrections_are_counted_separately(
    harness: ServiceHarness,
) -> None:
    events = decision(
        1, date(2023, 6, 1), ("repeal", "1.000001"), ("amend", "1.000002"), ("declare_online", "1.000003")
    )
    scribe = EventWriter("procedures")
    await scribe.emit(harness, *events)
    before = await figures_of(harness, 2023)
    later = (annulled(events, 1), annulled(events, 3), corrected(events, 2), corrected(events, 2, by="again"))
    await scribe.emit(harness, *later)
    assert {key: value for key, value in (await figures_of(harness, 2023)).items() if value != before[key]} == {
        "annulled_items": 2,
        "corrected_items": 1,
    }
    (row,) = (await decisions_of(harness, 2023))["items"]
    assert (row["items"], row["annulled_items"], row["corrected_items"]) == (
        {"repeal": 1, "amend": 1, "declare_online": 1},
        2,
        1,
    )


async def test_processes_of_an_annulled_decision_are_counted_separately(
    harness: ServiceHarness,
) -> None:
    whole = decision(1, date(2023, 6, 1), ("amend", "1.000001"), processes=[False, True])
    part = decision(2, date(2023, 6, 2), ("amend", "1.000002"), processes=[False])
    bare = decision(3, date(2023, 6, 3), processes=[False])
    scribe = EventWriter("procedures")
    await scribe.emit(harness, *whole, *part, *bare)
    before = await figures_of(harness, 2023)
    await scribe.emit(
        harness, annulled(whole, 1, entire_decision=True), annulled(part, 1), annulled(bare, entire_decision=True)
    )
    assert {key: value for key, value in (await figures_of(harness, 2023)).items() if value != before[key]} == {
        "annulled_items": 2,
        "annulled_processes": 3,
    }
    rows = (await decisions_of(harness, 2023))["items"]
    assert [(row["processes"], row["annulled_processes"]) for row in rows] == [(2, 2), (1, 0), (1, 1)]


async def test_the_decisions_behind_a_figure_are_listed_page_by_page_and_add_up_to_it(harness: ServiceHarness) -> None:
    decisions = [
        decision(number, date(2023, 6, 1 + number // 4), ("repeal" if number % 2 else "amend", f"1.{number:06d}"))
        for number in range(11)
    ]
    await EventWriter("procedures").emit(harness, *(event for events in decisions for event in events))
    listed, after = [], None
    for _ in range(9):
        page = await decisions_of(harness, 2023, kind="repeal", limit=2, **({"after": after} if after else {}))
        listed += page["items"]
        if (after := page["next"]) is None:
            break
    assert len({row["decision_id"] for row in listed}) == len(listed) == 5
    assert [row["signed_on"] for row in listed] == sorted(row["signed_on"] for row in listed)
    assert sum(row["items"]["repeal"] for row in listed) == (await figures_of(harness, 2023))["repealed"]


async def test_the_list_is_filtered_by_agency_and_topic_and_shows_the_contribution_of_each_decision(
    harness: ServiceHarness,
) -> None:
    await EventWriter("procedures").emit(
        harness,
        *decision(
            1,
            date(2023, 6, 1),
            ("amend", "1.000001"),
            ("repeal", "1.000002"),
            topics=["household_book"],
            processes=[True],
        ),
        *decision(2, date(2023, 6, 2), ("amend", "1.000003"), of="H60.03", topics=["household_book"]),
        *decision(3, date(2023, 6, 3), processes=[False]),
    )
    (row,) = (await decisions_of(harness, 2023, agency="H60.02", topic="household_book"))["items"]
    assert (row["number"], row["items"], row["processes"], row["topics"]) == (
        "1/QĐ-UBND",
        {"amend": 1, "repeal": 1},
        1,
        ["household_book"],
    )
    (last,) = [row for row in (await decisions_of(harness, 2023))["items"] if row["number"] == "3/QĐ-UBND"]
    assert (last["items"], last["processes"]) == ({}, 1)


async def test_the_response_states_the_counted_position_and_a_reader_may_require_one(harness: ServiceHarness) -> None:
    await EventWriter("procedures").emit(harness, *decision(1, date(2023, 2, 1), ("amend", "1.000001")))
    await EventWriter("online_services").emit(harness, service("one", ("full", "2022-01-01", None)))
    fresh = {**harness.bearer(READ), "Event-Position-At-Least": "procedures/0:2"}
    for path in ("/v1/reports/annual", "/v1/reports/annual/decisions"):
        response = await harness.http.get(path, params={"year": 2023}, headers=fresh)
        assert response.headers["Event-Position"] == "online_services/0:1, procedures/0:2"


async def test_an_unchanged_report_is_not_sent_again(harness: ServiceHarness) -> None:
    scribe = EventWriter("procedures")
    await scribe.emit(harness, *decision(1, date(2023, 2, 1), ("amend", "1.000001")))
    first = await harness.http.get("/v1/reports/annual?year=2023", headers=harness.bearer(READ))
    headers = {**harness.bearer(READ), "If-None-Match": first.headers["ETag"]}
    assert (await harness.http.get("/v1/reports/annual?year=2023", headers=headers)).status_code == 304
    await scribe.emit(harness, *decision(2, date(2023, 2, 2), ("amend", "1.000002")))
    assert (await harness.http.get("/v1/reports/annual?year=2023", headers=headers)).status_code == 200


@pytest.mark.parametrize("path", ["/v1/reports/annual?year=2023", "/v1/reports/annual/decisions?year=2023"])
async def test_reports_require_the_scope_of_their_readers(harness: ServiceHarness, path: str) -> None:
    assert (await harness.http.get(path)).status_code == 401
    wrong = await harness.http.get(path, headers=harness.bearer("decisions.publish", "events.read"))
    assert (wrong.status_code, wrong.json()["type"], wrong.json()["scope"]) == (
        403,
        "urn:congbo:problem:insufficient-scope",
        READ,
    )


@pytest.mark.parametrize("year", ["", "1999", "2101", "2023.5", "next", "-1"])
async def test_an_invalid_year_is_refused(harness: ServiceHarness, year: str) -> None:
    response = await harness.http.get("/v1/reports/annual", params={"year": year}, headers=harness.bearer(READ))
    assert (response.status_code, response.json()["type"]) == (422, "urn:congbo:problem:malformed-request")


@pytest.mark.parametrize("key", [["2023-06-01"], ["yesterday", "a"], [1, 2], ["2023-06-01", "a\0"]])
async def test_the_cursor_of_another_list_is_refused(harness: ServiceHarness, key: list[Any]) -> None:
    params = {"year": "2023", "after": cursor_of(key)}
    response = await harness.http.get("/v1/reports/annual/decisions", params=params, headers=harness.bearer(READ))
    assert (response.status_code, response.json()["type"]) == (400, "urn:congbo:problem:malformed-cursor")


async def test_the_schema_is_what_the_code_declares(harness: ServiceHarness) -> None:
    async with harness.runtime.engine.connect() as connection:
        assert await is_at_head(harness.runtime.service, connection)
        assert await drift(harness.runtime.service, connection) == []
