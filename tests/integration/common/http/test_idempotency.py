"""`Idempotency-Key`: a repeated request gets the response of the first, and has its effect once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import structlog

from procedures.registers.api.examples import AGENCIES
from tests.support.lookup_harness import look_up, lookup_body, lookup_harness
from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, DRAFT, ProceduresHarness, item, problem, procedures_harness
from tests.support.service_harness import unique

A, B = "1.000101", "1.000102"
STORED_HEADERS = ("content-type", "etag", "location", "event-position")


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def relevant_parts(response: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    return (
        response.status_code,
        response.content,
        {name: response.headers[name] for name in STORED_HEADERS if name in response.headers},
    )


async def count(harness: ProceduresHarness, table: str) -> int:
    (row,) = await harness.service.rows(f"SELECT count(*) AS count FROM {table}")
    return int(row.count)


async def test_a_repeat_gets_the_stored_response_with_its_tag_location_and_position(harness: ProceduresHarness) -> None:
    key, body = unique("key"), harness.body(item("introduce", A))
    attempts = [{"Idempotency-Key": key, "Request-Id": f"attempt-{number}"} for number in range(2)]
    first, again = [await harness.post_draft(body, **attempt) for attempt in attempts]
    assert relevant_parts(again) == relevant_parts(first)
    assert set(relevant_parts(first)[2]) == {"content-type", "etag", "location"}
    assert (first.headers["Request-Id"], again.headers["Request-Id"]) == ("attempt-0", "attempt-1")
    assert ("Idempotent-Replayed" in first.headers, again.headers["Idempotent-Replayed"]) == (False, "true")
    publish = {"Idempotency-Key": unique("key")}
    published, replayed = [await harness.post_publish(first.json()["id"], **publish) for _ in range(2)]
    assert relevant_parts(replayed) == relevant_parts(published)
    assert set(relevant_parts(published)[2]) == {"content-type", "etag", "event-position"}
    assert (await count(harness, "decision"), len(await harness.emitted_events())) == (1, 2)


async def test_a_repeat_of_a_request_without_a_body_is_no_error(harness: ProceduresHarness) -> None:
    draft = await harness.draft(item("introduce", A))
    headers = harness.service.bearer(DRAFT) | {"Idempotency-Key": unique("key")}
    deleted, again = [await harness.http.delete(f"/v1/decisions/{draft['id']}", headers=headers) for _ in range(2)]
    assert (deleted.status_code, again.status_code, again.content) == (204, 204, b"")
    assert again.headers["Idempotent-Replayed"] == "true"


async def test_a_key_that_was_used_for_another_request_is_refused(harness: ProceduresHarness) -> None:
    key = {"Idempotency-Key": unique("key")}
    headers = harness.service.bearer(CATALOGUE) | key
    assert (await harness.http.post("/v1/agencies", json=AGENCIES, headers=headers)).status_code == 200
    before = await count(harness, "register_entry")
    other = {"agencies": [{"code": "H60.77", "name": "Sở Mới"}]}
    refused = await harness.http.post("/v1/agencies", json=other, headers=headers)
    assert (refused.status_code, problem(refused)["type"]) == (422, "idempotency-key-reused")
    assert problem(refused)["key"] == key["Idempotency-Key"]
    assert await count(harness, "register_entry") == before


async def test_a_key_that_was_used_with_another_query_is_refused(harness: ProceduresHarness) -> None:
    headers = harness.service.bearer("national_catalogue.import") | {"Idempotency-Key": unique("key")}
    path, row = "/v1/national-catalogue/snapshots", b'{"code": "1.000001", "name": "C\xe1\xba\xa5p gi\xe1\xba\xa5y"}'
    query = {"source": "national-portal", "day": "2026-01-01"}
    first = await harness.http.post(path, params=query, content=row, headers=headers)
    assert first.status_code == 201, first.text
    refused = await harness.http.post(path, params={**query, "day": "2026-01-02"}, content=row, headers=headers)
    assert (refused.status_code, problem(refused)["type"]) == (422, "idempotency-key-reused")


async def test_a_key_that_was_used_for_another_path_is_refused(harness: ProceduresHarness) -> None:
    first, second = await harness.draft(item("introduce", A)), await harness.draft(item("introduce", B))
    key = {"Idempotency-Key": unique("key")}
    assert (
        await harness.post_publish(first["id"], "decisions.publish", "decisions.back_enter", **key)
    ).status_code == 200
    refused = await harness.post_publish(second["id"], "decisions.publish", "decisions.back_enter", **key)
    assert (refused.status_code, problem(refused)["type"]) == (422, "idempotency-key-reused")
    assert (await harness.http.get(f"/v1/decisions/{second['id']}")).status_code == 404


async def test_two_officers_may_use_one_key(harness: ProceduresHarness) -> None:
    key = {"Idempotency-Key": unique("key")}
    bodies = {"officer-1": harness.body(item("introduce", A)), "officer-2": harness.body(item("introduce", B))}
    responses = [
        await harness.http.post(
            "/v1/decisions", json=body, headers=harness.service.bearer(DRAFT, subject=subject) | key
        )
        for subject, body in bodies.items()
    ]
    assert [response.status_code for response in responses] == [201, 201]
    assert responses[0].json()["id"] != responses[1].json()["id"]


async def test_ten_concurrent_requests_with_one_key_have_one_effect_and_one_response(
    harness: ProceduresHarness,
) -> None:
    key, body = {"Idempotency-Key": unique("key")}, harness.body(item("introduce", A))
    responses = await asyncio.gather(*(harness.post_draft(body, **key) for _ in range(10)))
    assert {response.status_code for response in responses} == {201}
    assert len({response.content for response in responses}) == 1
    assert sorted(response.headers.get("Idempotent-Replayed", "") for response in responses) == ["", *["true"] * 9]
    assert await count(harness, "decision") == 1


async def test_a_refused_request_stores_nothing_and_its_key_serves_the_corrected_request(
    harness: ProceduresHarness,
) -> None:
    key, body = {"Idempotency-Key": unique("key")}, harness.body(item("introduce", A), agency_code="H60.03")
    malformed = await harness.post_draft({**body, "title": ""}, **key)
    refused = await harness.post_draft(body, **key)
    assert (malformed.status_code, refused.status_code) == (422, 409)
    unknown = await harness.http.delete(
        f"/v1/decisions/{'0' * 8}-0000-7000-8000-000000000000", headers=harness.service.bearer(DRAFT) | key
    )
    assert unknown.status_code == 404
    assert await count(harness, "idempotent_response") == 0
    corrected = await harness.post_draft({**body, "agency_code": "H60.01"}, **key)
    assert (corrected.status_code, "Idempotent-Replayed" in corrected.headers) == (201, False)


async def test_a_request_whose_response_cannot_be_stored_has_no_effect(harness: ProceduresHarness) -> None:
    await harness.service.execute("ALTER TABLE idempotent_response ADD CONSTRAINT never_201 CHECK (status <> 201)")
    body = harness.body(item("introduce", A))
    with structlog.testing.capture_logs():
        assert (await harness.post_draft(body, **{"Idempotency-Key": unique("key")})).status_code == 500
    assert await count(harness, "decision") == 0
    assert (await harness.post_draft(body)).status_code == 201


async def test_without_a_key_nothing_is_stored(harness: ProceduresHarness) -> None:
    await harness.draft(item("introduce", A))
    assert await count(harness, "idempotent_response") == 0


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "".join(unique("k") for _ in range(400))])
async def test_a_malformed_key_is_refused(harness: ProceduresHarness, key: str) -> None:
    refused = await harness.post_draft(harness.body(item("introduce", A)), **{"Idempotency-Key": key})
    assert (refused.status_code, problem(refused)["type"]) == (400, "malformed-idempotency-key")
    assert await count(harness, "decision") == 0


async def test_the_response_to_a_look_up_is_personal_data_and_is_not_stored(postgres: Postgres, tmp_path: Path) -> None:
    key = {"Idempotency-Key": unique("key")}
    async with lookup_harness(postgres, tmp_path) as population:
        body = lookup_body()
        first, again = [await look_up(population, body, **key) for _ in range(2)]
        refused = await look_up(population, lookup_body(procedure_code="1.999999"), **key)
        assert (first.status_code, again.status_code, refused.status_code) == (200, 200, 404)
        assert "Idempotent-Replayed" not in again.headers
        assert await population.rows("SELECT 1 FROM idempotent_response") == []
        assert len(await population.rows("SELECT 1 FROM access_log")) == 3
