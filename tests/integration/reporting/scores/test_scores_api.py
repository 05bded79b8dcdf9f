"""The ranking of agencies through the HTTP API, by dated schemes, open to its parts and to the rows behind them."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec import structs
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from common.migrations.run import upgrade
from reporting.scores.api.examples import SCORE_SCHEME
from tests.support.direct_consumer import EventWriter
from tests.support.entry_requests import EntryHarness, entry_harness, type_of
from tests.support.foreign_events import result_of_review
from tests.support.law_events import recoded
from tests.support.postgres import Postgres, service_of
from tests.support.reported_dossiers import Life
from tests.support.service_harness import NOON

RECEIVED, FIRST, SECOND = date(2023, 5, 4), "H60.01", "H60.02"
TIME = ("processing_time", "working_day")


@pytest.fixture
async def entries(postgres: Postgres, tmp_path: Path) -> AsyncIterator[EntryHarness]:
    async with entry_harness(postgres, tmp_path) as harness:
        yield harness


def life(id: str, agency: str, procedure: str = "1.000101", *, late: bool = False, **parts: Any) -> Life:
    ended = date(2023, 5, 9 if late else 6)
    stated: dict[str, Any] = {"due": date(2023, 5, 8), "agency": agency, "procedure": procedure, **parts}
    return Life(id, date(2023, 5, 3), RECEIVED, ended, "done", **stated)


async def apply_dossiers(entries: EntryHarness, *lives: Life) -> None:
    await EventWriter("online_services").emit(entries.service, *(event for life in lives for event in life.events()))


async def record(entries: EntryHarness, scope: str = "scores.define", **parts: Any) -> httpx.Response:
    return await entries.post("/v1/score-schemes", {**SCORE_SCHEME, "valid_from": "2023-01-01", **parts}, scope)


async def ranking(entries: EntryHarness, scheme: str = "qd766", period: str = "2023", **params: str) -> Any:
    return await entries.get("/v1/scores", scheme=scheme, period=period, **params)


async def rows_behind(entries: EntryHarness, link: Any) -> list[Any]:
    response = await entries.service.http.get(link["path"], headers=entries.service.bearer("reports.read"))
    assert response.status_code == 200, response.text
    return list(response.json()["items"])


def ranks(body: Any) -> list[tuple[str, int | None]]:
    return [(item["agency"], item["rank"]) for item in body["items"]]


def part(item: Any, code: str) -> Any:
    return next(each for group in item["groups"] for each in group["criteria"] if each["code"] == code)


async def test_the_installed_scheme_has_the_six_groups_with_how_sure_each_is(entries: EntryHarness) -> None:
    (scheme,) = (await entries.get("/v1/score-schemes"))["items"]
    assert [group["points"] for group in scheme["groups"]] == ["18", "20", "12", "10", "18", "22"]
    assert (scheme["code"], scheme["revision"], scheme["points"]) == ("qd766", 1, "100")
    assert {group["certainty"] for group in scheme["groups"]} == {"publication"}
    assert {each["certainty"] for group in scheme["groups"] for each in group["criteria"]} == {"memory"}


async def test_agencies_are_ranked_by_their_dossiers_and_every_part_leads_to_its_rows(entries: EntryHarness) -> None:
    await apply_dossiers(
        entries,
        life("a", FIRST),
        life("b", FIRST, late=True),
        life("c", FIRST, late=True, channel="direct"),
        life("d", SECOND),
        life("e", f"{SECOND}.05", channel="direct"),
    )
    body = await ranking(entries)
    assert ranks(body) == [(SECOND, 1), (f"{SECOND}.05", 2), (FIRST, 3)]
    worst = body["items"][2]
    timely = part(worst, "timely_dossiers")
    assert timely["share"] == {"numerator": "1", "denominator": "3"}
    assert (timely["points"], timely["possible"]) == ("6.67", "20")
    assert part(worst, "timely_decisions")["possible"] == "0"
    assert sum(float(group["points"]) for group in worst["groups"]) == pytest.approx(float(worst["points"]))
    for link in timely["evidence"]:
        rows = await rows_behind(entries, link)
        assert all(row["agency"] == FIRST for row in rows)
        assert len(rows) == {"dossiers_early": 1, "dossiers_on_time": 0, "dossiers_late": 2}[link["key"]]
    below = await ranking(entries, agency=SECOND)
    assert ranks(below) == [(SECOND, 1), (f"{SECOND}.05", 2)]


async def test_entered_values_count_when_they_are_approved_and_a_missing_one_is_marked(entries: EntryHarness) -> None:
    await apply_dossiers(entries, life("a", FIRST), life("b", SECOND))
    await entries.define(
        code="satisfaction", kind="share", dimension="agency", targets=[], agencies=[FIRST], unit_vi="phiếu"
    )
    value = await entries.enter(
        "90", indicator="satisfaction", place=FIRST, denominator="100", agency=FIRST, estimated=True
    )
    assert part((await ranking(entries))["items"][0], "satisfied")["provisional"] == ["not_entered"]
    await entries.approve(value)
    first, second = (await ranking(entries))["items"]
    satisfied = part(first, "satisfied")
    assert (first["agency"], satisfied["points"], satisfied["provisional"]) == (FIRST, "16.2", ["estimated"])
    assert satisfied["share"] == {"numerator": "9", "denominator": "10"}
    missing = part(second, "satisfied")
    assert (missing["points"], missing["share"], missing["provisional"]) == ("0", None, ["not_entered"])
    assert "not_entered" in second["provisional"]


async def test_simplification_is_weighted_by_the_dossiers_of_the_last_result(entries: EntryHarness) -> None:
    await apply_dossiers(
        entries,
        *(life(f"a{number}", FIRST, "1.000101") for number in range(3)),
        life("b", FIRST, "1.000102"),
        life("c", FIRST, "1.000109"),
        life("d", SECOND, "1.000102"),
        life("e", f"{FIRST}.05", "1.000102"),
    )
    await EventWriter("procedures").emit(
        entries.service,
        result_of_review(1, "1.000101", (*TIME, "9", "10")),
        result_of_review(2, "1.000101", (*TIME, "3", "10"), ("processing_time", "month", "1", "2")),
        result_of_review(2, "1.000102", (*TIME, "0", "5")),
        result_of_review(1, "1.000102", (*TIME, "5", "5"), round="r0", compared_on=date(2022, 12, 31)),
    )
    assert (await record(entries)).status_code == 201
    body = await ranking(entries, scheme="province")
    cut = part(next(item for item in body["items"] if item["agency"] == FIRST), "time_cut")
    assert (cut["numerator"], cut["denominator"]) == (
        {"numerator": "6", "denominator": "5"},
        {"numerator": "4", "denominator": "1"},
    )
    assert cut["points"] == "40"
    (link,) = cut["evidence"]
    rows = await rows_behind(entries, link)
    assert [(row["procedure_code"], row["dossiers"], row["share"]) for row in rows] == [
        ("1.000101", 3, {"numerator": "2", "denominator": "5"}),
        ("1.000102", 1, {"numerator": "0", "denominator": "1"}),
    ]
    first = await entries.get("/v1/scores/simplification", period="2023", measure="processing_time", limit="2")
    after = await entries.get(
        "/v1/scores/simplification", period="2023", measure="processing_time", limit="2", after=first["next"]
    )
    assert [row["agency"] for row in (*first["items"], *after["items"])] == [FIRST, FIRST, f"{FIRST}.05", SECOND]


async def test_a_provisional_code_and_the_one_that_replaced_it_are_one_procedure(entries: EntryHarness) -> None:
    """Dossiers and results keep the code of their time."""
    former, code = "0.000123.H60", "1.000101"
    await apply_dossiers(entries, life("a", FIRST, former), life("b", FIRST, code), life("c", FIRST, code))
    events = result_of_review(1, former, (*TIME, "2", "10")), recoded(former, code)
    await EventWriter("procedures").emit(entries.service, *events)
    body = await entries.get("/v1/scores/simplification", period="2023", measure="processing_time")
    assert [(row["procedure_code"], row["dossiers"], row["share"]) for row in body["items"]] == [
        (code, 3, {"numerator": "1", "denominator": "5"})
    ]


def without_links(ranked: Any) -> Any:
    """What links and the moment are left out of."""
    if isinstance(ranked, dict):
        return {key: without_links(value) for key, value in ranked.items() if key not in ("evidence", "known_on")}
    return [without_links(value) for value in ranked] if isinstance(ranked, list) else ranked


async def rankings(entries: EntryHarness, **params: str) -> Any:
    return [without_links(await ranking(entries, scheme, **params)) for scheme in ("as_installed", "province")]


async def record_as_installed(entries: EntryHarness) -> None:
    """The criteria of the installed scheme, as recorded by the clock of the test."""
    (scheme,) = (await entries.get("/v1/score-schemes"))["items"]
    for code in ("dossiers_synchronised", "satisfaction"):
        share = {"kind": "share", "dimension": "agency", "unit_vi": "phiếu"}
        await entries.define(code=code, targets=[], agencies=[FIRST], **share)
    response = await record(entries, code="as_installed", groups=scheme["groups"])
    assert response.status_code == 201, response.text


async def test_scores_known_on_a_moment_are_those_of_what_was_recorded_by_then(entries: EntryHarness) -> None:
    former, code, later = "0.000123.H60", "1.000101", NOON + timedelta(days=3)
    await record_as_installed(entries)
    assert (await record(entries)).status_code == 201
    await apply_dossiers(entries, life("a", FIRST, code), life("b", FIRST, former), life("c", SECOND, code, late=True))
    await EventWriter("procedures").emit(
        entries.service, *(result_of_review(1, each, (*TIME, cut, "10")) for each, cut in ((code, "1"), (former, "5")))
    )
    before = await rankings(entries)
    value = await entries.enter("90", indicator="satisfaction", place=FIRST, denominator="100", agency=FIRST)

    entries.service.clock.moment = later
    lives = life("d", SECOND, code), life("e", SECOND, former), life("f", f"{FIRST}.05", code)
    events = [event for each in lives for event in each.events()]
    await EventWriter("online_services", 1, later).emit(entries.service, *events)
    await EventWriter("procedures", 1, later).emit(
        entries.service,
        structs.replace(result_of_review(2, code, (*TIME, "9", "10")), recorded_at=later),
        structs.replace(recoded(former, code), recorded_at=later),
    )
    await entries.approve(value)
    assert (await record(entries, replaces=1, ground="Quyết định 13/QĐ-UBND")).status_code == 201
    assert await rankings(entries, known_on=(later - timedelta(days=1)).isoformat()) == before
    now = await rankings(entries)
    assert all(of_now != of_then for of_now, of_then in zip(now, before, strict=True))
    assert await rankings(entries, known_on=(later + timedelta(days=1)).isoformat()) == now


async def test_the_same_agencies_are_ranked_with_the_moment_of_now_and_without_one(entries: EntryHarness) -> None:
    """Also those with dossiers of which none is in a number of the scheme."""
    await record_as_installed(entries)
    is_open = Life("o", date(2022, 5, 3), date(2022, 5, 4), agency=SECOND)
    unreceived = Life("w", date(2023, 5, 3), None, date(2023, 5, 5), "withdrawn", agency="H60.03")
    await apply_dossiers(entries, life("a", FIRST), is_open, unreceived)
    now = await ranking(entries, "as_installed")
    assert [agency for agency, _ in ranks(now)] == [FIRST, SECOND, "H60.03"]
    then = await ranking(entries, "as_installed", known_on=entries.service.clock.moment.isoformat())
    assert without_links(then) == without_links(now)


async def test_a_moment_in_the_future_makes_no_period_over(entries: EntryHarness) -> None:
    await record_as_installed(entries)
    await apply_dossiers(entries, Life("o", date(2026, 5, 3), date(2026, 5, 4), agency=FIRST))
    (score,) = (await ranking(entries, "as_installed", "2026", known_on="2027-01-02T00:00:00Z"))["items"]
    assert "period_not_over" in score["provisional"]


async def test_the_rows_behind_a_score_are_those_of_its_moment(entries: EntryHarness) -> None:
    await record_as_installed(entries)
    await apply_dossiers(entries, life("a", FIRST))
    later = NOON + timedelta(days=3)
    events = life("b", FIRST).events()
    await EventWriter("online_services", 1, later).emit(entries.service, *events)
    body = await ranking(entries, "as_installed", known_on=(later - timedelta(days=1)).isoformat())
    assert body["known_on"] == "2026-11-25T05:00:00Z"
    (link,) = (
        each for each in part(body["items"][0], "timely_dossiers")["evidence"] if each["key"] == "dossiers_early"
    )
    assert [row["document"] for row in await rows_behind(entries, link)] == ["H60.01-a"]


async def test_an_upgrade_takes_the_codes_that_replaced_others_from_the_kept_events(entries: EntryHarness) -> None:
    await EventWriter("procedures").emit(entries.service, recoded("0.000123.H60", "1.000101"))
    async with entries.service.runtime.engine.connect() as connection:
        await connection.execute(text("DROP TABLE projected.recoded_procedure"))
        await connection.execute(text("UPDATE alembic_version SET version_num = '0012'"))
        await upgrade(service_of("reporting"), connection, "0013")
        await connection.commit()
    rows = await entries.service.rows("SELECT former_code, procedure_code FROM projected.recoded_procedure")
    assert [tuple(row) for row in rows] == [("0.000123.H60", "1.000101")]


async def test_a_later_revision_applies_from_its_day_and_names_the_one_that_was_read(entries: EntryHarness) -> None:
    assert (await record(entries)).json()["revision"] == 1
    meanwhile = await record(entries)
    assert (type_of(meanwhile), meanwhile.json()["last"]) == ((409, "score-scheme-revised-meanwhile"), 1)
    later = await record(entries, replaces=1, valid_from="2024-01-01", ground="Quyết định 13/QĐ-UBND")
    assert (later.status_code, later.json()["revision"]) == (201, 2)
    assert [(await ranking(entries, "province", period))["scheme"]["revision"] for period in ("2023", "2024")] == [1, 2]
    response = await entries.service.http.get(
        "/v1/scores", params={"scheme": "province", "period": "2022"}, headers=entries.service.bearer("reports.read")
    )
    assert type_of(response) == (404, "score-scheme-not-found")
    page = await entries.get("/v1/score-schemes", limit="2")
    rest = await entries.get("/v1/score-schemes", limit="2", after=page["next"])
    assert [(scheme["code"], scheme["revision"]) for scheme in (*page["items"], *rest["items"])] == [
        ("province", 1),
        ("province", 2),
        ("qd766", 1),
    ]


@pytest.mark.parametrize(
    "key", ["dossiers_timely_share", "lookup_fields", "unknown", "entered.none", "simplification.x"]
)
async def test_a_number_that_no_agency_has_is_refused(entries: EntryHarness, key: str) -> None:
    groups = [{**group, "criteria": [{**group["criteria"][0], "numerator": [key]}]} for group in SCORE_SCHEME["groups"]]
    assert type_of(await record(entries, groups=groups)) == (422, "score-scheme-invalid")


async def test_schemes_are_recorded_with_a_scope_of_their_own_and_never_changed(entries: EntryHarness) -> None:
    assert type_of(await record(entries, scope="indicators.define")) == (403, "insufficient-scope")
    for table in ("score_scheme", "score_group", "score_criterion"):
        with pytest.raises(IntegrityError, match="append-only"):
            await entries.service.execute(f"DELETE FROM {table}")


async def test_what_may_still_change_is_provisional(entries: EntryHarness) -> None:
    await apply_dossiers(entries, life("a", FIRST))
    (item,) = (await ranking(entries))["items"]
    assert part(item, "timely_dossiers")["provisional"] == []
    assert part(item, "online_dossiers")["provisional"] == ["stand_in"]
    (running,) = (await ranking(entries, period="2023-05-01..2026-12-31"))["items"]
    assert part(running, "timely_dossiers")["provisional"] == ["period_not_over"]
