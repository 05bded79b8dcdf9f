"""The API of publication channels: due days, the evidence of officers, what is overdue, and the calendar below it."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from common.delivery.pusher import Pusher
from common.metrics import registry
from procedures.calendar.api.examples import CALENDAR
from procedures.cli.calendar_command import fill
from procedures.publication_channels.api.examples import CHANNELS, DEADLINE, EVIDENCE
from procedures.publication_channels.clients.channel_pusher import CHANNEL_RECEIVERS
from tests.support.channel import connect_channel
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    CATALOGUE,
    DRAFT,
    PUBLISH,
    ProceduresHarness,
    item,
    problem,
    procedures_harness,
)

A, B = "1.000101", "1.000102"
LAW_15 = {"number": "1/2026/NĐ-CP", "title": "Nghị định", "issued_on": "2026-11-20", "effective_on": "2026-12-01"}
UNKNOWN = "01990000-0000-7000-8000-000000000000"
ALL = ["national_database", "office_posting", "provincial_portal", "e_gazette", "service_portal"]


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def on_channels(harness: ProceduresHarness, id: str) -> dict[str, dict[str, Any]]:
    return {
        publication["channel"]: publication
        for publication in (await harness.get(f"/v1/decisions/{id}/channels"))["items"]
    }


async def post(harness: ProceduresHarness, path: str, body: dict[str, Any], *scopes: str, **headers: str) -> Any:
    return await harness.http.post(path, json=body, headers=harness.service.bearer(*scopes) | headers)


async def evidence(harness: ProceduresHarness, id: str, code: str = "office_posting", **parts: Any) -> Any:
    return await post(
        harness,
        f"/v1/decisions/{id}/channels/{code}/evidence",
        {"shown_on": "2026-11-23", "note": "đã niêm yết", **parts},
        PUBLISH,
    )


async def test_a_published_decision_goes_to_every_channel_the_mandatory_ones_first(harness: ProceduresHarness) -> None:
    decision = await harness.publish(item("introduce", A, "2027-01-01"), signed_on="2026-11-23", legal_documents=[])
    publications = await on_channels(harness, decision["id"])
    assert list(publications) == ALL
    assert [publication["mandatory"] for publication in publications.values()] == [True, True, True, False, False]
    assert {publication["state"] for publication in publications.values()} == {"due"}
    assert (await harness.get("/v1/decisions"))["items"][0]["timeliness"] is None


@pytest.mark.parametrize(("shortened", "due_on"), [(False, "2026-12-01"), (True, "2026-11-26")])
async def test_the_national_database_has_five_working_days_two_in_the_shortened_procedure(
    harness: ProceduresHarness, shortened: bool, due_on: str
) -> None:
    """24 November 2026 is the first Vietnam Cultural Day."""
    decision = await harness.publish(item("introduce", A, "2027-01-01"), signed_on="2026-11-23", shortened=shortened)
    publication = (await on_channels(harness, decision["id"]))["national_database"]
    assert (publication["due_on"], publication["article"], publication["in_time"]) == (
        due_on,
        "Điều 24 khoản 2 NĐ 63/2010/NĐ-CP",
        None,
    )
    assert (await on_channels(harness, decision["id"]))["e_gazette"]["due_on"] is None


@pytest.mark.parametrize(
    ("signed_on", "shortened", "due_on", "in_time"),
    [
        ("2026-11-23", False, "2026-11-26", True),
        ("2026-11-23", True, "2026-11-23", True),
        ("2026-11-22", True, "2026-11-23", True),
    ],
)
async def test_a_decision_is_judged_against_article_15(
    harness: ProceduresHarness, signed_on: str, shortened: bool, due_on: str, in_time: bool
) -> None:
    fields = {"signed_on": signed_on, "shortened": shortened, "legal_documents": [LAW_15]}
    published = await harness.publish(item("introduce", A, "2026-12-01"), **fields)
    assert published["timeliness"] == {"due_on": due_on, "in_time": in_time, "article": "Điều 15 NĐ 63/2010/NĐ-CP"}
    shown = await harness.get(f"/v1/decisions/{published['id']}")
    assert (shown["timeliness"], shown["shortened"]) == (published["timeliness"], shortened)


async def test_a_decision_signed_after_its_document_took_effect_is_late_and_published_all_the_same(
    harness: ProceduresHarness,
) -> None:
    published = await harness.publish(item("introduce", A))
    assert (published["timeliness"]["due_on"], published["timeliness"]["in_time"]) == ("2022-12-27", False)


async def test_a_decision_on_processes_only_goes_to_no_channel_and_a_draft_is_not_shown(
    harness: ProceduresHarness,
) -> None:
    draft = await harness.draft(item("introduce", A))
    assert (await harness.http.get(f"/v1/decisions/{draft['id']}/channels")).status_code == 404
    await harness.post_publish(draft["id"])
    process = {"code": "QT.7", "procedure_code": A, "name": "Quy trình", "agency_code": "H60.01"}
    decision = await harness.publish(processes=[process])
    assert await on_channels(harness, decision["id"]) == {}


async def test_a_back_entered_decision_keeps_its_stated_day_and_is_never_pushed(harness: ProceduresHarness) -> None:
    await connect_channel(harness, "national_database", "http://127.0.0.1:9/")
    old = {"back_entered": True, "signed_on": "2023-01-19"}
    in_time = await harness.publish(item("introduce", A), published_on="2023-02-02", **old)
    late = await harness.publish(item("introduce", B), published_on="2023-02-03", **old)
    publications = [(await on_channels(harness, decision["id"]))["national_database"] for decision in (in_time, late)]
    assert [(row["state"], row["due_on"], row["shown_on"], row["in_time"]) for row in publications] == [
        ("stated", "2023-02-02", "2023-02-02", True),
        ("stated", "2023-02-02", "2023-02-03", False),
    ]
    assert await harness.service.rows("SELECT 1 FROM channel_publication WHERE state = 'due'") == []
    assert (await evidence(harness, late["id"], "national_database", shown_on="2023-01-30")).status_code == 200
    assert (await on_channels(harness, late["id"]))["national_database"]["in_time"] is True


async def test_posting_at_the_agency_is_evidenced_by_an_officer_with_author_and_time(
    harness: ProceduresHarness,
) -> None:
    decision = await harness.publish(item("introduce", A, "2027-01-01"), signed_on="2026-11-20", legal_documents=[])
    response = await evidence(harness, decision["id"], shown_on="2026-11-21", url="https://portal.example/anh.jpg")
    assert response.json() == {
        "channel": "office_posting",
        "state": "evidenced",
        "due_on": None,
        "shown_on": "2026-11-21",
    }
    publication = (await on_channels(harness, decision["id"]))["office_posting"]
    assert publication["evidence"] == {
        "url": "https://portal.example/anh.jpg",
        "note": "đã niêm yết",
        "by_officer": True,
    }
    (row,) = await harness.service.rows(
        "SELECT evidenced_by, evidenced_at FROM channel_publication WHERE state = 'evidenced'"
    )
    assert tuple(row) == ("officer-1", harness.service.clock.now())
    assert problem(await evidence(harness, decision["id"]))["type"] == "already-published-on-channel"


async def test_evidence_that_is_repeated_is_recorded_once(harness: ProceduresHarness) -> None:
    decision = await harness.publish(item("introduce", A, "2027-01-01"), signed_on="2026-11-20", legal_documents=[])
    path, key = f"/v1/decisions/{decision['id']}/channels/office_posting/evidence", {"Idempotency-Key": "once"}
    first = await post(harness, path, EVIDENCE, PUBLISH, **key)
    repeated = await post(harness, path, EVIDENCE, PUBLISH, **key)
    assert (first.status_code, repeated.status_code, repeated.json()) == (200, 200, first.json())


@pytest.mark.parametrize(
    ("code", "change", "type"),
    [
        ("office_posting", {"shown_on": "2026-11-24"}, "evidence-day-out-of-range"),
        ("office_posting", {"shown_on": "2023-01-14"}, "evidence-day-out-of-range"),
        ("bulletin", {}, "not-published-on-channel"),
        ("office_posting", {"note": None}, "malformed-request"),
        ("office_posting", {"url": "ftp://portal.example"}, "malformed-request"),
    ],
)
async def test_impossible_evidence_is_refused(
    harness: ProceduresHarness, code: str, change: dict[str, Any], type: str
) -> None:
    decision = await harness.publish(item("introduce", A))
    assert problem(await evidence(harness, decision["id"], code, **change))["type"] == type


async def test_what_is_overdue_is_listed_the_longest_first_and_counted(harness: ProceduresHarness) -> None:
    late = await harness.publish(item("introduce", A, "2027-01-01"), signed_on="2026-11-02")
    later = await harness.publish(item("introduce", B, "2027-01-01"), signed_on="2026-11-05")
    await harness.publish(item("amend", A, "2027-02-01"), signed_on="2026-11-23")
    listed = await harness.http.get(
        "/v1/publication-channels/overdue", params={"limit": "1"}, headers=harness.service.bearer(PUBLISH)
    )
    (first,), cursor = listed.json()["items"], listed.json()["next"]
    assert (first["decision"]["id"], first["channel"], first["due_on"], first["circuit"]) == (
        late["id"],
        "national_database",
        "2026-11-09",
        "closed",
    )
    rest = await harness.http.get(
        "/v1/publication-channels/overdue", params={"after": cursor}, headers=harness.service.bearer(PUBLISH)
    )
    assert [row["decision"]["id"] for row in rest.json()["items"]] == [later["id"]]
    assert (await on_channels(harness, late["id"]))["national_database"]["in_time"] is False

    async def never(_: Any) -> Any:
        raise AssertionError

    await Pusher(harness.service.runtime, never, CHANNEL_RECEIVERS).measure()
    assert registry.get_sample_value("congbo_channel_overdue_publications", {"channel": "national_database"}) == 2
    await evidence(harness, late["id"], "national_database", shown_on="2026-11-20")
    left = await harness.http.get("/v1/publication-channels/overdue", headers=harness.service.bearer(PUBLISH))
    assert [row["decision"]["id"] for row in left.json()["items"]] == [later["id"]]


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("POST", "/v1/calendar", CATALOGUE),
        ("POST", "/v1/publication-channels", CATALOGUE),
        ("POST", "/v1/publication-deadlines", CATALOGUE),
        ("GET", "/v1/publication-channels/overdue", PUBLISH),
        ("POST", f"/v1/decisions/{UNKNOWN}/channels/office_posting/evidence", PUBLISH),
        ("POST", f"/v1/decisions/{UNKNOWN}/channels/office_posting/retry", PUBLISH),
    ],
)
async def test_every_endpoint_requires_its_own_scope(
    harness: ProceduresHarness, method: str, path: str, scope: str
) -> None:
    others = {CATALOGUE, DRAFT, PUBLISH} - {scope}
    assert (await harness.http.request(method, path, json={})).status_code == 401
    wrong = problem(await harness.http.request(method, path, json={}, headers=harness.service.bearer(*others)))
    assert (wrong["status"], wrong["type"], wrong["scope"]) == (403, "insufficient-scope", scope)
    assert (await harness.http.request(method, path, json={}, headers=harness.service.bearer(scope))).status_code in (
        200,
        404,
        422,
    )


async def test_channels_are_public_but_not_their_addresses(harness: ProceduresHarness) -> None:
    assert (await post(harness, "/v1/publication-channels", CHANNELS, CATALOGUE)).json() == {"recorded": 1}
    body = await harness.get("/v1/publication-channels")
    assert [channel["code"] for channel in body["items"]] == ALL
    portal, database = body["items"][2], body["items"][0]
    assert (portal["connected"], database["connected"]) == (True, False)
    assert not {"url", "secret_name"} & set(portal)
    assert [(row["days"], row["day_kind"], row["shortened"]) for row in database["deadlines"]] == [
        (5, "working", False),
        (2, "working", True),
        (5, "working", False),
    ]
    assert [(row["days"], row["anchor"]) for row in body["decision"]] == [
        (5, "legal_document_effective_on"),
        (3, "legal_document_issued_on"),
    ]


async def test_a_province_sets_a_deadline_of_its_own(harness: ProceduresHarness) -> None:
    before = await harness.publish(item("introduce", A, "2027-01-01"), signed_on="2026-11-23")
    assert (await post(harness, "/v1/publication-deadlines", DEADLINE, CATALOGUE)).json() == {"recorded": 1}
    after = await harness.publish(item("introduce", B, "2027-01-01"), signed_on="2026-11-23")
    rows = [(await on_channels(harness, decision["id"]))["provincial_portal"] for decision in (before, after)]
    assert [(row["due_on"], row["article"]) for row in rows] == [(None, None), ("2026-11-27", DEADLINE["article"])]
    assert (await harness.get("/v1/publication-channels"))["items"][2]["deadlines"][0]["days"] == 3
    unknown = problem(await post(harness, "/v1/publication-deadlines", {**DEADLINE, "channel": "nowhere"}, CATALOGUE))
    assert (unknown["status"], unknown["type"]) == (409, "unknown-channel")


async def test_a_channel_is_used_while_it_is_valid(harness: ProceduresHarness) -> None:
    past = {"code": "bulletin", "name": "Bản tin", "method": "evidence", "valid_to": "2026-11-23"}
    coming = {"code": "app", "name": "Ứng dụng", "method": "evidence", "valid_from": "2026-11-24"}
    assert (await post(harness, "/v1/publication-channels", {"channels": [past, coming]}, CATALOGUE)).status_code == 200
    decision = await harness.publish(item("introduce", A))
    assert set(await on_channels(harness, decision["id"])) == set(ALL)


@pytest.mark.parametrize(
    "change",
    [{"url": "file:///etc/passwd"}, {"secret_name": "../portal"}, {"secret_name": None}, {"method": "evidence"}],
)
async def test_a_channel_has_an_http_address_and_the_name_of_a_secret(
    harness: ProceduresHarness, change: dict[str, Any]
) -> None:
    body = {"channels": [{**CHANNELS["channels"][0], **change}]}
    assert problem(await post(harness, "/v1/publication-channels", body, CATALOGUE))["status"] == 422


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.5", "[::1]", "[::ffff:10.0.0.5]", "0x7f.1", "2130706433"])
async def test_an_internal_address_is_refused_when_it_is_recorded_and_with_it_all_channels_of_the_request(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.delenv("CHANNEL_ALLOW_PRIVATE_ADDRESSES", raising=False)
    async with procedures_harness(postgres, tmp_path) as harness:
        coming = {"code": "app", "name": "Ứng dụng", "method": "evidence"}
        channel = {**CHANNELS["channels"][0], "url": f"https://{host}/push"}
        body = {"channels": [coming, channel]}
        refusal = problem(await post(harness, "/v1/publication-channels", body, CATALOGUE))
        assert (refusal["status"], refusal["type"]) == (409, "address-not-public")
        assert refusal["code"] == channel["code"]
        items = (await harness.get("/v1/publication-channels"))["items"]
        assert [(item["code"], item["connected"]) for item in items] == [(code, False) for code in ALL]
        public = {"channels": [coming, {**channel, "url": "https://203.0.114.1/push"}]}
        assert (await post(harness, "/v1/publication-channels", public, CATALOGUE)).json() == {"recorded": 2}


async def working(harness: ProceduresHarness, year: int) -> dict[str, tuple[bool, bool]]:
    return {
        day["day"]: (day["working"], day["by_officer"])
        for day in (await harness.get("/v1/calendar", year=str(year)))["items"]
    }


async def test_days_of_an_officer_override_those_of_the_library_in_any_order(
    harness: ProceduresHarness,
) -> None:
    assert (await post(harness, "/v1/calendar", CALENDAR, CATALOGUE)).json() == {"recorded": 1}
    for _ in range(2):
        assert await fill(harness.service.runtime, ["--from", "2024", "--to", "2026"]) == 0
    revised = {"days": [{"day": "2025-04-26", "working": False, "note": "không làm bù"}]}
    await post(harness, "/v1/calendar", revised, CATALOGUE)
    days = await working(harness, 2025)
    assert (days["2025-04-26"], days["2025-01-29"]) == ((False, True), (False, False))
    rows = await harness.service.rows(
        "SELECT count(*) AS rows, count(DISTINCT day) AS days FROM calendar_day WHERE NOT by_officer"
    )
    assert rows[0].rows == rows[0].days


async def test_a_day_that_the_library_drops_counts_by_its_weekday_again(harness: ProceduresHarness) -> None:
    await harness.service.execute(
        "INSERT INTO calendar_day (day, working, note, by_officer, recorded_by, recorded_at)"
        " VALUES ('2025-03-05', false, 'nhầm', false, 'holidays 0.1', now())"
    )
    assert (await working(harness, 2025))["2025-03-05"] == (False, False)
    await fill(harness.service.runtime, ["--from", "2025", "--to", "2025"])
    assert (await working(harness, 2025))["2025-03-05"] == (True, False)


async def test_a_deadline_that_is_recorded_never_moves(harness: ProceduresHarness) -> None:
    decision = await harness.publish(item("introduce", A, "2027-01-01"), signed_on="2026-11-23")
    days = [{"day": str(date(2026, 11, 25) + timedelta(days=n)), "working": False, "note": "bão lũ"} for n in range(5)]
    await post(harness, "/v1/calendar", {"days": days}, CATALOGUE)
    assert (await on_channels(harness, decision["id"]))["national_database"]["due_on"] == "2026-12-01"
    other = await harness.publish(item("introduce", B, "2027-01-01"), signed_on="2026-11-23")
    assert (await on_channels(harness, other["id"]))["national_database"]["due_on"] == "2026-12-04"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE channel_publication SET due_on = '2030-01-01', article = 'x'",
        "DELETE FROM channel_publication",
        "UPDATE calendar_day SET working = true",
        "DELETE FROM publication_channel",
        "UPDATE decision SET shortened = true",
    ],
)
async def test_what_deadlines_depend_on_cannot_be_changed(harness: ProceduresHarness, change: str) -> None:
    await harness.publish(item("introduce", A))
    with pytest.raises(DBAPIError, match=r"append-only|never change|changes in one way only"):
        await harness.service.rows(change)
