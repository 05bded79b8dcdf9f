"""All levels of services, how proactively they are provided, and sets of services, through the HTTP API."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from common.contracts.online_services import OnlineServiceEvent, OnlineServiceProactiveLevelSet
from common.contracts.parts import ItemKind, OnlineLevel
from tests.support.law_events import annulled, declared_online, introduced, period, recoded, repealed
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

A, B, C = "1.000101", "1.000102", "1.000103"
BEGIN, JUNE, JULY, DECEMBER = date(2023, 2, 1), date(2026, 6, 1), date(2026, 7, 1), date(2026, 12, 1)
REGISTER = "online_services.register"
REASON = {"code": "must_be_present", "legal_basis": "Luật Hộ tịch 2014, Điều 15"}
GROUND = "Quyết định 422/QĐ-TTg"


@pytest.fixture
async def registry(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "online_services", tmp_path) as harness:
        await harness.apply_events([introduced(code, period(BEGIN)) for code in (A, B, C)])
        yield harness


async def post(harness: ServiceHarness, path: str, body: dict[str, Any], **headers: str) -> Any:
    return await harness.http.post(path, json=body, headers=harness.bearer(REGISTER) | headers)


async def register(harness: ServiceHarness, code: str, level: str, reason: dict[str, str] | None = None) -> Any:
    line = {"procedure_code": code, "level": level, "partial_reason": reason, "effective_on": str(BEGIN)}
    return await post(harness, "/v1/online-services", {"services": [line]})


async def registered(harness: ServiceHarness, code: str, level: str, reason: dict[str, str] | None = None) -> str:
    response = await register(harness, code, level, reason)
    assert response.status_code == 201, response.text
    return str(response.json()["services"][0]["id"])


async def filing(harness: ServiceHarness, code: str, on: date) -> dict[str, Any]:
    return dict((await harness.http.get(f"/v1/online-filing/{code}", params={"on": str(on)})).json())


@pytest.mark.parametrize("level", ["information_only", "undetermined"])
async def test_an_entry_at_which_nothing_is_filed_is_listed_with_its_level_and_stated_in_its_event(
    registry: ServiceHarness, level: str
) -> None:
    id = await registered(registry, A, level)
    found = await filing(registry, A, JUNE)
    assert (found["may_file"], found["obstacle"], found["level"]) == (False, level, level)
    (event,) = await registry.emitted_events()
    assert isinstance(event, OnlineServiceEvent)
    assert [each.level for each in event.levels] == [OnlineLevel(level)]
    listed = (await registry.http.get("/v1/online-services", params={"level": level})).json()["items"]
    assert [service["id"] for service in listed] == [id]
    raised = {"level": "full", "effective_on": str(JUNE)}
    assert (await post(registry, f"/v1/online-services/{id}/level", raised)).status_code == 200
    assert (await filing(registry, A, JUNE))["level"] == "full"


@pytest.mark.parametrize("level", ["information_only", "undetermined"])
async def test_only_a_partial_service_states_a_reason(registry: ServiceHarness, level: str) -> None:
    refused = await register(registry, A, level, REASON)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:congbo:problem:unexpected-partial-reason")


@pytest.mark.parametrize("level", OnlineLevel)
async def test_a_declaration_enters_its_level_and_its_annulment_takes_it_back(
    registry: ServiceHarness, level: OnlineLevel
) -> None:
    await registry.apply_events([declared_online(A, BEGIN, period(BEGIN), online_level=level)])
    assert (await filing(registry, A, JUNE))["level"] == level.value
    await registry.apply_events([annulled(A, ItemKind.DECLARE_ONLINE, BEGIN, period(BEGIN), online_level=level)])
    assert (await filing(registry, A, JUNE))["level"] is None


async def test_a_declaration_that_a_procedure_is_only_described_lowers_no_service(registry: ServiceHarness) -> None:
    await registered(registry, A, "partial", REASON)
    declaration = declared_online(A, JUNE, period(BEGIN), online_level=OnlineLevel.INFORMATION_ONLY)
    await registry.apply_events([declaration])
    assert (await filing(registry, A, JUNE))["level"] == "partial"


async def test_the_published_reason_is_stated_to_citizens(registry: ServiceHarness) -> None:
    await registered(registry, A, "partial", REASON)
    names = {"name": "Tổ chức, cá nhân phải có mặt", "name_en": "The applicant must be present"}
    assert (await filing(registry, A, JUNE))["partial_reason"] == REASON | names


async def test_a_proactive_level_applies_from_its_day_with_its_ground_and_author(registry: ServiceHarness) -> None:
    id = await registered(registry, A, "full")
    path = f"/v1/online-services/{id}/proactive-level"
    for level, on in ((2, JULY), (1, JUNE)):
        body = {"level": level, "effective_on": str(on), "legal_basis": GROUND}
        assert (await post(registry, path, body)).status_code == 200
    assert [(await filing(registry, A, on))["proactive_level"] for on in (BEGIN, JUNE, JULY)] == [0, 1, 2]
    detail = (await registry.http.get(f"/v1/online-services/{id}")).json()
    assert detail["proactive_levels"] == [
        {"effective_from": str(JUNE), "level": 1, "legal_basis": GROUND},
        {"effective_from": str(JULY), "level": 2, "legal_basis": GROUND},
    ]
    event = (await registry.emitted_events())[-1]
    assert isinstance(event, OnlineServiceProactiveLevelSet)
    assert [(each.effective_from, each.level) for each in event.proactive_levels] == [(JUNE, 1), (JULY, 2)]
    history = (await registry.http.get(f"/v1/online-services/{id}/history")).json()["items"]
    assert [(line["action"], line["reason"]) for line in history[1:]] == [("proactive_level_set", GROUND)] * 2
    recorded_by = await registry.rows("SELECT DISTINCT recorded_by FROM proactive_level")
    assert len(recorded_by) == 1


async def test_a_corrected_proactive_level_keeps_the_former_row(registry: ServiceHarness) -> None:
    id = await registered(registry, A, "full")
    for level in (3, 1):
        body = {"level": level, "effective_on": str(JUNE), "legal_basis": GROUND}
        assert (await post(registry, f"/v1/online-services/{id}/proactive-level", body)).status_code == 200
    assert (await filing(registry, A, JUNE))["proactive_level"] == 1
    rows = await registry.rows("SELECT level FROM proactive_level ORDER BY id")
    assert [row[0] for row in rows] == [3, 1]


@pytest.mark.parametrize(
    ("level", "on", "status", "problem"),
    [
        (5, JUNE, 422, "malformed-request"),
        (0, JUNE, 409, "proactive-level-unchanged"),
        (1, date(2020, 1, 1), 409, "online-service-not-offered"),
    ],
)
async def test_a_proactive_level_that_does_not_fit_is_refused(
    registry: ServiceHarness, level: int, on: date, status: int, problem: str
) -> None:
    id = await registered(registry, A, "full")
    body = {"level": level, "effective_on": str(on), "legal_basis": GROUND}
    refused = await post(registry, f"/v1/online-services/{id}/proactive-level", body)
    assert (refused.status_code, refused.json()["type"]) == (status, f"urn:congbo:problem:{problem}")
    stale = {"level": 1, "effective_on": str(JUNE), "legal_basis": GROUND}
    path = f"/v1/online-services/{id}/proactive-level"
    assert (await post(registry, path, stale, **{"If-Match": '"9"'})).status_code == 412


def a_set(*members: dict[str, Any], **more: Any) -> dict[str, Any]:
    first = {"code": "essential", "kind": "essential", "name": "Dịch vụ công thiết yếu", "valid_from": str(BEGIN)}
    return {"sets": [first | {"legal_basis": GROUND, "members": members} | more]}


def member(code: str, begin: date = BEGIN, **more: Any) -> dict[str, Any]:
    return {"procedure_code": code, "valid_from": str(begin), **more}


async def members(harness: ServiceHarness, on: date) -> list[tuple[str, str | None]]:
    response = await harness.http.get("/v1/service-sets/essential", params={"on": str(on)})
    assert response.status_code == 200, response.text
    return [(each["procedure_code"], each["level"]) for each in response.json()["members"]]


async def test_a_set_has_the_members_of_each_day_with_their_levels(registry: ServiceHarness) -> None:
    await registered(registry, A, "full")
    body = a_set(member(B, position=1), member(A, position=2), member(C, DECEMBER, position=3))
    assert (await post(registry, "/v1/service-sets", body)).status_code == 204
    assert await members(registry, JUNE) == [(B, None), (A, "full")]
    assert await members(registry, DECEMBER) == [(B, None), (A, "full"), (C, None)]
    listed = (await registry.http.get("/v1/service-sets", params={"on": str(JUNE), "kind": "essential"})).json()
    assert [(each["code"], each["members"], each["legal_basis"]) for each in listed["items"]] == [
        ("essential", 2, GROUND)
    ]
    assert (await registry.http.get("/v1/service-sets", params={"kind": "interconnected"})).json()["items"] == []
    sets = (await filing(registry, A, JUNE))["sets"]
    assert sets == [{"code": "essential", "kind": "essential", "name": "Dịch vụ công thiết yếu"}]


async def test_the_last_recorded_row_counts_and_the_former_one_stays_on_record(registry: ServiceHarness) -> None:
    for end in (None, JULY, BEGIN):
        body = a_set(member(A), member(B, valid_to=None if end is None else str(end)))
        assert (await post(registry, "/v1/service-sets", body)).status_code == 204
        expected = [A, B] if end is None or end > JUNE else [A]
        assert [code for code, _ in await members(registry, JUNE)] == expected
    rows = await registry.rows("SELECT valid_to, recorded_by FROM service_set_member WHERE procedure_code = '1.000102'")
    assert [row[0] for row in rows] == [None, JULY, BEGIN]
    assert all(row[1] for row in rows)


async def test_a_set_that_has_ended_is_not_found(registry: ServiceHarness) -> None:
    assert (await post(registry, "/v1/service-sets", a_set(member(A), valid_to=str(JULY)))).status_code == 204
    missing = await registry.http.get("/v1/service-sets/essential", params={"on": str(JULY)})
    assert (missing.status_code, missing.json()["type"]) == (404, "urn:congbo:problem:service-set-not-found")
    assert (await filing(registry, A, JULY))["sets"] == []


async def test_a_member_that_is_no_law_or_is_named_twice_refuses_the_whole_request(registry: ServiceHarness) -> None:
    await registry.apply_events([repealed(C, JUNE, period(BEGIN, JUNE))])
    foreign = await post(registry, "/v1/service-sets", a_set(member(A), member("1.999999"), member(C, JULY)))
    assert (foreign.status_code, foreign.json()["type"]) == (409, "urn:congbo:problem:procedure-not-in-force")
    assert [each["procedure_code"] for each in foreign.json()["procedures"]] == ["1.999999", C]
    twice = await post(registry, "/v1/service-sets", a_set(member(A), member(A)))
    assert (twice.status_code, twice.json()["type"]) == (409, "urn:congbo:problem:duplicate-service-set")
    assert await registry.rows("SELECT 1 FROM service_set") == []


async def test_a_member_follows_its_procedure_to_its_own_code(registry: ServiceHarness) -> None:
    assert (await post(registry, "/v1/service-sets", a_set(member(A)))).status_code == 204
    await registry.apply_events([recoded(A, "2.000900", period(BEGIN))])
    assert await members(registry, JUNE) == [("2.000900", None)]
    assert (await post(registry, "/v1/service-sets", a_set(member(A, valid_to=str(BEGIN))))).status_code == 204
    assert await members(registry, JUNE) == []


async def test_only_registrars_record_sets_and_proactive_levels(registry: ServiceHarness) -> None:
    other = registry.bearer("online_services.review")
    id = await registered(registry, A, "full")
    body = {"level": 1, "effective_on": str(JUNE), "legal_basis": GROUND}
    for path, content in ((f"/v1/online-services/{id}/proactive-level", body), ("/v1/service-sets", a_set(member(A)))):
        refused = await registry.http.post(path, json=content, headers=other)
        assert (refused.status_code, refused.json()["type"]) == (403, "urn:congbo:problem:insufficient-scope")
