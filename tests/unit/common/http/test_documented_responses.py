"""What is reported of a response that its OpenAPI document does not state."""

from typing import Any

import pytest

from tests.support.documented_responses import Observed, faults_of

PROBLEM = "application/problem+json"
DOCUMENT: dict[str, Any] = {
    "paths": {
        "/v1/things": {
            "get": {
                "responses": {
                    "200": {
                        "content": {"application/json": {}},
                        "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                    },
                    "404": {
                        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/ListThingsProblem"}}},
                        "description": "- `thing-not-found`: There is no such thing.",
                    },
                }
            }
        }
    },
    "components": {
        "headers": {"ETag": {"required": True}},
        "schemas": {
            "ListThingsProblem": {
                "properties": {
                    "type": {"enum": ["urn:congbo:problem:thing-not-found", "urn:congbo:problem:thing-gone"]}
                }
            }
        },
    },
}


def observed(status: int, media_type: str | None, *headers: str, problem: str | None = None) -> Observed:
    return Observed("sample", "GET", "/v1/things", status, media_type, frozenset(headers), problem)


@pytest.mark.parametrize(
    "response",
    [
        observed(200, "application/json", "etag", "content-length"),
        observed(404, PROBLEM, problem="thing-not-found"),
        Observed("sample", "GET", "/thu-tuc/{code}", 200, "text/html", frozenset()),
    ],
)
def test_what_is_documented_is_no_fault(response: Observed) -> None:
    assert faults_of(response, DOCUMENT) == []


@pytest.mark.parametrize(
    ("response", "fault"),
    [
        (observed(201, "application/json", "etag"), "answered 201, which"),
        (observed(200, "text/html", "etag"), "with text/html, documented is application/json"),
        (observed(200, "application/json"), "without etag"),
        (observed(200, "application/json", "etag", "location"), "with location, which"),
        (observed(404, PROBLEM, "vary", problem="thing-not-found"), "with vary, which"),
        (observed(404, PROBLEM, problem="other-thing-not-found"), "with other-thing-not-found, which"),
        (observed(404, PROBLEM, problem="thing-gone"), "with thing-gone, which"),
    ],
)
def test_a_status_a_media_type_a_header_and_a_problem_that_are_not_documented_are_faults(
    response: Observed, fault: str
) -> None:
    (found,) = faults_of(response, DOCUMENT)
    assert fault in found
