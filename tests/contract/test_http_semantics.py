"""HTTP as RFC 9110 has it, on every route of every service."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.operations import ALL, SERVICES, Operation
from tests.support.procedures_harness import problem
from tests.support.service_harness import ServiceHarness

VARYING = {"request-id", "date"}
OTHER_EACH_TIME = {"/metrics", "/v1/annex-template.xlsx"}
OPENAPI = Path("docs/contracts/openapi")
BODIES = [op for op in ALL if op.method != "GET"]


@pytest.fixture(params=SERVICES)
def harness(request: pytest.FixtureRequest, harnesses: dict[str, ServiceHarness]) -> ServiceHarness:
    return harnesses[request.param]


def operations_of(harness: ServiceHarness, *methods: str) -> Iterator[Operation]:
    """Leaves out the protocols whose errors are no RFC 9457 problems: they have tests of their own."""
    service = harness.runtime.service
    protocols = tuple(service.api().problem_forms)
    for operation in ALL:
        if operation.service != service.name or operation.path.startswith(protocols):
            continue
        if not methods or operation.method in methods:
            yield operation


async def sent(harness: ServiceHarness, operation: Operation, method: str, **given: Any) -> httpx.Response:
    headers = harness.bearer(*operation.scopes) | given.pop("headers", {})
    return await harness.http.request(method, operation.address, headers=headers, **given)


@cache
def documented_bodies(service: str) -> dict[tuple[str, str], list[str]]:
    """The media types of each body, by path and method."""
    paths = json.loads((OPENAPI / f"{service}.json").read_bytes())["paths"]
    return {
        (path, method.upper()): sorted(operation["requestBody"]["content"])
        for path, operations in paths.items()
        for method, operation in operations.items()
        if "requestBody" in operation
    }


async def test_head_responds_as_get_does_without_the_body(harness: ServiceHarness) -> None:
    for operation in operations_of(harness, "GET"):
        for _ in range(2):  # the second time where a response might be stored
            get, head = [await sent(harness, operation, method) for method in ("GET", "HEAD")]
            assert head.status_code == get.status_code, operation
            assert head.content == b"", operation
            same = VARYING | (
                {"content-length"} if operation.path in OTHER_EACH_TIME or get.status_code >= 400 else set()
            )
            shown = [{k: v for k, v in response.headers.items() if k not in same} for response in (get, head)]
            assert shown[0] == shown[1], operation


async def test_options_and_405_name_all_methods_of_the_path(harness: ServiceHarness) -> None:
    for operation in operations_of(harness):
        options = await sent(harness, operation, "OPTIONS")
        allowed = set(options.headers["allow"].split(", "))
        methods = {other.method for other in operations_of(harness) if other.path == operation.path}
        assert options.status_code == 204, operation
        expected = methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())
        assert allowed == expected, operation  # none of a template that the literal path matches too
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"} - allowed:
            refused = await sent(harness, operation, method)
            assert (refused.status_code, set(refused.headers["allow"].split(", "))) == (405, allowed), operation
    assert allowed


async def test_a_body_of_another_type_or_encoding_gets_415_that_names_what_is_taken(harness: ServiceHarness) -> None:
    documented = documented_bodies(harness.runtime.service.name)
    for operation in operations_of(harness, "POST", "PUT", "PATCH", "DELETE"):
        packed = await sent(harness, operation, operation.method, content=b"x", headers={"Content-Encoding": "gzip"})
        assert (packed.status_code, problem(packed)["type"]) == (415, "unsupported-content-encoding"), operation
        assert packed.headers["accept-encoding"] == "identity"
        if (taken := documented.get((operation.path, operation.method))) is None:
            continue
        for media_type in ({"Content-Type": "application/x-www-form-urlencoded"}, {"Content-Type": "text/plain"}, {}):
            if not media_type and "application/octet-stream" in taken:
                continue  # mere bytes may have no type (RFC 9110, 8.3)
            refused = await sent(harness, operation, operation.method, content=b"{}", headers=media_type)
            assert (refused.status_code, problem(refused)["type"]) == (415, "unsupported-media-type"), operation
            assert sorted(refused.headers["accept"].split(", ")) == taken, operation


async def test_a_slash_at_the_end_never_leads_to_another_origin(harness: ServiceHarness) -> None:
    for operation in operations_of(harness, "GET"):
        response = await harness.http.get(operation.address.rstrip("/") + "/", follow_redirects=False)
        location = response.headers.get("location", operation.address)
        assert re.fullmatch(r"/(?!/).*", location), operation
        if operation.path.startswith("/v1/"):
            assert response.status_code != 308 or location == operation.address, operation


async def test_the_id_of_the_request_is_in_every_response_and_every_problem(harness: ServiceHarness) -> None:
    for operation in operations_of(harness):
        given = await sent(harness, operation, operation.method, headers={"Request-Id": "caller:a-b.1"})
        made = await sent(harness, operation, operation.method, headers={"Request-Id": "008190123456"})
        assert given.headers.get_list("request-id") == ["caller:a-b.1"], operation
        assert re.fullmatch(r"[0-9a-f]{16}-[0-9a-f]{8}", made.headers["request-id"]), operation
        for response in (given, made):
            if response.headers.get("content-type") == "application/problem+json":
                assert response.json()["request_id"] == response.headers["request-id"], operation


async def test_a_problem_is_vietnamese_unless_the_caller_prefers_english(harness: ServiceHarness) -> None:
    for operation in operations_of(harness):
        vietnamese, english = [
            await harness.http.request("PROPFIND", operation.address, headers={"Accept-Language": language})
            for language in ("fr, *", "en-GB, vi;q=0.5")
        ]
        assert [r.headers["content-language"] for r in (vietnamese, english)] == ["vi", "en"], operation
        assert "Accept-Language" in vietnamese.headers["vary"], operation
        assert [problem(r)["type"] for r in (vietnamese, english)] == ["method-not-allowed"] * 2
        assert problem(vietnamese)["title"] == "Phương thức không được hỗ trợ"
        assert problem(english)["title"] == "Method Not Allowed"


async def test_401_names_no_error_without_a_token_and_403_names_error_and_scope(harness: ServiceHarness) -> None:
    for operation in operations_of(harness):
        if not operation.scopes:
            continue
        kind = {
            "Content-Type": documented_bodies(operation.service).get((operation.path, operation.method), ["x/y"])[0]
        }
        without = await harness.http.request(operation.method, operation.address, headers=kind)
        if without.status_code != 401:
            continue  # a route where everyone may read, and some may read more
        other = await harness.http.request(operation.method, operation.address, headers=kind | harness.bearer("x.y"))
        forged = kind | {"Authorization": "Bearer x"}
        refused = await harness.http.request(operation.method, operation.address, headers=forged)
        scope = without.headers["www-authenticate"].removeprefix('Bearer realm="congbo", scope="').removesuffix('"')
        assert scope in operation.scopes, operation
        stated = f'Bearer realm="congbo", error="insufficient_scope", scope="{scope}"'
        assert (other.status_code, other.headers["www-authenticate"]) == (403, stated), operation
        assert refused.headers["www-authenticate"] == 'Bearer realm="congbo", error="invalid_token"', operation
