"""The registry of online services through its HTTP API, on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from common.contracts.online_services import OnlineServiceLevelChanged, OnlineServiceRegistered, OnlineServiceReviewed
from tests.support.law_events import amended, introduced, period, repealed
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

REGISTER, REVIEW = "online_services.register", "online_services.review"
BEGIN = date(2023, 2, 1)
REASON = {"code": "must_be_present", "legal_basis": "Luật Hộ tịch 2014, Điều 15"}


@pytest.fixture
async def registry(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "online_services", tmp_path) as harness:
        await harness.apply_events([introduced(code, period(BEGIN)) for code in ("1.000101", "1.000102", "1.000103")])
        yield harness


def line(code: str, level: str = "full", on: str = "2023-06-01", **more: Any) -> dict[str, Any]:
    reason = REASON if level == "partial" else None
    return {"procedure_code": code, "level": level, "partial_reason": reason, "effective_on": on, **more}


async def register(harness: ServiceHarness, *lines: dict[str, Any], **headers: str) -> Any:
    return await harness.http.post(
        "/v1/online-services", json={"services": lines}, headers=harness.bearer(REGISTER) | headers
    )


async def register_one(harness: ServiceHarness, *lines: dict[str, Any]) -> dict[str, Any]:
    response = await register(harness, *lines)
    assert response.status_code == 201, response.text
    (service,) = response.json()["services"]
    return dict(service)


async def test_several_procedures_are_registered_at_once_with_an_event_for_each(registry: ServiceHarness) -> None:
    response = await register(registry, line("1.000101"), line("1.000102", "partial"))
    assert response.status_code == 201
    first, second = response.json()["services"]
    assert (first["procedure_code"], first["levels"][0]["level"], first["levels"][0]["partial_reason"]) == (
        "1.000101",
        "full",
        None,
    )
    assert second["levels"][0]["partial_reason"] == {**REASON, "name": "Tổ chức, cá nhân phải có mặt"}
    assert second["agency"] == {"code": "H60.01", "name": "Sở Tư pháp"}
    events = await registry.emitted_events()
    registered = [event for event in events if isinstance(event, OnlineServiceRegistered)]
    assert len(registered) == len(events)
    assert sorted(event.procedure_code for event in registered) == ["1.000101", "1.000102"]
    assert "online_services/" in response.headers["Event-Position"]


async def test_a_procedure_that_is_not_in_force_refuses_the_whole_request(registry: ServiceHarness) -> None:
    response = await register(registry, line("1.000101"), line("1.999999"), line("1.000102", on="2023-01-31"))
    problem = response.json()
    assert (response.status_code, problem["type"]) == (409, "urn:congbo:problem:procedure-not-in-force")
    assert [procedure["procedure_code"] for procedure in problem["procedures"]] == ["1.999999", "1.000102"]
    assert await registry.emitted_events() == []
    assert (await registry.http.get("/v1/online-services")).json()["items"] == []


async def test_a_procedure_cannot_be_registered_twice(registry: ServiceHarness) -> None:
    await register_one(registry, line("1.000101"))
    response = await register(registry, line("1.000101", on="2024-01-01"))
    assert (response.status_code, response.json()["type"]) == (
        409,
        "urn:congbo:problem:online-service-already-registered",
    )


async def test_simultaneous_registrations_of_a_procedure_create_one_service(
    registry: ServiceHarness,
) -> None:
    responses = await asyncio.gather(*(register(registry, line("1.000103")) for _ in range(4)))
    assert sorted(response.status_code for response in responses) == [201, 409, 409, 409]
    assert len(await registry.emitted_events()) == 1


async def test_a_partial_service_without_a_reason_is_refused(registry: ServiceHarness) -> None:
    unreasoned = {**line("1.000101"), "level": "partial"}
    response = await register(registry, unreasoned)
    assert (response.status_code, response.json()["type"]) == (409, "urn:congbo:problem:partial-service-without-reason")
    unknown = {**unreasoned, "partial_reason": {"code": "no_time", "legal_basis": "Luật"}}
    assert (await register(registry, unknown)).json()["type"] == "urn:congbo:problem:unknown-partial-reason"


async def test_the_reasons_that_the_law_lists_are_published(registry: ServiceHarness) -> None:
    codes = [reason["code"] for reason in (await registry.http.get("/v1/partial-reasons")).json()["items"]]
    assert codes == ["field_verification", "must_be_present", "other_technical_problem", "technical_incident"]


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("/v1/online-services", REVIEW),
        ("/v1/online-services/{id}/level", REVIEW),
        ("/v1/online-services/{id}/review", REGISTER),
    ],
)
async def test_a_request_without_the_scope_is_refused(registry: ServiceHarness, path: str, scope: str) -> None:
    service = await register_one(registry, line("1.000101"))
    body = {"services": [line("1.000102")]} if path.endswith("services") else line("1.000102")
    address = path.format(id=service["id"])
    refused = await registry.http.post(address, json=body, headers=registry.bearer(scope))
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:congbo:problem:insufficient-scope")
    assert (await registry.http.post(address, json=body)).status_code == 401


async def test_a_repeated_idempotency_key_registers_once_and_returns_the_same_response(
    registry: ServiceHarness,
) -> None:
    first = await register(registry, line("1.000101"), **{"Idempotency-Key": "k-1"})
    again = await register(registry, line("1.000101"), **{"Idempotency-Key": "k-1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert len(await registry.emitted_events()) == 1


async def test_the_list_shows_the_level_of_any_past_or_future_day(registry: ServiceHarness) -> None:
    service = await register_one(registry, line("1.000101", "partial", on="2023-06-01"))
    change = {"level": "full", "effective_on": "2024-03-01"}
    await registry.http.post(
        f"/v1/online-services/{service['id']}/level", json=change, headers=registry.bearer(REGISTER)
    )
    await registry.apply_events([repealed("1.000101", date(2027, 1, 1), period(BEGIN, date(2027, 1, 1)))])

    async def level_on(day: str) -> list[str]:
        items = (await registry.http.get("/v1/online-services", params={"on": day})).json()["items"]
        return [item["level"] for item in items]

    assert await level_on("2023-05-31") == []
    assert await level_on("2023-06-01") == ["partial"]
    assert await level_on("2024-02-29") == ["partial"]
    assert await level_on("2024-03-01") == ["full"]
    assert await level_on("2026-12-31") == ["full"]
    assert await level_on("2027-01-01") == []
    today = (await registry.http.get("/v1/online-services")).json()["items"]
    assert [(item["level"], item["offered_to"]) for item in today] == [("full", "2027-01-01")]


async def test_the_list_is_filtered_and_paged_without_gaps_or_repetitions(registry: ServiceHarness) -> None:
    await register(registry, line("1.000101"), line("1.000102", "partial"), line("1.000103"))
    full = (await registry.http.get("/v1/online-services", params={"level": "full"})).json()["items"]
    assert [item["procedure_code"] for item in full] == ["1.000101", "1.000103"]
    for agency, count in (("H60", 3), ("H60.01", 3), ("H60.0", 0), ("H6", 0)):
        assert len((await registry.http.get("/v1/online-services", params={"agency": agency})).json()["items"]) == count
    codes, after = [], None
    for _ in range(4):
        params = {"limit": 1, **({"after": after} if after else {})}
        page = (await registry.http.get("/v1/online-services", params=params)).json()
        codes += [item["procedure_code"] for item in page["items"]]
        if (after := page["next"]) is None:
            break
    assert codes == ["1.000101", "1.000102", "1.000103"]


async def test_a_change_of_level_keeps_the_former_level_and_emits_an_event(registry: ServiceHarness) -> None:
    service = await register_one(registry, line("1.000101", "partial"))
    change = {"level": "full", "effective_on": "2024-03-01"}
    changed = await registry.http.post(
        f"/v1/online-services/{service['id']}/level",
        json=change,
        headers=registry.bearer(REGISTER) | {"If-Match": '"1"'},
    )
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    levels = [
        (period["effective_from"], period["effective_to"], period["level"]) for period in changed.json()["levels"]
    ]
    assert levels == [("2023-06-01", "2024-03-01", "partial"), ("2024-03-01", None, "full")]
    event = (await registry.emitted_events())[-1]
    assert isinstance(event, OnlineServiceLevelChanged)
    assert [str(period.level) for period in event.levels] == ["partial", "full"]
    history = (await registry.http.get(f"/v1/online-services/{service['id']}/history")).json()["items"]
    assert [(line["action"], line["effective_on"]) for line in history] == [
        ("registered", "2023-06-01"),
        ("level_changed", "2024-03-01"),
    ]


async def test_a_change_with_an_outdated_revision_is_refused(registry: ServiceHarness) -> None:
    service = await register_one(registry, line("1.000101", "partial"))
    change = {"level": "full", "effective_on": "2024-03-01"}
    headers = registry.bearer(REGISTER) | {"If-Match": '"7"'}
    refused = await registry.http.post(f"/v1/online-services/{service['id']}/level", json=change, headers=headers)
    assert (refused.status_code, refused.json()["type"]) == (412, "urn:congbo:problem:revision-mismatch")
    assert len(await registry.emitted_events()) == 1


async def test_an_amendment_marks_the_service_and_an_officer_confirms_it(registry: ServiceHarness) -> None:
    service = await register_one(registry, line("1.000101"))
    versions = (period(BEGIN, date(2024, 1, 1)), period(date(2024, 1, 1), version=2, name="Đăng ký khai sinh lưu động"))
    await registry.apply_events([amended("1.000101", date(2024, 1, 1), *versions)])
    marked = (await registry.http.get("/v1/online-services", params={"under_review": True})).json()["items"]
    assert [item["id"] for item in marked] == [service["id"]]
    outdated = registry.bearer(REVIEW) | {"If-Match": '"1"'}
    assert (
        await registry.http.post(f"/v1/online-services/{service['id']}/review", headers=outdated)
    ).status_code == 412
    confirmed = await registry.http.post(f"/v1/online-services/{service['id']}/review", headers=registry.bearer(REVIEW))
    assert (confirmed.json()["under_review"], confirmed.json()["name"]) == (False, "Đăng ký khai sinh lưu động")
    assert isinstance((await registry.emitted_events())[-1], OnlineServiceReviewed)
    again = await registry.http.post(f"/v1/online-services/{service['id']}/review", headers=registry.bearer(REVIEW))
    assert (again.status_code, again.json()["type"]) == (409, "urn:congbo:problem:online-service-not-under-review")


async def test_the_etag_of_a_service_is_its_revision(registry: ServiceHarness) -> None:
    service = await register_one(registry, line("1.000101"))
    read = await registry.http.get(f"/v1/online-services/{service['id']}")
    assert (read.json(), read.headers["ETag"]) == (service, '"1"')
    unchanged = await registry.http.get(f"/v1/online-services/{service['id']}", headers={"If-None-Match": '"1"'})
    assert unchanged.status_code == 304


async def test_an_unknown_service_is_not_found(registry: ServiceHarness) -> None:
    for part in ("", "/history"):
        response = await registry.http.get(f"/v1/online-services/0199aaaa-0000-7000-8000-000000000001{part}")
        assert (response.status_code, response.json()["type"]) == (404, "urn:congbo:problem:online-service-not-found")


async def test_a_registration_waits_for_the_events_of_its_decision(registry: ServiceHarness) -> None:
    headers = {"Event-Position-At-Least": "procedures/0:7"}
    body = line("1.000201", on="2024-01-01")
    registration = asyncio.create_task(register(registry, body, **headers))
    await asyncio.sleep(0.1)
    assert not registration.done()
    await registry.apply_events([introduced("1.000201", period(BEGIN))])
    await registry.rows(
        "INSERT INTO stream_position (source, shard, sequence, hash) VALUES ('procedures', 0, 7, '') RETURNING 1"
    )
    assert (await registration).status_code == 201


async def test_an_exclusion_constraint_refuses_a_second_service_of_a_procedure(registry: ServiceHarness) -> None:
    service = await register_one(registry, line("1.000101"))
    copy = (
        "INSERT INTO online_service SELECT gen_random_uuid(), procedure_id, procedure_code, name, agency_code,"
        " agency_name, administrative_levels, '2025-01-01', NULL, under_review, 1 FROM online_service WHERE id = :id"
        " RETURNING 1"
    )
    with pytest.raises(IntegrityError, match="ex_online_service_one_at_a_time"):
        await registry.rows(copy, id=service["id"])
