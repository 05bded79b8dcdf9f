"""What the generated methods send, and what they return or raise."""

from datetime import date
from typing import Any

import httpx
import pytest

from congbo_client import (
    Conflict,
    MalformedRequest,
    MalformedResponse,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    PreconditionFailed,
    Problem,
    ServiceFailed,
    TooManyRequests,
)
from tests.support.client_server import ClientServer

ID = "0198c7a0-5d1f-7c3e-9a53-2f6f3b1f9d10"


def test_path_query_headers_and_body_are_those_of_the_operation() -> None:
    server = ClientServer(*(httpx.Response(200, json={}) for _ in range(3)))
    client = server.client(token="t")
    client.compare_procedure_versions("1.001234/x y", from_=1, to=2)
    client.sign_decision(ID, b"%PDF", number="1/QĐ-UBND", signed_on=date(2026, 11, 23), if_match='"3"')
    client.return_decision(ID, {"reason": "Thiếu căn cứ"})
    compared, signed, returned = server.requests
    assert compared.url.raw_path == b"/v1/procedures/1.001234%2Fx%20y/difference?from=1&to=2"
    assert (signed.method, signed.content, signed.headers["If-Match"]) == ("POST", b"%PDF", '"3"')
    assert dict(signed.url.params) == {"number": "1/QĐ-UBND", "signed_on": "2026-11-23"}
    assert signed.headers["Content-Type"] == "application/pdf"
    assert returned.content == '{"reason":"Thiếu căn cứ"}'.encode()
    assert returned.headers["Content-Type"] == "application/json"
    assert {request.headers["Authorization"] for request in server.requests} == {"Bearer t"}


def test_a_response_states_its_version_and_position() -> None:
    headers = {"ETag": '"4"', "Event-Position": "procedures/0:412", "Idempotent-Replayed": "true"}
    server = ClientServer(httpx.Response(200, json={"id": ID}, headers=headers), httpx.Response(200, content=b"a,b"))
    response = server.client().publish_decision(ID)
    assert (response.etag, response.event_position, response.is_replayed) == ('"4"', "procedures/0:412", True)
    assert server.client().download_catalogue_csv().body == b"a,b"


def pages(request: httpx.Request) -> httpx.Response:
    first: dict[str, Any] = {"items": [{"code": "1"}, {"code": "2"}], "next": "c+1"}
    page = first if "after" not in request.url.params else {"items": [{"code": "3"}], "next": None}
    return httpx.Response(200, json=page)


def test_an_iterator_reads_all_pages_and_each_when_it_is_needed() -> None:
    server = ClientServer(respond=pages)
    items = server.client().iterate_procedures(agency="H60", limit=2)
    assert [next(items)["code"], next(items)["code"], len(server.requests)] == ["1", "2", 1]
    assert [item["code"] for item in items] == ["3"]
    assert [dict(request.url.params) for request in server.requests] == [
        {"agency": "H60", "limit": "2"},
        {"agency": "H60", "limit": "2", "after": "c+1"},
    ]


async def test_an_asynchronous_iterator_reads_all_pages() -> None:
    items = ClientServer(respond=pages).async_client().iterate_procedures()
    assert [item["code"] async for item in items] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, MalformedRequest),
        (401, NotAuthenticated),
        (403, NotPermitted),
        (404, NotFound),
        (409, Conflict),
        (412, PreconditionFailed),
        (413, MalformedRequest),
        (415, MalformedRequest),
        (422, MalformedRequest),
        (429, TooManyRequests),
        (500, ServiceFailed),
        (503, ServiceFailed),
    ],
)
def test_a_refusal_is_an_exception_with_the_members_of_its_problem(status: int, kind: type[Problem]) -> None:
    members = {
        "type": "urn:congbo:problem:decision-not-signed",
        "title": "T",
        "detail": "D",
        "status": status,
        "x": [1],
    }
    server = ClientServer(httpx.Response(status, json=members, headers={"Retry-After": "99"}))
    with pytest.raises(kind) as raised:
        server.client().publish_decision(ID)
    problem = raised.value
    assert type(problem) is kind
    assert (problem.type, problem.title, problem.detail, problem.status) == (members["type"], "T", "D", status)
    assert problem.members == members
    assert problem.is_a("decision-not-signed")
    assert not problem.is_a("decision-not-found")


@pytest.mark.parametrize("response", [httpx.Response(404, text="<html>"), httpx.Response(200, text="<html>")])
def test_what_is_neither_a_problem_nor_json_is_malformed(response: httpx.Response) -> None:
    with pytest.raises(MalformedResponse, match=r"service\.test"):
        ClientServer(response).client().get_decision(ID)
