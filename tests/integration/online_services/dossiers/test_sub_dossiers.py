"""Sub-dossiers at other agencies, through the HTTP API."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from common.contracts.event import type_of as event_type
from tests.support.dossier_harness import (
    ABOLISHED,
    CITIZEN,
    COMMUNE,
    DEPARTMENT,
    HANDLE,
    KEEP,
    OTHER_COMMUNE,
    DossierHarness,
    dossier_harness,
    type_of,
)
from tests.support.postgres import Postgres

THERE = ("receiver", "handler", "signer")


@pytest.fixture
async def dossiers(postgres: Postgres, tmp_path: Path) -> AsyncIterator[DossierHarness]:
    async with dossier_harness(postgres, tmp_path) as harness:
        officers = [harness.officer(f"{role}-9", role, DEPARTMENT) for role in THERE]
        officers += [harness.officer("handler-2", "handler")]
        await harness.post("/v1/dossier-officers", {"officers": officers}, harness.bearer(KEEP))
        yield harness


async def received(dossiers: DossierHarness) -> dict[str, Any]:
    return await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")


async def try_open(
    dossiers: DossierHarness, parent: dict[str, Any], subject: str = "handler-1", key: str | None = None, **body: Any
) -> Any:
    request = {"agency": DEPARTMENT, "reason": "Xin ý kiến về hộ tịch", **body}
    headers = dossiers.bearer(HANDLE, subject) | {"If-Match": f'"{parent["revision"]}"'}
    headers |= {"Idempotency-Key": key or uuid4().hex}
    return await dossiers.post(f"/v1/dossiers/{parent['id']}/sub-dossiers", request, headers)


async def opened(dossiers: DossierHarness, parent: dict[str, Any], **body: Any) -> dict[str, Any]:
    response = await try_open(dossiers, parent, **body)
    assert response.status_code == 201, response.text
    return dict(response.json())


async def act_there(dossiers: DossierHarness, dossier: dict[str, Any], act: str, role: str, **body: Any) -> Any:
    headers = dossiers.bearer(HANDLE, f"{role}-9", DEPARTMENT) | {"If-Match": f'"{dossier["revision"]}"'}
    response = await dossiers.post(f"/v1/dossiers/{dossier['id']}/{act}", body, headers)
    assert response.status_code == 200, response.text
    return response.json()


async def test_a_sub_dossier_has_a_number_a_clock_and_a_handler_of_its_own(dossiers: DossierHarness) -> None:
    parent = await received(dossiers)
    limit = {"amount": 2, "unit": "working_day"}
    sub = await opened(dossiers, parent, time_limit=limit)
    assert (sub["parent_id"], sub["state"], sub["number"]) == (parent["id"], 1, None)
    assert (sub["filed_at_agency"], sub["receiving_agency"], sub["deciding_agency"]) == (
        COMMUNE,
        DEPARTMENT,
        DEPARTMENT,
    )
    there = await act_there(dossiers, sub, "reception", "receiver")
    assert (there["number"], there["due_on"]) == (f"{DEPARTMENT}-261123-0001", "2026-11-25")
    claimed = await act_there(dossiers, there, "claim", "handler")
    assert type_of(await dossiers.try_act(claimed, "handling", "handler")) == (403, "role-not-held")
    filed = next(event for event in await dossiers.service.emitted_events() if getattr(event, "parent_id", None))
    assert (event_type(filed).name, filed.parent_id) == ("dossier.filed.v1", parent["id"])  # type: ignore[attr-defined]
    own = await dossiers.service.http.get(f"/v1/me/dossiers/{parent['id']}", headers=dossiers.citizen())
    assert [part["number"] for part in own.json()["sub_dossiers"]] == [there["number"]]


async def test_a_dossier_ends_after_its_sub_dossiers(dossiers: DossierHarness) -> None:
    parent = await received(dossiers)
    sub = await act_there(dossiers, await opened(dossiers, parent), "reception", "receiver")
    other = await opened(dossiers, parent)
    for act, body in (("result", {}), ("stop", {"reason": "Không đủ điều kiện"})):
        refused = await dossiers.try_act(parent, act, "signer", **body)
        assert (type_of(refused), refused.json()["open"]) == ((409, "sub-dossiers-open"), 2)
    await act_there(dossiers, sub, "result", "signer")
    assert (await dossiers.try_act(parent, "result", "signer")).json()["open"] == 1
    await act_there(dossiers, other, "refusal", "receiver", reason="Không thuộc thẩm quyền")
    assert (await dossiers.act(parent, "result", "signer"))["state"] == 9


async def test_a_withdrawal_reaches_the_sub_dossiers(dossiers: DossierHarness) -> None:
    parent = await received(dossiers)
    filed = await opened(dossiers, parent)
    limited = await opened(dossiers, parent, time_limit={"amount": 5, "unit": "working_day"})
    begun = await act_there(dossiers, limited, "reception", "receiver")
    ended = await act_there(dossiers, await opened(dossiers, parent), "reception", "receiver")
    await act_there(dossiers, ended, "result", "signer")
    warned = "SELECT kind FROM dossier_warning WHERE dossier_id = CAST(:id AS uuid)"
    assert len(await dossiers.service.rows(warned, id=begun["id"])) == 3
    await dossiers.act_as_citizen(parent, "withdrawal", reason="Không còn nhu cầu")
    rows = await dossiers.service.rows("SELECT id, stage FROM dossier")
    stages = {str(row.id): row.stage for row in rows}
    assert [stages[dossier["id"]] for dossier in (parent, filed, begun, ended)] == [
        "withdrawn",
        "withdrawn",
        "withdrawn",
        "finished",
    ]
    names = [event_type(event).name for event in await dossiers.service.emitted_events()]
    assert names.count("dossier.withdrawn.v1") == 3
    assert await dossiers.service.rows(warned, id=begun["id"]) == [], "nobody is warned of what was withdrawn"


async def test_a_sub_dossier_that_cannot_be_is_refused(dossiers: DossierHarness) -> None:
    filed = await dossiers.file_at_counter()
    assert type_of(await try_open(dossiers, filed)) == (409, "act-out-of-state")
    parent = await dossiers.act(filed, "reception", "receiver")
    assert type_of(await try_open(dossiers, parent, agency=COMMUNE)) == (409, "agency-unchanged")
    assert type_of(await try_open(dossiers, parent, agency=ABOLISHED)) == (409, "agency-not-existing")
    assert type_of(await try_open(dossiers, parent, "signer-1")) == (403, "role-not-held")
    assert type_of(await try_open(dossiers, filed)) == (412, "revision-mismatch")
    body = {"agency": DEPARTMENT, "reason": "Xin ý kiến"}
    path, headers = f"/v1/dossiers/{parent['id']}/sub-dossiers", dossiers.bearer(HANDLE, "handler-1")
    without_key = await dossiers.post(path, body, headers | {"If-Match": '"2"'})
    assert type_of(without_key) == (428, "idempotency-key-missing")
    assert type_of(await dossiers.post(path, body, headers | {"Idempotency-Key": "a"})) == (428, "if-match-missing")
    claimed = await dossiers.act(parent, "claim", "handler")
    assert type_of(await try_open(dossiers, claimed, "handler-2")) == (409, "claimed-already")
    first = await try_open(dossiers, claimed, key="once")
    assert (await try_open(dossiers, claimed, key="once")).json() == first.json()
    sub = await act_there(dossiers, first.json(), "reception", "receiver")
    nested = dossiers.bearer(HANDLE, "handler-9", DEPARTMENT) | {"If-Match": '"2"', "Idempotency-Key": "b"}
    path = f"/v1/dossiers/{sub['id']}/sub-dossiers"
    refused = await dossiers.post(path, {"agency": OTHER_COMMUNE, "reason": "Khác"}, nested)
    assert type_of(refused) == (409, "sub-dossier-nested")
    rows = await dossiers.service.rows("SELECT personal_id FROM dossier_person")
    assert [row.personal_id for row in rows] == [CITIZEN, CITIZEN]
