"""The outer middleware: limits of size, security headers, the trace, and how failures are reported."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import structlog
from sqlalchemy import text

from common.eventlog.log import read
from common.logging import add_trace
from procedures.law.api import routes as procedures
from tests.support.extra_apis import api_without_database, extra_api
from tests.support.lookup_harness import look_up, lookup_body, lookup_harness
from tests.support.lookup_requests import DAO
from tests.support.postgres import Postgres
from tests.support.procedures_harness import DRAFT, PUBLISH, ProceduresHarness, item, problem, procedures_harness
from tests.support.served_app import serve_app
from tests.support.service_harness import ServiceHarness

A = "1.000101"
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=31536000",
}
SECRET = "an internal message"
PLAIN_LIST = "/v1/procedures?known_on=2024-01-01T00:00:00Z"
"""A request that the plain route answers, since the cached read of the list takes no `known_on`."""


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[structlog.typing.EventDict]]:
    """The logged lines. To print them, with the tracebacks of errors, would take seconds."""
    with structlog.testing.capture_logs() as lines:
        yield lines


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        yield harness


async def fails(*_: Any, **__: Any) -> None:
    raise RuntimeError(SECRET)


async def in_chunks(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 100):
        yield b" " * 100


@pytest.mark.parametrize("path", ["/v1/decisions", "/v1/decisions/01990000-0000-7000-8000-000000000000/publish"])
async def test_a_body_that_is_too_large_is_a_problem_with_and_without_content_length(
    harness: ProceduresHarness, path: str
) -> None:
    headers = harness.service.bearer(DRAFT, PUBLISH) | {"Content-Type": "application/json", "Idempotency-Key": "k-1"}
    async with extra_api(harness.service.runtime, max_request_bytes=1_000) as small:
        for content in (b" " * 1_100, in_chunks(1_100)):
            response = await small.http.post(path, content=content, headers=headers)
            refusal = problem(response)
            assert (refusal["status"], refusal["type"], refusal["instance"]) == (413, "request-too-large", path)
            assert "1000" in refusal["detail"]
            assert response.headers["Connection"] == "close"
        for content in (b" " * 1_000, in_chunks(1_000)):
            assert (await small.http.post(path, content=content, headers=headers)).status_code in (404, 422)


async def test_a_content_length_that_is_too_small_does_not_evade_the_limit(
    harness: ProceduresHarness,
) -> None:
    headers = harness.service.bearer(DRAFT) | {"Content-Type": "application/json", "Content-Length": "10"}
    async with extra_api(harness.service.runtime, max_request_bytes=1_000) as small:
        response = await small.http.post("/v1/decisions", content=in_chunks(1_100), headers=headers)
        assert response.status_code == 413


async def test_every_response_carries_the_security_headers(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(procedures, "procedures_in_force", fails)
    async with extra_api(harness.service.runtime, max_request_bytes=10) as small:
        responses = [
            await harness.http.get("/v1/agencies"),
            await harness.http.get("/v1/agencies", headers={"If-None-Match": "*"}),
            await harness.http.get("/v1/agencies", params={"limit": 0}),
            await harness.http.get("/nowhere"),
            await harness.http.put("/v1/agencies"),
            await harness.http.post("/v1/agencies", json={}),
            await harness.http.get(PLAIN_LIST),
            await harness.http.get("/healthz/live"),
            await harness.http.get("/docs"),
            await small.http.post("/v1/agencies", json={"agencies": []}),
        ]
    assert [response.status_code for response in responses] == [200, 304, 422, 404, 405, 401, 500, 200, 200, 413]
    for response in responses:
        assert {name: response.headers.get_list(name) for name in SECURITY} == {
            name: [value] for name, value in SECURITY.items()
        }


async def traces(harness: ProceduresHarness) -> set[str | None]:
    async with harness.service.runtime.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        return {record.traceparent for record in await read(raw.driver_connection, "procedures", 0, 0, 100)}


async def test_the_callers_trace_travels_into_the_log(harness: ProceduresHarness) -> None:
    draft = await harness.draft(item("introduce", A))
    assert (
        await harness.post_publish(draft["id"], PUBLISH, "decisions.back_enter", traceparent=TRACE)
    ).status_code == 200
    assert await traces(harness) == {TRACE}
    events = (await harness.http.get("/v1/events")).json()["events"]
    assert {event["traceparent"] for event in events} == {TRACE}


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "garbage",
        TRACE.upper(),
        f"{TRACE}-more",
        f"ff{TRACE[2:]}",
        "00-short-b7ad6b7169203331-01",
        f"{TRACE}\n",
        f"00-{'0' * 32}-b7ad6b7169203331-01",
        f"00-0af7651916cd43dd8448eb211c80319c-{'0' * 16}-01",
    ],
)
async def test_a_trace_that_is_missing_or_none_is_replaced(harness: ProceduresHarness, header: str | None) -> None:
    draft = await harness.draft(item("introduce", A))
    headers = {} if header is None else {"traceparent": header}
    assert (await harness.post_publish(draft["id"], PUBLISH, "decisions.back_enter", **headers)).status_code == 200
    (trace,) = await traces(harness)
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", trace or "")
    assert trace != header


async def test_two_requests_have_two_traces(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("introduce", "1.000102"))
    assert len(await traces(harness)) == 2


@pytest.mark.parametrize("path", ["/nowhere", "/v1", "/v1/nowhere", "/v1/decisions/x/y/z"])
async def test_an_unknown_path_is_a_problem(harness: ProceduresHarness, path: str) -> None:
    refusal = problem(await harness.http.get(path))
    assert (refusal["status"], refusal["type"], refusal["instance"]) == (404, "not-found", path)


async def test_an_unknown_method_is_a_problem_that_lists_the_allowed_ones(harness: ProceduresHarness) -> None:
    response = await harness.http.put("/v1/topics")
    assert (response.status_code, problem(response)["type"], response.headers["Allow"]) == (
        405,
        "method-not-allowed",
        "GET, HEAD, OPTIONS",
    )


async def test_an_unforeseen_failure_shows_no_internals(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(procedures, "procedures_in_force", fails)
    response = await harness.http.get(PLAIN_LIST)
    assert problem(response) == {
        "type": "internal-error",
        "title": "Something went wrong here",
        "status": 500,
        "detail": "the request could not be answered",
        "instance": "/v1/procedures",
        "request_id": response.headers["Request-Id"],
    }
    assert SECRET not in response.text + str(response.headers)


async def test_neither_the_log_nor_the_problem_names_the_person_in_the_path(
    population: ServiceHarness, logged: list[structlog.typing.EventDict]
) -> None:
    """No operation has a personal number in its path, but callers may invent one."""

    async def broken(number: str) -> None:
        raise RuntimeError(SECRET + number)

    async with extra_api(population.runtime) as api:
        api.app.add_api_route("/invented/{number}/accesses", broken)
        response = await api.http.get(f"/invented/{DAO.personal_id}/accesses")
    (line,) = [line for line in logged if line["event"] == "a request failed"]
    assert (line["path"], problem(response)["instance"]) == ("/invented/…/accesses",) * 2
    assert DAO.personal_id not in response.text + line["path"]


@pytest.mark.parametrize(
    "number",
    [
        "00819012345",
        "0081901234567",
        "008190123456x",
        "008-190-123-456",
        "070123456",
        "008 190 123 456",
        "008190123456,008190123457",
    ],
)
async def test_a_miswritten_number_is_not_repeated_either(population: ServiceHarness, number: str) -> None:
    response = await population.http.get(f"/v1/citizens/{number}/accesses")
    assert response.status_code == 404
    assert number not in response.text


@pytest.mark.parametrize(
    "changes",
    [
        {"personal_id": "00819012345"},
        {"full_name": ["Đặng Thị Mẩy"]},
        {"birth_date": "07/03/1990"},
        {"birth_date": "1990-02-31"},
        {"old_identity_card": "070123456"},
        {"agency_code": "Đặng Thị Mẩy"},
    ],
)
async def test_a_malformed_body_is_described_without_its_values(
    population: ServiceHarness, changes: dict[str, Any]
) -> None:
    body = lookup_body(**changes)
    for response in (
        await look_up(population, body),
        await population.http.post(
            "/v1/TraCuuThongTinCongDan",
            json={
                "SoDinhDanh": body["personal_id"],
                "HoVaTen": body["full_name"],
                "NgayThangNamSinh": {"NgayThangNam": "07/03/1990"},
            },
            headers=population.bearer("population.lookup"),
        ),
    ):
        refusal = problem(response)
        assert (refusal["status"], refusal["type"]) == (422, "malformed-request")
        assert all(set(error) == {"pointer", "reason"} for error in refusal["errors"])
        for value in ("0819012345", "070123456", "Đặng", "DANGTHIMAY", "1990", "1990-02-31"):
            assert value not in response.text


@pytest.mark.parametrize("body", [b"\xff{}", b"[" * 100_000])
async def test_a_body_that_cannot_be_read_is_a_problem(harness: ProceduresHarness, body: bytes) -> None:
    headers = harness.service.bearer(DRAFT) | {"Content-Type": "application/json"}
    response = await harness.http.post("/v1/decisions", content=body, headers=headers)
    assert (response.status_code, problem(response)["type"]) == (422, "malformed-request")


async def test_an_unreachable_database_is_a_problem_and_the_caller_may_retry(harness: ProceduresHarness) -> None:
    async with api_without_database(harness.service.runtime) as away:
        for response in (
            await away.http.get("/v1/procedures"),
            await away.http.post(
                "/v1/agencies",
                json={"agencies": [{"code": "H1", "name": "x"}]},
                headers=harness.service.bearer("catalogue.write"),
            ),
            await away.http.get("/v1/events"),
        ):
            refusal = problem(response)
            assert (refusal["status"], refusal["type"], response.headers["Retry-After"]) == (
                503,
                "database-unreachable",
                "1",
            )
            assert "127.0.0.1" not in response.text


async def test_a_lost_connection_is_the_same_problem(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lose_connection(connection: Any, *_: Any) -> None:
        await connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    monkeypatch.setattr(procedures, "procedures_in_force", lose_connection)
    response = await harness.http.get(PLAIN_LIST)
    assert (response.status_code, problem(response)["type"]) == (503, "database-unreachable")
    monkeypatch.undo()
    assert (await harness.http.get(PLAIN_LIST)).status_code == 200


async def test_the_victim_of_a_deadlock_may_retry(harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    async def raise_deadlock(connection: Any, *_: Any) -> None:
        await connection.execute(
            text("DO $$ BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END $$")
        )

    monkeypatch.setattr(procedures, "procedures_in_force", raise_deadlock)
    response = await harness.http.get(PLAIN_LIST)
    assert (response.status_code, problem(response)["type"], response.headers["Retry-After"]) == (
        503,
        "database-unreachable",
        "1",
    )


async def test_the_metrics_name_the_route_and_not_the_person(population: ServiceHarness) -> None:
    lookup_id = (await look_up(population, lookup_body())).json()["lookup_id"]
    headers = population.bearer("population.accesses.withhold")
    body = {"until": "2027-01-01", "ground": "Điều 7", "officer_id": "cb-07"}
    path = f"/v1/accesses/{lookup_id}/withholding"
    assert (await population.http.put(path, json=body, headers=headers)).status_code == 200
    exposed = (await population.http.get("/metrics")).text
    assert 'route="/v1/accesses/{lookup_id}/withholding",status="200"' in exposed
    assert DAO.personal_id not in exposed


async def test_log_lines_carry_the_trace_of_their_request(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[structlog.typing.EventDict] = []

    async def fail_after_log(*_: Any) -> None:
        lines.append(add_trace(None, "info", {}))
        raise RuntimeError(SECRET)

    monkeypatch.setattr(procedures, "procedures_in_force", fail_after_log)
    await harness.http.get(PLAIN_LIST, headers={"traceparent": TRACE})
    assert lines == [{"trace": TRACE[3:35]}]


async def test_a_failed_request_keeps_the_connection_of_its_caller(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A complete error response does not close the connection."""
    monkeypatch.setattr(procedures, "procedures_in_force", fails)
    async with serve_app(harness.service) as url:
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
        for path, status in ((PLAIN_LIST.encode(), b"500"), (b"/healthz/live", b"200")):
            writer.write(b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n")
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
            assert head.split(b" ")[1] == status
            await reader.readexactly(int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]))
        writer.close()
