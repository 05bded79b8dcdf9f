"""Scopes of the API of this service, normalised and refused bodies, and repeated requests."""

import unicodedata
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from procedures.decisions.api.examples import DECISION
from procedures.registers.api.examples import AGENCIES, FIELDS
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    BACK_ENTER,
    CATALOGUE,
    DRAFT,
    LAW,
    PUBLISH,
    ProceduresHarness,
    content,
    item,
    problem,
    procedures_harness,
)

A, B = "1.000101", "1.000102"
UNLISTED_DATA = {"name": "Thẻ", "replaced_by_data": {"database": "population", "fields": ["sex"]}}
NOBODY = "01990000-0000-7000-8000-000000000000"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("POST", "/v1/agencies", CATALOGUE),
        ("POST", "/v1/fields", CATALOGUE),
        ("POST", "/v1/decisions", DRAFT),
        ("DELETE", f"/v1/decisions/{NOBODY}", DRAFT),
        ("POST", f"/v1/decisions/{NOBODY}/publish", PUBLISH),
    ],
)
async def test_every_change_needs_its_own_scope(harness: ProceduresHarness, method: str, path: str, scope: str) -> None:
    others = {CATALOGUE, DRAFT, PUBLISH, BACK_ENTER, "events.read"} - {scope}
    without = await harness.http.request(method, path, json={})
    assert (without.status_code, problem(without)["type"]) == (401, "token-missing")
    wrong = problem(await harness.http.request(method, path, json={}, headers=harness.service.bearer(*others)))
    assert (wrong["status"], wrong["type"], wrong["scope"]) == (403, "insufficient-scope", scope)
    right = await harness.http.request(method, path, json={}, headers=harness.service.bearer(scope))
    assert right.status_code in (404, 422)


@pytest.mark.parametrize(
    "path", ["procedures", "decisions", "agencies", "fields", "topics", "administrative-levels", "events"]
)
async def test_the_public_record_needs_no_token(harness: ProceduresHarness, path: str) -> None:
    assert (await harness.http.get(f"/v1/{path}")).status_code == 200


async def test_back_entry_needs_a_scope_of_its_own_to_draft_and_to_publish(harness: ProceduresHarness) -> None:
    old = {"back_entered": True, "published_on": "2023-01-20"}
    refused = problem(await harness.post_draft(harness.body(item("introduce", A), **old)))
    assert (refused["status"], refused["type"], refused["scope"]) == (403, "back-entry-not-allowed", BACK_ENTER)
    draft = await harness.draft(item("introduce", A), **old)
    assert (await harness.post_publish(draft["id"])).status_code == 403
    assert (await harness.post_publish(draft["id"], PUBLISH, BACK_ENTER)).status_code == 200


async def test_drafts_are_shown_whole_to_the_agency_that_drafts_or_publishes(
    harness: ProceduresHarness,
) -> None:
    draft = await harness.draft(item("introduce", A))
    path = f"/v1/decisions/{draft['id']}"
    assert (await harness.http.get(path)).status_code == 404
    assert (await harness.http.get(path, headers=harness.service.bearer(CATALOGUE))).status_code == 404
    assert (await harness.get("/v1/decisions", status="draft"))["items"] == []
    for scope in (DRAFT, PUBLISH):
        response = await harness.http.get(path, headers=harness.service.bearer(scope))
        assert response.json()["items"][0]["content"]["name"]
        listed = await harness.http.get(
            "/v1/decisions", params={"status": "draft"}, headers=harness.service.bearer(scope)
        )
        assert [decision["id"] for decision in listed.json()["items"]] == [draft["id"]]


async def test_the_examples_of_the_documentation_are_accepted(harness: ProceduresHarness) -> None:
    headers = harness.service.bearer(CATALOGUE, DRAFT, PUBLISH)
    assert (await harness.http.post("/v1/agencies", json=AGENCIES, headers=headers)).json() == {"recorded": 1}
    assert (await harness.http.post("/v1/fields", json=FIELDS, headers=headers)).json() == {"recorded": 1}
    drafted = await harness.http.post("/v1/decisions", json=DECISION, headers=headers)
    assert drafted.status_code == 201
    assert drafted.headers["Location"] == f"/v1/decisions/{drafted.json()['id']}"
    assert (await harness.post_publish(drafted.json()["id"])).status_code == 200
    shown = await harness.get(drafted.headers["Location"])
    (step,) = shown["processes"][0]["steps"]
    assert {name: value for name, value in step.items() if value is not None} == {
        "number": 1,
        "name": "Tiếp nhận",
        "role": "Công chức một cửa",
        "hours": 2,
    }
    assert shown["legal_documents"] == DECISION["legal_documents"]
    assert shown["agency_name"] == "Sở Tư pháp"


async def test_a_name_is_normalised_on_input(harness: ProceduresHarness) -> None:
    untidy = unicodedata.normalize("NFD", "  Cấp  giấy\n phép\u200b xây dựng ")
    assert unicodedata.normalize("NFC", untidy) != untidy
    await harness.publish(item("introduce", A, content=content(untidy)))
    assert (await harness.get(f"/v1/procedures/{A}"))["name"] == "Cấp giấy phép xây dựng"


async def test_the_longest_real_name_and_step_are_stored_whole(harness: ProceduresHarness) -> None:
    name, step = "Đ" * 1_094, "Bước 1: Thụ lý\n\n" + "ộ" * 14_900
    await harness.publish(item("introduce", A, content=content(name, steps=[step])))
    shown = await harness.get(f"/v1/procedures/{A}")
    assert (shown["name"], shown["content"]["steps"]) == (name, [{"case": None, "steps": [step]}])


@pytest.mark.parametrize("code", ["1.012753.H19", "5.000123", "6.000001", " 1.012753.h19 "])
async def test_real_forms_of_codes_are_accepted(harness: ProceduresHarness, code: str) -> None:
    published = await harness.publish(item("introduce", code))
    assert published["items"][0]["procedure_code"] == code.strip().upper()
    assert await harness.version_on(code, "2023-03-01") == 1


async def test_decision_numbers_start_again_each_year_and_belong_to_their_issuing_body(
    harness: ProceduresHarness,
) -> None:
    first = await harness.publish(item("introduce", A), number="12/QĐ-UBND")
    reused = problem(
        await harness.post_draft(
            harness.body(item("introduce", B, "2024-02-01"), number=" 12/QĐ-UBND ", signed_on="2023-12-31")
        )
    )
    assert (reused["status"], reused["type"], reused["decision"]) == (409, "decision-number-taken", first["id"])
    await harness.publish(item("introduce", B, "2024-02-01"), number="12/QĐ-UBND", signed_on="2024-01-01")
    await harness.publish(
        item("amend", B, "2024-03-01"), number="12/QĐ-UBND", issuing_body="H22", signed_on="2024-01-01"
    )


async def test_a_discarded_draft_is_gone_and_its_number_free(harness: ProceduresHarness) -> None:
    draft = await harness.draft(item("introduce", A), number="12/QĐ-UBND")
    headers = harness.service.bearer(DRAFT, PUBLISH)
    assert (await harness.http.delete(f"/v1/decisions/{draft['id']}", headers=headers)).status_code == 204
    assert (await harness.http.get(f"/v1/decisions/{draft['id']}", headers=headers)).status_code == 404
    assert (await harness.post_publish(draft["id"])).status_code == 404
    await harness.publish(item("introduce", A), number="12/QĐ-UBND")
    (row,) = await harness.service.rows("SELECT discarded_by FROM decision WHERE status = 'discarded'")
    assert row.discarded_by == "officer-1"


async def test_a_published_decision_is_not_discarded(harness: ProceduresHarness) -> None:
    published = await harness.publish(item("introduce", A))
    response = await harness.http.delete(f"/v1/decisions/{published['id']}", headers=harness.service.bearer(DRAFT))
    assert problem(response)["type"] == "decision-already-published"


async def test_a_request_with_a_revision_acts_only_on_that_revision(harness: ProceduresHarness) -> None:
    response = await harness.post_draft(harness.body(item("introduce", A)))
    draft, tag = response.json(), response.headers["ETag"]
    assert tag == '"1"'
    await harness.complete_approval(draft["id"])
    other = await harness.post_publish(draft["id"], PUBLISH, **{"If-Match": '"7"'})
    assert (other.status_code, problem(other)["type"]) == (412, "revision-mismatch")
    deleted = await harness.http.delete(
        f"/v1/decisions/{draft['id']}", headers=harness.service.bearer(DRAFT) | {"If-Match": '"7"'}
    )
    assert deleted.status_code == 412
    published = await harness.post_publish(draft["id"], PUBLISH, **{"If-Match": '"4"'})
    assert (published.status_code, published.headers["ETag"]) == (200, '"5"')
    assert (await harness.http.get(f"/v1/decisions/{draft['id']}")).headers["ETag"] == '"5"'


async def test_a_repeated_request_returns_the_first_response_and_has_one_effect(harness: ProceduresHarness) -> None:
    body = harness.body(item("introduce", A))
    first, again = [await harness.post_draft(body, DRAFT, **{"Idempotency-Key": "draft-1"}) for _ in range(2)]
    assert (again.status_code, again.json()["id"], again.headers["Idempotent-Replayed"]) == (
        201,
        first.json()["id"],
        "true",
    )
    key = {"Idempotency-Key": "publish-1"}
    published, replayed = [await harness.post_publish(first.json()["id"], PUBLISH, **key) for _ in range(2)]
    assert (replayed.status_code, replayed.json()) == (200, published.json())
    assert replayed.headers["Event-Position"] == published.headers["Event-Position"] == "procedures/0:2"
    assert len(await harness.emitted_events()) == 2


async def test_decisions_are_listed_most_recently_signed_first_in_pages(harness: ProceduresHarness) -> None:
    for year in (2022, 2024, 2023, 2024):
        await harness.publish(
            item("introduce", f"1.{year}{len(await harness.emitted_events()):02}", "2025-01-01"),
            signed_on=f"{year}-05-01",
            topics=["household_book"],
        )
    first = await harness.get("/v1/decisions", limit="3")
    rest = await harness.get("/v1/decisions", limit="3", after=first["next"])
    assert [decision["signed_on"][:4] for decision in first["items"] + rest["items"]] == [
        "2024",
        "2024",
        "2023",
        "2022",
    ]
    assert rest["next"] is None
    assert len((await harness.get("/v1/decisions", year="2024", topic="household_book", agency="H60"))["items"]) == 2
    assert (await harness.get("/v1/decisions", topic="online_declaration"))["items"] == []


@pytest.mark.parametrize(
    ("change", "type"),
    [
        ({"agency_code": "H60.99"}, "unknown-agency"),
        ({"topics": ["gossip"]}, "unknown-topic"),
        ({"items": [item("introduce", A, content=content(field_code="G99-XX"))]}, "unknown-field"),
        ({"items": [item("repeal", A, legal_document_number=None)]}, "repeal-without-legal-document"),
        ({"items": [item("repeal", A)], "legal_documents": []}, "legal-document-not-listed"),
        ({"items": [item("introduce", A, "2023-01-14")]}, "effective-before-decision"),
        ({"items": [item("introduce", A), item("amend", A, number=2)]}, "several-items-for-procedure"),
        ({"items": [item("introduce", A), item("introduce", B)]}, "duplicate-item-number"),
        ({"items": [item("replace", A, successor_code=A)]}, "successor-is-itself"),
        (
            {
                "items": [item("introduce", A, "2025-08-01", content=content(levels=["district"]))],
                "signed_on": "2025-07-01",
            },
            "administrative-level-not-valid",
        ),
        (
            {"items": [item("introduce", A, content=content(agencies=[{"role": "executes", "code": "H60.98"}]))]},
            "unknown-agency",
        ),
        (
            {"items": [item("introduce", A, content=content(papers=[UNLISTED_DATA]))]},
            "population-field-not-listed",
        ),
        (
            {"items": [item("introduce", A, content=content(household_member_fields=["full_name"]))]},
            "household-head-not-listed",
        ),
        ({"back_entered": True, "published_on": "2026-11-24"}, "stated-day-in-future"),
        ({"back_entered": True, "published_on": "2023-01-14"}, "published-before-signed"),
    ],
)
async def test_a_broken_rule_is_a_typed_problem(harness: ProceduresHarness, change: dict[str, Any], type: str) -> None:
    body = {**harness.body(item("introduce", A)), **change}
    refusal = problem(await harness.post_draft(body, DRAFT, BACK_ENTER))
    assert (refusal["status"], refusal["type"]) == (409, type)
    assert await harness.service.rows("SELECT 1 FROM decision") == []


@pytest.mark.parametrize(
    "change",
    [
        {"items": [], "processes": []},
        {"items": [item("introduce", A, content=None)]},
        {"items": [item("declare_online", A, online_level=None)]},
        *({"items": [item("introduce", A) | {"kind": kind}]} for kind in ("confirm", "designate")),
        *({"items": [item("declare_online", A, online_level=level)]} for level in ("information_only", "undetermined")),
        {"items": [item("amend", A, successor_code=B)]},
        {"items": [item("introduce", "1.01")]},
        {"items": [item("introduce", A, content=content("\u0000"))]},
        {"items": [item("introduce", A, content=content(" "))]},
        {"items": [item("introduce", A, content=content(levels=[]))]},
        {"items": [item("introduce", A, content=content(population_fields=["phone"]))]},
        {"items": [item("introduce", A, content=content(surprise=1))]},
        {"items": [item("introduce", A, content=content(papers=[{"case": "một"}]))]},
        {"items": [item("introduce", A, content=content(agencies=[{"role": "executes"}]))]},
        {"items": [item("introduce", A, content=content(agencies=[{"role": "watches", "name": "Sở"}]))]},
        {"items": [item("introduce", A, content=content(papers=[{"name": "Đơn", "replaced_by_result": {}}]))]},
        {
            "items": [
                item(
                    "introduce",
                    A,
                    content=content(papers=[{"name": "Đơn", "form": {"name": "M1", "url": "javascript:alert(1)"}}]),
                )
            ]
        },
        {"items": [item("amend", A, changed_parts=["weather"])]},
        {"items": [item("introduce", A, changed_parts=["name"])]},
        {"items": [item("replace", A, successor_code=B, changed_parts=["name"])]},
        {"items": [item("introduce", A, number=0)]},
        {"items": [{**item("introduce", A), "kind": "abolish"}]},
        {"signed_on": "15/01/2023"},
        {"published_on": "2023-01-20"},
        {"back_entered": True},
        {"legal_documents": [LAW, LAW]},
        {"number": ""},
        {"title": "x" * 2_001},
    ],
)
async def test_a_malformed_decision_is_refused_with_422(harness: ProceduresHarness, change: dict[str, Any]) -> None:
    body = {**harness.body(item("introduce", A)), **change}
    response = await harness.post_draft(body, DRAFT, BACK_ENTER)
    assert response.status_code == 422, response.text
    assert problem(response)["type"] in ("malformed-request", "item-incomplete", "stated-day-missing")


async def test_registers_store_every_name_once_with_its_author(harness: ProceduresHarness) -> None:
    headers = harness.service.bearer(CATALOGUE, subject="clerk")
    renamed = {
        "agencies": [
            {"code": "h60.01", "name": "Sở  Tư pháp tỉnh", "valid_from": "2025-07-01"},
            {"code": "H60.02", "name": "Sở Xây dựng"},
        ]
    }
    for _ in range(2):
        assert (await harness.http.post("/v1/agencies", json=renamed, headers=headers)).status_code == 200
    without_day = {"agencies": [{"code": "H60.01", "name": "Sở Tư pháp tỉnh"}]}
    await harness.http.post("/v1/agencies", json=without_day, headers=headers)
    shown = {"code": "H60.01", "name": "Sở Tư pháp tỉnh", "valid_from": "2025-07-01", "valid_to": None}
    assert (await harness.get("/v1/agencies"))["items"][0] == {**shown, "successor_codes": []}
    entries = await harness.service.rows(
        "SELECT name, recorded_by FROM register_entry WHERE code = 'H60.01' ORDER BY id"
    )
    assert [tuple(entry) for entry in entries] == [("Sở Tư pháp", "officer-1"), ("Sở Tư pháp tỉnh", "clerk")]
    twice = {"fields": [{"code": "A1", "name": "một"}, {"code": "a1", "name": "hai"}]}
    assert (await harness.http.post("/v1/fields", json=twice, headers=headers)).status_code == 422


async def test_registers_are_listed_in_pages(harness: ProceduresHarness) -> None:
    first = await harness.get("/v1/agencies", limit="1")
    second = await harness.get("/v1/agencies", limit="1", after=first["next"])
    assert [agency["code"] for agency in first["items"] + second["items"]] == ["H60.01", "H60.02"]
    assert second["next"] is None
    assert [field["code"] for field in (await harness.get("/v1/fields"))["items"]] == ["G15-TP110", "G17-XD01"]


async def test_reference_data_shows_until_when_a_level_was_valid(harness: ProceduresHarness) -> None:
    levels = {level["code"]: level for level in (await harness.get("/v1/administrative-levels"))["items"]}
    assert list(levels) == ["ministry", "province", "district", "commune", "other"]
    assert (levels["district"]["valid_to"], levels["commune"]["valid_to"]) == ("2025-07-01", None)
    assert "household_book" in {topic["code"] for topic in (await harness.get("/v1/topics"))["items"]}
