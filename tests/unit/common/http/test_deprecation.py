"""What a deprecated operation says in its responses and in the document."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from starlette.types import Receive, Scope, Send

from common.clock import FixedClock
from common.errors import Refusal
from common.http import cors
from common.http.deprecation import SunsetTooEarly, deprecated, months_after
from common.http.openapi.document import Description, document_of
from common.http.problems import on_refusal
from common.http.routes import Route

SINCE, SUNSET = date(2027, 1, 1), date(2028, 1, 1)
LAST_MOMENT = datetime(2027, 12, 31, 23, 59, 59, tzinfo=UTC)
FIRST_MOMENT = datetime(2028, 1, 1, tzinfo=UTC)
HEADERS = {
    "deprecation": "@1798761600",
    "sunset": "Sat, 01 Jan 2028 00:00:00 GMT",
    "link": '<https://docs.example.vn/contracts/CHANGELOG.md>; rel="deprecation"',
}


class ThingMissing(Refusal):
    """There is no such thing."""

    type = "thing-missing"
    status = 404


router = APIRouter(route_class=Route, tags=["things"])


@router.get("/v1/things", operation_id="listThings")
@deprecated(SINCE, sunset=SUNSET, replaced_by="listBetterThings")
async def list_things(*, missing: bool = False) -> dict[str, int]:
    """List the things."""
    if missing:
        raise ThingMissing("none")
    return {"things": 1}


@router.get("/v1/others", operation_id="listOthers")
@deprecated(SINCE, replaced_by="listBetterThings")
async def list_others() -> dict[str, int]:
    """List others."""
    return {"others": 1}


@router.get("/v1/better-things", operation_id="listBetterThings")
async def list_better_things() -> dict[str, int]:
    """List the things."""
    return {"things": 1}


@router.get("/v1/things/{code}/parts", operation_id="listParts")
@deprecated(SINCE, sunset=SUNSET, replaced_by="getThing")
async def list_parts(code: str) -> dict[str, str]:
    """List the parts of a thing."""
    return {"code": code}


@router.get("/v1/better-things/{code}", operation_id="getThing")
async def get_thing(code: str) -> dict[str, str]:
    """Get a thing."""
    return {"code": code}


@router.post("/v1/old-things", operation_id="addOldThing")
@deprecated(SINCE, sunset=SUNSET, replaced_by="getThing")
async def add_old_thing() -> dict[str, int]:
    """Add a thing of an old kind."""
    raise AssertionError("the operation has ended")


@router.post("/v1/things", operation_id="addThing")
async def add_thing() -> dict[str, int]:
    """Add a thing."""
    return {"things": 2}


def app_with(docs_base_url: str | None, moment: datetime = LAST_MOMENT) -> Any:
    app = FastAPI()
    app.add_exception_handler(Refusal, on_refusal)
    app.router.routes.extend(router.routes)  # as `build_api` does
    service = SimpleNamespace(api=lambda: SimpleNamespace(problem_forms={}))
    runtime = SimpleNamespace(settings=SimpleNamespace(docs_base_url=docs_base_url), service=service)
    runtime.clock = FixedClock(moment)

    async def with_state(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "state": {"runtime": runtime}}, receive, send)

    return with_state


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app_with("https://docs.example.vn/"))
    async with httpx.AsyncClient(transport=transport, base_url="http://service.test") as client:
        yield client


async def test_every_response_of_a_deprecated_operation_states_since_when_and_until_when(
    http: httpx.AsyncClient,
) -> None:
    response = await http.get("/v1/things")
    assert response.status_code == 200
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


async def test_its_problems_state_it_too_and_keep_the_link_to_their_documentation(http: httpx.AsyncClient) -> None:
    for parameters, status in (({"missing": "true"}, 404), ({"unknown": "1"}, 422)):
        response = await http.get("/v1/things", params=parameters)
        assert response.status_code == status
        assert response.headers["Deprecation"] == HEADERS["deprecation"]
        links = response.headers.get_list("link")
        assert [link.partition("; ")[2] for link in links] == ['rel="help"', 'rel="deprecation"']


def test_the_page_of_another_origin_may_read_the_headers() -> None:
    assert {b"Deprecation", b"Sunset", b"Link"} <= set(cors.READ.split(b", "))


async def test_no_day_is_invented_where_the_end_is_not_known(http: httpx.AsyncClient) -> None:
    response = await http.get("/v1/others")
    assert response.headers["Deprecation"] == HEADERS["deprecation"]
    assert "Sunset" not in response.headers


async def test_other_operations_of_the_path_are_not_deprecated(http: httpx.AsyncClient) -> None:
    for method, status in (("POST", 200), ("DELETE", 405)):
        response = await http.request(method, "/v1/things")
        assert response.status_code == status
        assert not set(HEADERS) & set(response.headers)


async def test_no_link_leads_to_a_changelog_that_is_not_published() -> None:
    transport = httpx.ASGITransport(app_with(None))
    async with httpx.AsyncClient(transport=transport, base_url="http://service.test") as client:
        response = await client.get("/v1/things")
    assert response.headers["Deprecation"] == HEADERS["deprecation"]
    assert "Link" not in response.headers


def client_at(moment: datetime) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app_with("https://docs.example.vn/", moment))
    return httpx.AsyncClient(transport=transport, base_url="http://service.test")


async def test_from_the_midnight_of_its_sunset_an_operation_is_refused_and_names_what_takes_its_place() -> None:
    async with client_at(LAST_MOMENT) as http:
        assert (await http.get("/v1/things")).status_code == 200
    async with client_at(FIRST_MOMENT) as http:
        response = await http.get("/v1/things", headers={"Accept-Language": "en"})
        vietnamese = (await http.get("/v1/things")).json()
    assert response.status_code == 410
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["type"] == "urn:congbo:problem:operation-ended"
    assert body["title"] == "The operation has ended"
    assert (body["ended_on"], body["replaced_by"]) == ("2028-01-01", "listBetterThings")
    assert response.headers["Deprecation"] == HEADERS["deprecation"]
    assert response.headers["Sunset"] == HEADERS["sunset"]
    assert response.headers.get_list("link") == [
        '<https://docs.example.vn/problems.md#operation-ended>; rel="help"',
        '</v1/better-things>; rel="successor-version"',
        '<https://docs.example.vn/contracts/CHANGELOG.md>; rel="deprecation"',
    ]
    assert vietnamese["detail"] == "Thao tác đã ngừng từ ngày 2028-01-01; thao tác listBetterThings thay thế"


async def test_the_link_to_the_successor_has_the_parameters_of_the_path() -> None:
    async with client_at(FIRST_MOMENT) as http:
        response = await http.get("/v1/things/a%20b/parts")
        without = await http.post("/v1/old-things")
    assert response.status_code == without.status_code == 410
    assert '</v1/better-things/a%20b>; rel="successor-version"' in response.headers.get_list("link")
    assert "successor-version" not in without.headers["Link"]


async def test_other_operations_of_a_path_whose_reads_have_ended_go_on() -> None:
    async with client_at(FIRST_MOMENT) as http:
        assert (await http.post("/v1/things")).status_code == 200
        assert (await http.delete("/v1/things")).status_code == 405
        assert (await http.get("/v1/others")).status_code == 200


@pytest.mark.parametrize(
    ("since", "sunset", "named_on"),
    [
        (SINCE, date(2027, 12, 31), None),
        (date(2027, 3, 1), date(2028, 2, 29), None),  # 365 days, and not yet a year
        (SINCE, date(2028, 6, 30), date(2028, 1, 1)),
    ],
)
def test_an_operation_stays_for_a_year_and_for_six_months_after_its_sunset_is_named(
    since: date, sunset: date, named_on: date | None
) -> None:
    with pytest.raises(SunsetTooEarly):
        deprecated(since, sunset=sunset, sunset_named_on=named_on, replaced_by="listBetterThings")
    next_day = date.fromordinal(sunset.toordinal() + 1)
    deprecated(since, sunset=next_day, sunset_named_on=named_on, replaced_by="listBetterThings")


def test_months_end_with_their_last_day() -> None:
    assert months_after(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_after(date(2027, 12, 15), 1) == date(2028, 1, 15)


def test_the_document_marks_the_operation_and_states_the_headers() -> None:
    document = document_of(list(router.routes), Description("tests", "Things", "Things.", "http://issuer.test/token"))
    described = document["paths"]["/v1/things"]["get"]
    assert described["deprecated"] is True
    assert described["description"].endswith(
        "Deprecated since 2027-01-01: use `listBetterThings`. From 2028-01-01 on it answers 410."
    )
    for status, response in described["responses"].items():
        assert {"Deprecation", "Sunset"} <= set(response["headers"]), status
    assert described["responses"]["200"]["headers"]["Link"] == {"$ref": "#/components/headers/Changelog"}
    ended = described["responses"]["410"]
    assert ended["description"].startswith("- `operation-ended`: ")
    assert ended["headers"]["Link"] == {"$ref": "#/components/headers/LinksOfEnd"}
    assert "410" not in document["paths"]["/v1/others"]["get"]["responses"]
    assert document["components"]["headers"]["Deprecation"]["required"] is False  # a 429 comes from another layer
    assert "deprecated" not in document["paths"]["/v1/things"]["post"]
