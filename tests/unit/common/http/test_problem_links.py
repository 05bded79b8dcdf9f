"""The link from a problem to the documentation of its type."""

from types import SimpleNamespace

import pytest
from pydantic import ValidationError
from starlette.requests import Request

from common.http.problems import response_timed_out, too_many_requests
from common.service.api_definition import ApiDefinition
from common.settings import ServiceSettings


def request_with(**state: object) -> Request:
    return Request({"type": "http", "path": "/v1/decisions", "headers": [], "server": ("test", 80), "state": state})


def request_where_docs_are_at(url: str | None) -> Request:
    settings = ServiceSettings(database_url="postgresql://localhost/x", docs_base_url=url)
    service = SimpleNamespace(api=lambda: ApiDefinition([]))
    return request_with(runtime=SimpleNamespace(settings=settings, service=service))


def test_a_problem_links_to_the_row_of_its_type_where_the_docs_are_published() -> None:
    response = response_timed_out(request_where_docs_are_at("https://docs.example.vn/congbo/"), 3)
    assert response.headers["Link"] == '<https://docs.example.vn/congbo/problems.md#response-timeout>; rel="help"'
    assert b'"type":"urn:congbo:problem:response-timeout"' in bytes(response.body)


@pytest.mark.parametrize(
    "request_", [request_where_docs_are_at(None), request_with()], ids=["not published", "no lifespan"]
)
def test_a_problem_has_no_link_where_the_docs_have_no_address(request_: Request) -> None:
    assert "Link" not in too_many_requests(request_, 1).headers


@pytest.mark.parametrize("url", ["https://docs.example.vn", "docs/", "https://docs.example.vn/<a>/"])
def test_an_address_that_no_link_can_begin_with_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        request_where_docs_are_at(url)
