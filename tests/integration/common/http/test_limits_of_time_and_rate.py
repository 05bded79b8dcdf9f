"""Limits of rate and time: callers that exceed them get a typed problem, and others are not affected."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from common.http.app import build_api
from common.http.outer_middleware import BodyLimits, OuterMiddleware
from common.http.slow_connections import HeadTimeoutProtocol
from common.metrics import registry
from common.operations.serving import serve_app
from procedures.law.api import routes as procedures
from suite.folders_and_ports import free_port
from tests.support.extra_apis import extra_api
from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, DRAFT, ProceduresHarness, item, problem, procedures_harness
from tests.support.server_startup import wait_until_listening

AGENCIES = {"agencies": [{"code": "H60.09", "name": "Sở Y tế"}]}
UNKNOWN = "01990000-0000-7000-8000-000000000000"
SIGN, IMPORT = "decisions.sign", "national_catalogue.import"
POINT_READ = "/v1/procedures/1.000101"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


@pytest.fixture
async def port(harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """The service on a real socket, with short time limits."""
    monkeypatch.setattr(HeadTimeoutProtocol, "head_timeout", 0.5)
    settings = harness.service.runtime.settings.model_copy(update={"body_timeout": 0.5})
    runtime = type(harness.service.runtime)(
        harness.service.runtime.service,
        settings,
        harness.service.runtime.engine,
        harness.service.runtime.clock,
        harness.service.runtime.log,
    )
    number, stop = free_port(), asyncio.Event()
    serving = asyncio.ensure_future(serve_app(build_api(runtime), "127.0.0.1", number)(stop))
    await wait_until_listening(number)
    yield number
    stop.set()
    await asyncio.wait_for(serving, 20)


async def send_slowly(port: int, beginning: str, drip: bytes = b"", every: float = 0.1) -> tuple[bytes, float]:
    """Sends a beginning and then `drip` again and again. Returns the response, and after how many seconds the
    connection is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    started = asyncio.get_running_loop().time()
    writer.write(beginning.encode())

    async def send_drips() -> None:
        while drip:
            await asyncio.sleep(every)
            writer.write(drip)

    dripping = asyncio.create_task(send_drips())
    try:
        async with asyncio.timeout(10):
            response = b""
            with suppress(ConnectionResetError):  # raised where data is sent after the server has closed
                while some := await reader.read(65_536):
                    response += some
    finally:
        dripping.cancel()
        writer.close()
    return response, asyncio.get_running_loop().time() - started


@pytest.mark.parametrize(
    ("beginning", "drip"),
    [("", b""), ("GET /v1/agencies HTTP/1.1\r\nHost: x\r\n", b"X: y\r\n"), ("", b"\r\n"), ("GET /", b"x")],
    ids=["nothing", "headers", "empty lines", "a path without end"],
)
async def test_headers_that_arrive_too_slowly_close_the_connection(port: int, beginning: str, drip: bytes) -> None:
    response, seconds = await send_slowly(port, beginning, drip)
    assert response == b""
    assert 0.4 < seconds < 3


async def test_headers_without_end_close_the_connection(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # so that only the size can close the connection before the time limit of this test
    monkeypatch.setattr(HeadTimeoutProtocol, "head_timeout", 60)
    response, _ = await send_slowly(port, "GET / HTTP/1.1\r\n" + "X: y\r\n" * 20_000, b"X: y\r\n")
    assert response == b""


async def test_the_next_request_of_a_connection_has_the_same_time_limit(port: int) -> None:
    whole = "GET /healthz/live HTTP/1.1\r\nHost: x\r\n\r\n"
    response, seconds = await send_slowly(port, whole + "GET /", b"x")
    assert response.count(b"HTTP/1.1 200 OK") == 1
    assert seconds < 3


async def test_a_body_that_arrives_too_slowly_is_a_problem_and_closes_the_connection(
    harness: ProceduresHarness, port: int
) -> None:
    token = harness.service.bearer(CATALOGUE)["Authorization"]
    head = f"POST /v1/agencies HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\nContent-Type: application/json\r\n"
    response, seconds = await send_slowly(port, f"{head}Content-Length: 5000\r\n\r\n{{", b" ")
    assert response.startswith(b"HTTP/1.1 408 ")
    assert b"urn:congbo:problem:request-timeout" in response
    assert seconds < 3


async def test_a_body_that_follows_its_response_is_not_read_for_ever(port: int) -> None:
    response, seconds = await send_slowly(
        port, "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{", b" "
    )
    assert response.startswith(b"HTTP/1.1 404 ")
    assert seconds < 3


@pytest.mark.parametrize(
    ("path", "route", "scope"),
    [
        ("/v1/agencies", "/v1/agencies", CATALOGUE),
        (f"/v1/decisions/{UNKNOWN}/sign", "/v1/decisions/{id}/sign", SIGN),
        ("/v1/national-catalogue/snapshots?source=x", "/v1/national-catalogue/snapshots", IMPORT),
    ],
    ids=["JSON", "a whole file", "a streamed file"],
)
async def test_a_caller_that_hangs_up_within_its_body_is_no_failure_of_the_service(
    harness: ProceduresHarness, port: int, path: str, route: str, scope: str
) -> None:
    before = [requests_with(route, status) for status in (400, 500)]
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {harness.service.bearer(scope)['Authorization']}\r\n"
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{head}Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{{".encode())
    await writer.drain()
    writer.close()
    async with asyncio.timeout(10):
        while before == [requests_with(route, status) for status in (400, 500)]:
            await asyncio.sleep(0.01)
    assert [requests_with(route, status) for status in (400, 500)] == [before[0] + 1, before[1]]


def requests_with(route: str, status: int) -> float:
    labels = {"method": "POST", "route": route, "status": str(status)}
    return registry.get_sample_value("congbo_http_request_duration_seconds_count", labels) or 0.0


async def test_a_request_that_takes_too_long_is_a_problem_and_rolled_back(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never_returns(*_: Any) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(procedures, "procedures_in_force", never_returns)
    async with extra_api(harness.service.runtime, body_timeout=0.1, response_timeout=0.2) as strict:
        # the plain route answers, since the cached read of the list takes no `known_on`
        response = await strict.http.get("/v1/procedures?known_on=2024-01-01T00:00:00Z")
    refusal = problem(response)
    assert (refusal["status"], refusal["type"], response.headers["Retry-After"]) == (503, "response-timeout", "1")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert harness.service.runtime.engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # of this kind of pool


async def test_a_response_that_has_begun_has_no_time_limit() -> None:
    async def slowly(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _piece in range(4):
            await asyncio.sleep(0.05)
            await send({"type": "http.response.body", "body": b".", "more_body": True})
        await send({"type": "http.response.body"})

    strict = OuterMiddleware(slowly, BodyLimits(1_000, 0.05), BodyLimits(1_000, 0.05), seconds=0.05)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(strict), base_url="http://service.test") as http:
        response = await http.get("/")
    assert (response.status_code, response.text) == (200, "....")


async def test_a_caller_over_the_limit_gets_retry_after_and_others_are_served(harness: ProceduresHarness) -> None:
    async with extra_api(harness.service.runtime, rate_limit=0.5, rate_burst=3) as limited:
        first, second = (harness.service.bearer(DRAFT, subject=subject) for subject in ("officer-1", "officer-2"))
        for headers in (first, second):  # a token that was not checked yet is charged to the address
            assert (await limited.http.get("/v1/inbox", headers=headers)).status_code == 200
        assert [(await limited.http.get("/v1/inbox", headers=first)).status_code for _ in range(4)] == [
            200,
            200,
            200,
            429,
        ]
        refused = await limited.http.get("/v1/inbox", headers=first)
        assert (await limited.http.get("/v1/inbox", headers=second)).status_code == 200
    refusal = problem(refused)
    assert (refusal["type"], refusal["seconds"]) == ("too-many-requests", int(refused.headers["Retry-After"]))
    assert 1 <= refusal["seconds"] <= 2
    assert refused.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", [POINT_READ, "/v1/agencies", "/", "/nowhere", "/v1/events"])
async def test_every_route_is_counted_cached_ones_too(harness: ProceduresHarness, path: str) -> None:
    await harness.publish(item("introduce", POINT_READ.rsplit("/", 1)[1]))
    async with extra_api(harness.service.runtime, rate_limit=0.1, rate_burst=2) as limited:
        responses = [await limited.http.get(path) for _ in range(3)]
    assert [response.status_code == 429 for response in responses] == [False, False, True]


async def test_probes_are_never_limited(harness: ProceduresHarness) -> None:
    async with extra_api(harness.service.runtime, rate_limit=0.1, rate_burst=1) as limited:
        for path in ("/healthz/live", "/healthz/ready", "/metrics"):
            assert {(await limited.http.get(path)).status_code for _ in range(5)} == {200}


async def test_inventing_tokens_opens_no_new_account(harness: ProceduresHarness) -> None:
    async with extra_api(harness.service.runtime, rate_limit=0.1, rate_burst=3) as limited:
        responses = [
            await limited.http.get("/v1/inbox", headers={"Authorization": f"Bearer invented-{number}"})
            for number in range(5)
        ]
    assert [response.status_code for response in responses] == [401, 401, 401, 429, 429]


async def test_without_a_limit_nobody_is_counted(harness: ProceduresHarness) -> None:
    async with extra_api(harness.service.runtime, rate_burst=1) as free:
        assert {(await free.http.get("/v1/agencies")).status_code for _ in range(20)} == {200}


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/v1/agencies", "default-src 'none'; frame-ancestors 'none'"),
        (POINT_READ, "default-src 'none'; frame-ancestors 'none'"),
        ("/openapi.json", "default-src 'none'; frame-ancestors 'none'"),
        ("/v1/catalogue.csv", "default-src 'none'; frame-ancestors 'none'"),
    ],
)
async def test_a_response_that_is_no_page_may_load_nothing_and_be_in_no_frame(
    harness: ProceduresHarness, path: str, policy: str
) -> None:
    response = await harness.http.get(path)
    assert response.headers.get_list("Content-Security-Policy") == [policy]


@pytest.mark.parametrize("path", ["/", "/tim-kiem", "/quyet-dinh", "/thu-tuc/9.999999", "/docs"])
async def test_a_page_keeps_its_own_policy(harness: ProceduresHarness, path: str) -> None:
    (policy,) = (await harness.http.get(path)).headers.get_list("Content-Security-Policy")
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
