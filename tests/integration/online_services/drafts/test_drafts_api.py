"""Drafts of filings, through the HTTP API and the process that deletes them."""

import asyncio
from collections.abc import AsyncIterator
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from common.contracts.dossiers import DossierFiled
from common.service.definition import Runtime
from online_services.drafts.clients.draft_deleter import delete_once
from tests.support.dossier_harness import (
    CITIZEN,
    CODE,
    COMMUNE,
    CONTENT,
    HANDLE,
    PAPER,
    STRANGER,
    DossierHarness,
    dossier_harness,
    type_of,
)
from tests.support.law_events import amended, period, repealed
from tests.support.postgres import Postgres

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["child_name"],
    "properties": {
        "child_name": {"type": "string", "minLength": 1, "maxLength": 100},
        "copies": {"type": "integer", "minimum": 1, "maximum": 20},
    },
}
TODAY = date(2026, 11, 23)


@pytest.fixture
async def dossiers(postgres: Postgres, tmp_path: Path) -> AsyncIterator[DossierHarness]:
    async with dossier_harness(postgres, tmp_path, drafts_per_person=3, draft_days=30) as harness:
        yield harness


async def keep(dossiers: DossierHarness, headers: dict[str, str] | None = None, **more: Any) -> Any:
    body = {"procedure_code": CODE, "channel": "online", **more}
    return await dossiers.post("/v1/dossier-drafts", body, headers or dossiers.citizen())


async def kept(dossiers: DossierHarness, **more: Any) -> dict[str, Any]:
    response = await keep(dossiers, **more)
    assert response.status_code == 201, response.text
    assert response.headers["ETag"] == '"1"'
    return dict(response.json())


def whole_filing(dossiers: DossierHarness, **more: Any) -> dict[str, Any]:
    filing = dossiers.filing(**more)
    del filing["procedure_code"]
    return filing


async def change(dossiers: DossierHarness, draft: dict[str, Any], **body: Any) -> Any:
    headers = dossiers.citizen() | {"If-Match": f'"{draft["revision"]}"'}
    return await dossiers.service.http.put(f"/v1/dossier-drafts/{draft['id']}", json=body, headers=headers)


async def file(dossiers: DossierHarness, draft: dict[str, Any], headers: dict[str, str] | None = None) -> Any:
    path = f"/v1/dossier-drafts/{draft['id']}/filing"
    return await dossiers.service.http.post(path, headers=headers or dossiers.citizen())


async def read(dossiers: DossierHarness, draft: dict[str, Any], subject: str = CITIZEN) -> Any:
    path = f"/v1/me/dossier-drafts/{draft['id']}"
    return await dossiers.service.http.get(path, headers=dossiers.citizen(subject))


async def amend(dossiers: DossierHarness, **content: Any) -> None:
    versions = [period(date(2023, 2, 1), TODAY), period(TODAY, version=2)]
    await dossiers.service.apply_events([amended(CODE, TODAY, *versions)])
    await dossiers.put_content(CODE, CONTENT | content, version=2)


async def record_form(dossiers: DossierHarness, version: int, schema: dict[str, Any]) -> None:
    body = {"json_schema": schema, "legal_basis": "QĐ 422/QĐ-UBND"}
    keeper = dossiers.bearer("forms.record", "form-keeper", "H60.01")
    recorded = await dossiers.post(f"/v1/forms/{CODE}/versions/{version}", body, keeper)
    assert recorded.status_code == 201, recorded.text


async def test_a_draft_is_kept_changed_read_and_listed(dossiers: DossierHarness) -> None:
    draft = await kept(dossiers, applicant={"phone": "0905 000 001"})
    assert (draft["version"], draft["current_version"], draft["changed_parts"]) == (1, 1, [])
    assert [(each["pointer"], each["problem"]) for each in draft["misfits"]] == [
        ("/receiving_agency", "dossier-draft-incomplete"),
        ("/deciding_agency", "dossier-draft-incomplete"),
        ("/applicant/personal_id", "dossier-draft-incomplete"),
        ("/applicant/full_name", "dossier-draft-incomplete"),
    ]
    changed = await change(dossiers, draft, **whole_filing(dossiers))
    assert changed.status_code == 200, changed.text
    assert (changed.json()["revision"], changed.json()["misfits"]) == (2, [])
    assert changed.headers["ETag"] == '"2"'
    whole = (await read(dossiers, draft)).json()
    assert whole["applicant"]["full_name"] == "Nguyễn Thị Bình"
    assert whole["papers"] == [{"name": PAPER, "digitisation": 1}]
    listed = (await dossiers.service.http.get("/v1/me/dossier-drafts", headers=dossiers.citizen())).json()
    assert [item["id"] for item in listed["items"]] == [draft["id"]]
    assert CITIZEN not in str(listed)


async def test_a_change_names_the_state_that_it_is_based_on(dossiers: DossierHarness) -> None:
    draft = await kept(dossiers)
    path, body = f"/v1/dossier-drafts/{draft['id']}", {"channel": "online"}
    without = await dossiers.service.http.put(path, json=body, headers=dossiers.citizen())
    assert type_of(without) == (428, "if-match-missing")
    assert (await change(dossiers, draft, channel="online", for_case="a")).status_code == 200
    assert type_of(await change(dossiers, draft, channel="online", for_case="b")) == (412, "revision-mismatch")
    stale = dossiers.citizen() | {"If-Match": '"1"'}
    for method, where in (("DELETE", path), ("POST", f"{path}/filing")):
        response = await dossiers.service.http.request(method, where, headers=stale)
        assert type_of(response) == (412, "revision-mismatch")
    assert (await read(dossiers, draft)).json()["for_case"] == "a"


async def test_another_persons_draft_is_not_found(dossiers: DossierHarness) -> None:
    draft = await kept(dossiers, **whole_filing(dossiers))
    strangers = [dossiers.citizen(STRANGER), dossiers.bearer(HANDLE, "receiver-1")]
    path = f"/v1/dossier-drafts/{draft['id']}"
    for stranger in strangers:
        body = {"channel": "online"}
        changed = await dossiers.service.http.put(path, json=body, headers=stranger | {"If-Match": '"1"'})
        discarded = await dossiers.service.http.delete(path, headers=stranger)
        filed = await file(dossiers, draft, stranger)
        assert {type_of(each) for each in (changed, discarded, filed)} == {(404, "dossier-draft-not-found")}
    assert type_of(await read(dossiers, draft, STRANGER)) == (404, "dossier-draft-not-found")
    reading = await dossiers.post(f"{path}/readings", {"reason": "x"}, strangers[1])
    assert type_of(reading) == (404, "dossier-draft-not-found")
    assert (await read(dossiers, draft)).status_code == 200


async def test_filing_a_draft_is_filing_and_ends_it(dossiers: DossierHarness) -> None:
    draft = await kept(dossiers, **whole_filing(dossiers))
    filed = await file(dossiers, draft)
    assert filed.status_code == 201, filed.text
    assert (filed.json()["id"], filed.json()["state"], filed.headers["ETag"]) == (draft["id"], 1, '"1"')
    assert type_of(await read(dossiers, draft)) == (404, "dossier-draft-not-found")
    whole = await dossiers.service.http.get(filed.headers["Location"], headers=dossiers.citizen())
    direct = await dossiers.file()
    same = ("procedure_code", "version", "channel", "receiving_agency", "deciding_agency", "stage", "time_limit")
    assert {name: whole.json()[name] for name in same} == {name: direct[name] for name in same}
    assert whole.json()["papers"] == [{"name": PAPER, "digitisation": 1}]


async def test_a_draft_that_is_filed_often_and_at_once_is_one_dossier(dossiers: DossierHarness) -> None:
    draft = await kept(dossiers, **whole_filing(dossiers))
    keys = [dossiers.citizen() | {"Idempotency-Key": uuid4().hex, "If-Match": '"1"'} for _ in range(5)]
    responses = await asyncio.gather(*(file(dossiers, draft, headers) for headers in keys))
    responses.append(await file(dossiers, draft))
    assert {(response.status_code, response.json()["id"]) for response in responses} == {(201, draft["id"])}
    assert len(await dossiers.service.rows("SELECT 1 FROM dossier")) == 1
    events = [event for event in await dossiers.service.emitted_events() if isinstance(event, DossierFiled)]
    assert len(events) == 1
    other = await file(dossiers, draft, dossiers.citizen(STRANGER))
    assert type_of(other) == (404, "dossier-draft-not-found")


async def test_a_filing_that_is_refused_keeps_the_draft(dossiers: DossierHarness) -> None:
    incomplete = await kept(dossiers)
    refused = await file(dossiers, incomplete)
    assert type_of(refused) == (409, "dossier-draft-incomplete")
    assert "/applicant/personal_id" in refused.json()["pointers"]
    of_another = {"personal_id": STRANGER, "full_name": "Trần Văn Cường"}
    draft = await kept(dossiers, **whole_filing(dossiers, applicant=of_another))
    assert [misfit["problem"] for misfit in draft["misfits"]] == ["delegation-missing"]
    assert type_of(await file(dossiers, draft)) == (409, "delegation-missing")
    for each in (incomplete, draft):
        assert (await read(dossiers, each)).status_code == 200
    assert await dossiers.service.rows("SELECT 1 FROM dossier") == []


async def test_an_amendment_keeps_the_draft_and_states_what_changed_and_what_no_longer_fits(
    dossiers: DossierHarness,
) -> None:
    await record_form(dossiers, 1, SCHEMA)
    data = {"child_name": "Nguyễn Văn Bé", "copies": 12}
    draft = await kept(dossiers, **whole_filing(dossiers, form_data=data))
    assert draft["misfits"] == []
    channels = deepcopy(CONTENT["channels"])
    channels[1]["time_limits"][0]["amount"] = 8
    channels[1]["fees"] = [{"amount": 5000}]
    await amend(dossiers, papers=[{"case": None, "papers": [{"name": "Tờ khai mới"}]}], channels=channels)
    stricter = deepcopy(SCHEMA)
    stricter["properties"]["copies"]["maximum"] = 10
    await record_form(dossiers, 2, stricter)
    whole = (await read(dossiers, draft)).json()
    assert (whole["version"], whole["current_version"], whole["form_data"]) == (1, 2, data)
    assert whole["changed_parts"] == ["papers", "limits", "fees", "form"]
    assert [(each["pointer"], each["problem"], each["keyword"]) for each in whole["misfits"]] == [
        ("/papers/0/name", "paper-unknown", None),
        ("/form_data/copies", "form-data-invalid", "maximum"),
    ]
    assert type_of(await file(dossiers, draft)) == (409, "paper-unknown")
    filing = whole_filing(dossiers, form_data=data | {"copies": 2}, papers=[])
    assert type_of(await change(dossiers, draft, **filing, version=3)) == (409, "draft-version-not-in-force")
    kept_at_1 = (await change(dossiers, draft, **filing)).json()
    assert (kept_at_1["version"], kept_at_1["misfits"]) == (1, [])
    assert kept_at_1["changed_parts"] == ["papers", "limits", "fees", "form"]
    changed = (await change(dossiers, kept_at_1, **filing, version=2)).json()
    assert (changed["version"], changed["changed_parts"], changed["misfits"]) == (2, [], [])
    filed = (await file(dossiers, draft)).json()
    assert (filed["version"], filed["time_limit"]["amount"]) == (2, 8)


async def test_another_form_of_the_same_version_is_named(dossiers: DossierHarness) -> None:
    await record_form(dossiers, 1, SCHEMA)
    draft = await kept(dossiers, **whole_filing(dossiers, form_data={"child_name": "Bé"}))
    await record_form(dossiers, 1, SCHEMA | {"required": ["child_name", "copies"]})
    whole = (await read(dossiers, draft)).json()
    assert whole["changed_parts"] == ["form"]
    assert [(each["pointer"], each["keyword"]) for each in whole["misfits"]] == [("/form_data/copies", "required")]


async def test_a_repeal_keeps_the_draft(dossiers: DossierHarness) -> None:
    draft = await kept(dossiers, **whole_filing(dossiers))
    await dossiers.service.apply_events([repealed(CODE, TODAY, period(date(2023, 2, 1), TODAY))])
    whole = (await read(dossiers, draft)).json()
    assert (whole["current_version"], whole["applicant"]["personal_id"]) == (None, CITIZEN)
    assert [(each["pointer"], each["problem"]) for each in whole["misfits"]] == [
        ("/procedure_code", "procedure-not-in-force-on-day")
    ]
    assert type_of(await file(dossiers, draft)) == (404, "procedure-not-in-force-on-day")
    assert (await change(dossiers, draft, channel="online", for_case="a")).status_code == 200
    assert type_of(await keep(dossiers)) == (404, "procedure-not-in-force-on-day")


async def test_each_misfit_refuses_the_filing_with_its_problem(dossiers: DossierHarness) -> None:
    """What a draft says of itself and what a filing refuses come from the same rules."""
    wrong: dict[str, dict[str, Any]] = {
        "/for_case": {"for_case": "Trường hợp lạ"},
        "/papers/0/name": {"papers": [{"name": "Giấy lạ", "digitisation": 0}]},
        "/receiving_agency": {"receiving_agency": "H60.99"},
        "/deciding_agency": {"deciding_agency": "H60.99"},
        "/form_data": {"form_data": {"a": 1}},
    }
    for pointer, part in wrong.items():
        draft = await kept(dossiers, **whole_filing(dossiers, **part))
        (misfit,) = draft["misfits"]
        refused = await file(dossiers, draft)
        assert (misfit["pointer"], misfit["problem"]) == (pointer, type_of(refused)[1])
        gone = await dossiers.service.http.delete(f"/v1/dossier-drafts/{draft['id']}", headers=dossiers.citizen())
        assert gone.status_code == 204


async def test_one_person_keeps_a_limited_number_of_drafts_also_at_once(dossiers: DossierHarness) -> None:
    responses = await asyncio.gather(*(keep(dossiers) for _ in range(8)))
    assert sorted(response.status_code for response in responses) == [201] * 3 + [409] * 5
    assert type_of(await keep(dossiers)) == (409, "too-many-dossier-drafts")
    assert (await keep(dossiers, dossiers.citizen(STRANGER))).status_code == 201
    (first, *_) = [response.json() for response in responses if response.status_code == 201]
    gone = await dossiers.service.http.delete(f"/v1/dossier-drafts/{first['id']}", headers=dossiers.citizen())
    assert gone.status_code == 204
    assert (await keep(dossiers)).status_code == 201


async def test_an_untouched_draft_ends_after_its_term_and_is_deleted(dossiers: DossierHarness) -> None:
    old, touched = await kept(dossiers), await kept(dossiers)
    dossiers.clock.moment += timedelta(days=20)
    assert (await change(dossiers, touched, channel="online")).status_code == 200
    dossiers.clock.moment += timedelta(days=10)
    runtime: Runtime = dossiers.service.runtime
    assert await delete_once(runtime) == 0
    assert (await read(dossiers, old)).status_code == 200
    dossiers.clock.moment += timedelta(seconds=1)
    assert type_of(await read(dossiers, old)) == (404, "dossier-draft-not-found")
    assert type_of(await file(dossiers, old)) == (404, "dossier-draft-not-found")
    listed = (await dossiers.service.http.get("/v1/me/dossier-drafts", headers=dossiers.citizen())).json()
    assert [item["id"] for item in listed["items"]] == [touched["id"]]
    assert await delete_once(runtime) == 1
    assert [str(row[0]) for row in await dossiers.service.rows("SELECT id FROM dossier_draft")] == [touched["id"]]


async def test_an_officer_keeps_a_draft_at_a_counter_and_the_applicant_sees_who_read_it(
    dossiers: DossierHarness,
) -> None:
    receiver = dossiers.bearer(HANDLE, "receiver-1")
    filing = whole_filing(dossiers, channel="direct")
    draft = (await keep(dossiers, receiver, **filing)).json()
    assert (draft["agency_code"], draft["misfits"]) == (COMMUNE, [])
    for subject in ("handler-1", "nobody"):
        assert type_of(await keep(dossiers, dossiers.bearer(HANDLE, subject), **filing)) == (403, "role-not-held")
    assert type_of(await keep(dossiers, **filing)) == (403, "role-not-held")
    both = dossiers.bearer("dossiers.file dossiers.handle", "receiver-1")
    unlogged = await dossiers.service.http.get(f"/v1/me/dossier-drafts/{draft['id']}", headers=both)
    assert type_of(unlogged) == (404, "dossier-draft-not-found")
    path = f"/v1/dossier-drafts/{draft['id']}/readings"
    whole = await dossiers.post(path, {"reason": "Công dân quay lại bổ sung"}, receiver)
    assert whole.status_code == 200, whole.text
    assert whole.json()["applicant"]["personal_id"] == CITIZEN
    filed = await file(dossiers, draft, receiver)
    assert (filed.status_code, filed.json()["filed_at_agency"]) == (201, COMMUNE)
    mine = await dossiers.service.http.get("/v1/me/dossier-draft-readings", headers=dossiers.citizen())
    assert [(row["id"], row["reader"], row["reason"]) for row in mine.json()["items"]] == [
        (draft["id"], "receiver-1", "Công dân quay lại bổ sung")
    ]
    other = await dossiers.service.http.get("/v1/me/dossier-draft-readings", headers=dossiers.citizen(STRANGER))
    assert other.json()["items"] == []


async def test_an_officer_whose_role_ended_reads_and_files_no_draft(dossiers: DossierHarness) -> None:
    receiver = dossiers.bearer(HANDLE, "receiver-1")
    draft = (await keep(dossiers, receiver, **whole_filing(dossiers, channel="direct"))).json()
    ended = [dossiers.officer("receiver-1", "receiver", valid_to="2026-11-01")]
    recorded = await dossiers.post("/v1/dossier-officers", {"officers": ended}, dossiers.bearer("dossiers.officers"))
    assert recorded.status_code == 200, recorded.text
    reading = await dossiers.post(f"/v1/dossier-drafts/{draft['id']}/readings", {"reason": "x"}, receiver)
    assert type_of(reading) == (403, "role-not-held")
    assert type_of(await file(dossiers, draft, receiver)) == (403, "role-not-held")
