"""Every operation below `/v1` refuses a query parameter that it does not know; everything else ignores it."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Query
from pydantic import BaseModel

from common.http import problems
from common.http.query_parameters import QueryCheckedRoute, ignores_unknown_parameters
from tests.support.operations import ALL, OPERATIONAL, SERVICES, Operation
from tests.support.procedures_harness import problem
from tests.support.service_harness import ServiceHarness

FOR_PEOPLE_OR_NATIONAL = {"/v1/procedures/{code}/difference.html", "/v1/TraCuuThongTinCongDan"}
STRICT = [op for op in ALL if op.path.startswith("/v1/") and op.path not in FOR_PEOPLE_OR_NATIONAL]
LENIENT = [op for op in ALL if op not in STRICT and op.path not in OPERATIONAL - {"/metrics", "/healthz/live"}]


async def sent(harnesses: dict[str, ServiceHarness], operation: Operation, query: str) -> httpx.Response:
    harness = harnesses[operation.service]
    headers = harness.bearer(*operation.scopes)
    return await harness.http.request(operation.method, f"{operation.address}?{query}", json={}, headers=headers)


def test_all_services_have_operations_that_are_strict_and_such_that_are_not() -> None:
    assert {operation.service for operation in STRICT} == {operation.service for operation in LENIENT} == set(SERVICES)
    assert len(STRICT) > 100


@pytest.mark.parametrize("operation", STRICT, ids=str)
async def test_an_unknown_parameter_is_refused(harnesses: dict[str, ServiceHarness], operation: Operation) -> None:
    for _ in range(2):  # the second time where a response might be stored
        response = await sent(harnesses, operation, "fbclid=x")
        assert (response.status_code, problem(response)["type"]) == (422, "unknown-parameter"), response.text
        assert [given["parameter"] for given in problem(response)["parameters"]] == ["fbclid"]


@pytest.mark.parametrize("operation", LENIENT, ids=str)
async def test_pages_national_endpoints_and_probes_ignore_it(
    harnesses: dict[str, ServiceHarness], operation: Operation
) -> None:
    with_it, without = [await sent(harnesses, operation, query) for query in ("fbclid=x", "")]
    assert "unknown-parameter" not in with_it.text
    assert with_it.status_code == without.status_code


@pytest.mark.parametrize(
    ("path", "query", "meant"),
    [
        ("/v1/procedures", "in_force=2024-01-01", "in_force_on"),
        ("/v1/procedures", "Level=commune", "level"),
        ("/v1/procedures/1.000101", "inForceOn=2024-01-01", "in_force_on"),
        ("/v1/search", "onlinelevel=full", "online_level"),
        ("/v1/search/suggestions", "query=x", None),
        ("/v1/events", "afer=5", "after"),
    ],
)
async def test_the_parameter_that_is_probably_meant_is_named(
    harnesses: dict[str, ServiceHarness], path: str, query: str, meant: str | None
) -> None:
    refusal = problem(await harnesses["procedures"].http.get(f"{path}?{query}"))
    assert refusal["parameters"] == [{"parameter": query.partition("=")[0], "nearest": meant}]
    assert meant is None or meant in refusal["allowed"]


class Filters(BaseModel):
    names: list[str] = []
    day: Annotated[str | None, Query(alias="on")] = None


@pytest.fixture
async def small() -> AsyncIterator[httpx.AsyncClient]:
    router = APIRouter(route_class=QueryCheckedRoute)

    @router.get("/v1/model")
    async def model(_: Annotated[Filters, Query()]) -> str:
        return "model"

    @router.get("/v1/plain")
    async def plain(topic: Annotated[list[str] | None, Query()] = None, level: str | None = None) -> str:
        return f"{topic} {level}"

    @router.get("/v1/page")
    @ignores_unknown_parameters
    async def page() -> str:
        return "page"

    app = FastAPI()
    app.include_router(router)
    problems.install(app)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/v1/plain?topic=a&topic=b&level=x", 200),
        ("/v1/model?names=a&names=b&on=x", 200),
        ("/v1/page?level=a&level=b", 200),
        ("/v1/plain?level=a&level=a", "repeated-parameter"),
        ("/v1/model?on=a&on=b", "repeated-parameter"),
        ("/v1/model?day=a", "unknown-parameter"),
        ("/v1/plain?", 200),
    ],
)
async def test_a_parameter_that_takes_one_value_is_given_once(
    small: httpx.AsyncClient, address: str, expected: Any
) -> None:
    response = await small.get(address)
    assert expected == (problem(response)["type"] if response.status_code == 422 else response.status_code)


async def test_the_problem_repeats_no_personal_number_and_lists_no_thousand_names(small: httpx.AsyncClient) -> None:
    many = "&".join(f"p{n}=" for n in range(1000))
    refusal = problem(await small.get(f"/v1/plain?a008190123456=x&008190123456=x&{many}"))
    assert "8190123" not in str(refusal)
    assert (len(refusal["parameters"]), refusal["more_parameters"]) == (20, 982)
