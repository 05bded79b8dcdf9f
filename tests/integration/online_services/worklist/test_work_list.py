"""Claims, and the work list of an agency and of its officers."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.dossier_harness import (
    COMMUNE,
    HANDLE,
    KEEP,
    OTHER_COMMUNE,
    DossierHarness,
    dossier_harness,
    type_of,
)
from tests.support.postgres import Postgres


@pytest.fixture
async def dossiers(postgres: Postgres, tmp_path: Path) -> AsyncIterator[DossierHarness]:
    async with dossier_harness(postgres, tmp_path) as harness:
        more = [("handler-2", "handler"), ("head_of_agency-1", "head_of_agency"), ("both-1", "handler")]
        more += [("both-1", "head_of_agency")]
        officers = [harness.officer(subject, role) for subject, role in more]
        await harness.post("/v1/dossier-officers", {"officers": officers}, harness.bearer(KEEP))
        yield harness


async def listed(
    dossiers: DossierHarness, group: str, subject: str = "handler-1", agency: str = COMMUNE, **params: Any
) -> list[str]:
    headers = dossiers.bearer(HANDLE, subject, agency)
    found: list[str] = []
    after: dict[str, str] = {}
    while True:
        response = await dossiers.service.http.get(
            "/v1/work-list", params={"group": group, **params, **after}, headers=headers
        )
        assert response.status_code == 200, response.text
        found += [item["id"] for item in response.json()["items"]]
        if response.json()["next"] is None:
            return found
        after = {"after": response.json()["next"]}


async def test_each_open_dossier_is_in_the_one_group_that_its_state_and_its_appointment_give(
    dossiers: DossierHarness,
) -> None:
    dossiers.clock.set_to(datetime(2026, 11, 16, 2, tzinfo=UTC))
    overdue = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    waiting = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    waiting = await dossiers.act(waiting, "supplement-request", "handler", reason="Thiếu")
    dossiers.clock.moment = datetime(2026, 11, 17, 2, tzinfo=UTC)
    also_overdue = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    dossiers.clock.moment = datetime(2026, 11, 18, 2, tzinfo=UTC)
    due_today = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    dossiers.clock.moment = datetime(2026, 11, 25, 5, tzinfo=UTC)
    later = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    by_hours = await dossiers.act(await dossiers.file(), "reception", "receiver")
    filed = await dossiers.file()
    awaited = await dossiers.act(await dossiers.file(), "supplement-request", "receiver", reason="Thiếu")
    stopped = await dossiers.act(await dossiers.file(), "reception", "receiver")
    stopped = await dossiers.act(stopped, "stop", "signer", reason="Không đủ điều kiện")
    expected = {
        "to_receive": [filed],
        "supplement_awaited": [awaited],
        "overdue": [overdue, also_overdue],
        "due_today": [due_today, by_hours],
        "due_later": [later],
        "without_appointment": [],
        "waiting": [waiting],
        "to_deliver": [stopped],
    }
    ids = {group: [dossier["id"] for dossier in of_group] for group, of_group in expected.items()}
    assert {group: await listed(dossiers, group) for group in expected} == ids
    assert await listed(dossiers, "overdue", limit=1) == ids["overdue"]
    assert await listed(dossiers, "overdue", "stranger") == []
    assert await listed(dossiers, "overdue", "handler-1", OTHER_COMMUNE) == []
    dossiers.clock.moment = datetime(2026, 11, 25, 10, 30, 1, tzinfo=UTC)
    assert await listed(dossiers, "overdue") == [*ids["overdue"], by_hours["id"]]


async def test_a_claimed_dossier_is_handled_by_its_officer_alone(dossiers: DossierHarness) -> None:
    received = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    claimed = await dossiers.act(received, "claim", "handler")
    stale = await dossiers.try_act(received, "claim", "handler")
    assert type_of(stale) == (412, "revision-mismatch")
    other = dossiers.bearer(HANDLE, "handler-2") | {"If-Match": f'"{claimed["revision"]}"'}
    path = f"/v1/dossiers/{claimed['id']}"
    for act in ("claim", "handling", "return"):
        assert type_of(await dossiers.post(f"{path}/{act}", {}, other)) == (409, "claimed-already")
    assert await listed(dossiers, "due_later", mine=True) == [claimed["id"]]
    assert await listed(dossiers, "due_later", "handler-2", mine=True) == []
    nobody = await dossiers.try_act(claimed, "assignment", "head_of_agency", handler="receiver-1")
    assert type_of(nobody) == (409, "officer-not-handler")
    reassigned = await dossiers.act(claimed, "assignment", "head_of_agency", handler="handler-2")
    assert await listed(dossiers, "due_later", "handler-2", mine=True) == [claimed["id"]]
    assert type_of(await dossiers.try_act(reassigned, "handling", "handler")) == (409, "claimed-already")
    headers = dossiers.bearer(HANDLE, "handler-2") | {"If-Match": f'"{reassigned["revision"]}"'}
    returned = await dossiers.post(f"{path}/return", {}, headers)
    assert returned.status_code == 200
    assert type_of(await dossiers.try_act(returned.json(), "return", "handler")) == (409, "not-assigned")
    assert (await dossiers.act(returned.json(), "handling", "handler"))["state"] == 4
    rows = await dossiers.service.rows("SELECT action, assigned_to FROM dossier_act ORDER BY revision")
    assert [tuple(row) for row in rows][2:] == [
        ("claim", "handler-1"),
        ("reassign", "handler-2"),
        ("give_back", None),
        ("begin", None),
    ]


async def test_a_head_who_is_a_handler_too_acts_as_the_head_on_what_another_officer_has(
    dossiers: DossierHarness,
) -> None:
    received = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    assert type_of(await dossiers.try_act(received, "claim", "head_of_agency")) == (409, "officer-not-handler")
    unassigned = await dossiers.try_act(received, "assignment", "handler", handler="handler-2")
    assert type_of(unassigned) == (409, "not-assigned"), "a handler reassigns only what they have"
    claimed = await dossiers.act(received, "claim", "handler")
    assert type_of(await dossiers.try_act(claimed, "handling", "both")) == (409, "claimed-already")
    reassigned = await dossiers.act(claimed, "assignment", "both", handler="handler-2")
    returned = await dossiers.act(reassigned, "return", "both")
    assert (await dossiers.act(returned, "claim", "both"))["state"] == 2
    rows = await dossiers.service.rows("SELECT action, role FROM dossier_act ORDER BY revision DESC LIMIT 3")
    assert [tuple(row) for row in rows] == [
        ("claim", "handler"),
        ("give_back", "head_of_agency"),
        ("reassign", "head_of_agency"),
    ]


async def test_an_officer_whose_role_ended_keeps_no_dossier_from_others(dossiers: DossierHarness) -> None:
    received = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    claimed = await dossiers.act(received, "claim", "handler")
    ended = dossiers.officer("handler-1", "handler", valid_to="2026-11-24")
    await dossiers.post("/v1/dossier-officers", {"officers": [ended]}, dossiers.bearer(KEEP))
    other = dossiers.bearer(HANDLE, "handler-2") | {"If-Match": f'"{claimed["revision"]}"'}
    path = f"/v1/dossiers/{claimed['id']}/claim"
    assert type_of(await dossiers.post(path, {}, other)) == (409, "claimed-already")
    dossiers.clock.moment = datetime(2026, 11, 24, 2, tzinfo=UTC)
    assert (await dossiers.post(path, {}, other)).status_code == 200
    assert await listed(dossiers, "due_later", "handler-2", mine=True) == [claimed["id"]]
