"""The inbox: changes of the national catalogue that no published Decision of the province has followed yet."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.national import Row, json_lines, valid_row
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    DRAFT,
    LAW,
    PUBLISH,
    ProceduresHarness,
    content,
    item,
    problem,
    procedures_harness,
)

A, B, C = "1.000001", "1.000002", "1.000003"
HEADING = {
    "number": "77/QĐ-UBND",
    "issuing_body": "H60",
    "signed_on": "2026-11-20",
    "agency_code": "H60.01",
    "title": "Công bố theo danh mục quốc gia",
    "effective_on": "2026-12-01",
}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def import_snapshot(
    harness: ProceduresHarness, day: str, *rows: Row, complete: bool = True, source: str = "national-portal"
) -> str:
    """Imports a snapshot and returns its id."""
    response = await harness.http.post(
        "/v1/national-catalogue/snapshots",
        content=json_lines(*rows),
        headers=harness.service.bearer("national_catalogue.import"),
        params={"source": source, "day": day, "complete": complete},
    )
    assert response.status_code == 201, response.text
    return str(response.json()["snapshot"]["id"])


async def open_changes(harness: ProceduresHarness, **query: str) -> list[tuple[str, str]]:
    response = await harness.http.get("/v1/inbox", params=query, headers=harness.service.bearer(DRAFT))
    assert response.status_code == 200, response.text
    return [(entry["code"], entry["kind"]) for entry in response.json()["items"]]


async def change_of(harness: ProceduresHarness, code: str) -> dict[str, Any]:
    headers = harness.service.bearer(DRAFT)
    entries = (await harness.http.get("/v1/inbox", params={"all_levels": "true"}, headers=headers)).json()["items"]
    (id,) = [entry["id"] for entry in entries if entry["code"] == code]
    response = await harness.http.get(f"/v1/inbox/{id}", headers=headers)
    assert response.status_code == 200, response.text
    return dict(response.json())


async def drafted(harness: ProceduresHarness, change: dict[str, Any], **body: Any) -> Any:
    return await harness.http.post(
        f"/v1/inbox/{change['id']}/draft", json={**HEADING, **body}, headers=harness.service.bearer(DRAFT)
    )


async def test_changes_are_relative_to_the_first_snapshot_of_a_source(harness: ProceduresHarness) -> None:
    await import_snapshot(harness, "2026-06-01", valid_row(A), valid_row(B))
    assert await open_changes(harness) == []
    await import_snapshot(harness, "2026-07-01", valid_row(A, name="khác"), valid_row(C))
    assert sorted(await open_changes(harness)) == [(A, "changed"), (B, "removed"), (C, "new")]


async def test_changes_of_what_only_ministries_handle_are_listed_on_request(harness: ProceduresHarness) -> None:
    await import_snapshot(
        harness,
        "2026-06-01",
        valid_row(A, level="Cấp bộ"),
        valid_row(B, level="Cơ quan khác"),
        valid_row(C, level="Cấp bộ"),
    )
    await import_snapshot(
        harness,
        "2026-07-01",
        valid_row(A, level="Cấp bộ", name="khác"),
        valid_row(B, level="Cơ quan khác", name="khác"),
        valid_row(C, level="Cấp bộ, Cấp xã"),
    )
    assert await open_changes(harness) == [(C, "changed")]
    assert len(await open_changes(harness, all_levels="true")) == 3
    await harness.publish(item("introduce", f"{A}.H60"))
    assert sorted(await open_changes(harness)) == [(A, "changed"), (C, "changed")]


async def test_a_change_is_open_until_a_published_item_refers_to_its_snapshot_or_a_later_one(
    harness: ProceduresHarness,
) -> None:
    await import_snapshot(harness, "2026-06-01", valid_row(A), valid_row(B))
    second = await import_snapshot(harness, "2026-07-01", valid_row(A, name="một"), valid_row(B, name="một"))
    first_of_another = await import_snapshot(harness, "2026-07-02", valid_row(A, name="một"), source="another")
    third = await import_snapshot(harness, "2026-08-01", valid_row(A, name="hai"), valid_row(B, name="một"))
    assert sorted(await open_changes(harness)) == [(A, "changed"), (A, "changed"), (B, "changed")]
    await harness.publish(item("introduce", f"{A}.H61", national_record={"snapshot_id": first_of_another, "code": A}))
    assert len(await open_changes(harness)) == 3
    draft = await harness.draft(item("introduce", A, national_record={"snapshot_id": second, "code": A}))
    assert len(await open_changes(harness)) == 3
    assert (await harness.post_publish(draft["id"], PUBLISH)).status_code == 200
    assert sorted(await open_changes(harness)) == [(A, "changed"), (B, "changed")]
    await harness.publish(item("introduce", f"{B}.H60", national_record={"snapshot_id": third, "code": B}))
    assert await open_changes(harness) == [(A, "changed")]
    await harness.publish(item("amend", A, "2023-03-01", national_record={"snapshot_id": third, "code": A}))
    assert await open_changes(harness) == []


async def test_a_change_is_open_again_once_the_item_that_followed_it_is_annulled(harness: ProceduresHarness) -> None:
    await import_snapshot(harness, "2026-06-01", valid_row(A), valid_row(B))
    snapshot = await import_snapshot(harness, "2026-07-01", valid_row(A, name="một"), valid_row(B, name="một"))
    items = [item("introduce", code, national_record={"snapshot_id": snapshot, "code": code}) for code in (A, B)]
    followed = await harness.publish(*items)
    assert await open_changes(harness) == []
    await harness.annul(followed["id"], "2023-07-01", 2)
    assert await open_changes(harness) == [(B, "changed")]


async def test_an_item_refers_only_to_an_imported_record(harness: ProceduresHarness) -> None:
    snapshot = await import_snapshot(harness, "2026-06-01", valid_row(A))
    for reference in (
        {"snapshot_id": snapshot, "code": B},
        {"snapshot_id": "01990000-0000-7000-8000-000000000000", "code": A},
    ):
        response = await harness.post_draft(harness.body(item("introduce", A, national_record=reference)))
        assert problem(response)["type"] == "unknown-national-record"
    draft = await harness.draft(
        item("introduce", A, national_record={"snapshot_id": snapshot, "code": A}), item("introduce", B)
    )
    assert [listed["national_record"] for listed in draft["items"]] == [{"snapshot_id": snapshot, "code": A}, None]
    published = await harness.post_publish(draft["id"], PUBLISH)
    assert published.json()["status"] == "published"
    shown = await harness.get(f"/v1/decisions/{draft['id']}")
    assert [listed["national_record"] for listed in shown["items"]] == [{"snapshot_id": snapshot, "code": A}, None]


async def test_an_officer_dismisses_a_change_once_and_the_reason_is_recorded(harness: ProceduresHarness) -> None:
    await import_snapshot(harness, "2026-06-01", valid_row(A))
    await import_snapshot(harness, "2026-07-01", valid_row(A, name="khác"))
    change, headers = await change_of(harness, A), harness.service.bearer(DRAFT, subject="clerk")
    path = f"/v1/inbox/{change['id']}/dismissal"
    assert (await harness.http.post(path, json={"reason": " "}, headers=headers)).status_code == 422
    assert (await harness.http.post(path, json={"reason": "Chỉ sửa lỗi chính tả"}, headers=headers)).status_code == 204
    assert (
        problem(await harness.http.post(path, json={"reason": "lại"}, headers=headers))["type"]
        == "national-change-already-dismissed"
    )
    assert await open_changes(harness) == []
    (row,) = await harness.service.rows("SELECT reason, recorded_by FROM national_dismissal")
    assert tuple(row) == ("Chỉ sửa lỗi chính tả", "clerk")
    unknown = await harness.http.post(
        "/v1/inbox/01990000-0000-7000-8000-000000000000/dismissal", json={"reason": "x"}, headers=headers
    )
    assert problem(unknown)["type"] == "national-change-not-found"


async def test_only_a_drafter_of_that_day_dismisses_a_change(harness: ProceduresHarness) -> None:
    await import_snapshot(harness, "2026-06-01", valid_row(A))
    await import_snapshot(harness, "2026-07-01", valid_row(A, name="khác"))
    change = await change_of(harness, A)
    for agency in ("H60.02", ""):
        headers = harness.service.bearer(DRAFT, agency=agency)
        response = await harness.http.post(f"/v1/inbox/{change['id']}/dismissal", json={"reason": "x"}, headers=headers)
        assert (response.status_code, problem(response)["type"]) == (403, "role-not-held")
    assert len(await open_changes(harness)) == 1


async def test_facts_that_the_catalogue_lacks_are_listed_and_stated_by_the_drafter(harness: ProceduresHarness) -> None:
    await import_snapshot(harness, "2026-06-01", valid_row(A))
    odd = {
        "fees": [{"channel": "Trực tiếp", "amount_raw": "120", "currency": "VND"}],
        "components": [{"name": "Đơn", "original": 20_261, "copy": 0}],
    }
    snapshot = await import_snapshot(harness, "2026-07-01", valid_row(A), valid_row(B, **odd))
    change = await change_of(harness, B)
    assert (change["kind"], change["before"], change["after"]["name"]) == ("new", None, f"Cấp giấy phép {B}")
    pointers = [
        "/content/agency_code",
        "/content/field_code",
        "/content/channels/0/time_limits/0/fees",
        "/content/papers/0/papers/0/originals",
    ]
    proposal = change["proposal"]
    assert (proposal["kind"], [fact["pointer"] for fact in proposal["missing"]]) == ("introduce", pointers)
    refusal = problem(await drafted(harness, change))
    assert (refusal["type"], refusal["missing"]) == ("draft-facts-missing", proposal["missing"])
    assert await harness.service.rows("SELECT id FROM decision") == []
    stated = proposal["content"]
    stated.update(agency_code="H60.01", field_code="G15-TP110", legal_bases=[])
    stated["channels"][0]["time_limits"][0]["fees"][0]["amount"] = 120_000
    stated["papers"][0]["papers"][0]["originals"] = 1
    draft = await drafted(harness, change, content=stated)
    assert draft.status_code == 201, draft.text
    assert draft.json()["items"][0]["national_record"] == {"snapshot_id": snapshot, "code": B}
    assert (await harness.post_publish(draft.json()["id"], PUBLISH)).status_code == 200
    assert await open_changes(harness) == []
    published = await harness.get(f"/v1/procedures/{B}", in_force_on="2026-12-01")
    assert published["content"]["papers"][0]["papers"][0]["originals"] == 1


async def test_a_proposal_amends_only_the_parts_that_the_ministry_changed(
    harness: ProceduresHarness,
) -> None:
    await import_snapshot(harness, "2026-06-01", valid_row(A))
    await harness.publish(
        item("introduce", A, content=content("Tên của tỉnh", conditions="Điều kiện của tỉnh", steps=["một"]))
    )
    await import_snapshot(harness, "2026-07-01", valid_row(A, steps=["một", "hai"]))
    change = await change_of(harness, A)
    assert (change["parts"], change["before"]["steps"][0]["steps"]) == (["steps"], ["Nộp hồ sơ", "Nhận kết quả"])
    proposal = change["proposal"]
    assert (proposal["kind"], proposal["changed_parts"], proposal["missing"]) == ("amend", ["steps"], [])
    assert (proposal["content"]["name"], proposal["content"]["conditions"]) == ("Tên của tỉnh", "Điều kiện của tỉnh")
    draft = await drafted(harness, change)
    assert draft.status_code == 201, draft.text
    assert (await harness.post_publish(draft.json()["id"], PUBLISH)).status_code == 200
    published = await harness.get(f"/v1/procedures/{A}", in_force_on="2026-12-01")
    assert published["content"]["steps"] == [{"case": None, "steps": ["một", "hai"]}]
    assert await open_changes(harness) == []


async def test_a_removed_record_is_followed_by_a_repeal_whose_legal_document_the_drafter_names(
    harness: ProceduresHarness,
) -> None:
    await import_snapshot(harness, "2026-06-01", valid_row(A), valid_row(B))
    await harness.publish(item("introduce", A))
    await import_snapshot(harness, "2026-07-01", valid_row("1.000009"))
    assert (await change_of(harness, B))["proposal"] is None
    assert problem(await drafted(harness, await change_of(harness, B)))["type"] == "national-change-not-applicable"
    change = await change_of(harness, A)
    assert (change["proposal"]["kind"], [fact["pointer"] for fact in change["proposal"]["missing"]]) == (
        "repeal",
        ["/legal_document_number"],
    )
    draft = await drafted(harness, change, legal_document_number=LAW["number"], legal_documents=[LAW])
    assert draft.status_code == 201, draft.text
    assert (await harness.post_publish(draft.json()["id"], PUBLISH)).status_code == 200
    assert (A, "removed") not in await open_changes(harness)


async def test_the_inbox_is_listed_in_pages(harness: ProceduresHarness) -> None:
    codes = [f"1.00001{number}" for number in range(5)]
    await import_snapshot(harness, "2026-06-01", valid_row(A))
    await import_snapshot(harness, "2026-07-01", valid_row(A), *map(valid_row, codes))
    listed, query = [], {"limit": "2"}
    while True:
        page = (await harness.http.get("/v1/inbox", params=query, headers=harness.service.bearer(DRAFT))).json()
        listed += [entry["code"] for entry in page["items"]]
        if page["next"] is None:
            break
        query["after"] = page["next"]
    assert sorted(listed) == codes
