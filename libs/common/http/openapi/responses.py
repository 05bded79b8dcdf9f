"""The responses of an operation: those that FastAPI knows, with their headers, and its problems."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from common.http.declarations import HttpHeader
from common.http.documented_headers import ETAG, EVENT_POSITION
from common.http.openapi.examples import is_json
from common.http.openapi.general_headers import general_headers
from common.http.openapi.operation import Operation
from common.http.openapi.problem_schemas import (
    Problems,
    header_reference,
    headers_of_problems,
    problem_responses,
)
from common.http.openapi.schemas import plain

NOT_MODIFIED = "The caller has the current response: `If-None-Match` names its `ETag`."
TEXT = {"type": "string"}
BINARY = {"type": "string", "format": "binary"}
TABLES = frozenset({"text/csv", "application/x-ndjson"})
ANY_OBJECT = {"type": "object", "additionalProperties": True}


def responses_of(
    operation: Operation, known: dict[str, Any], problems: Problems, examples: Mapping[str, Any]
) -> dict[str, Any]:
    """`examples` are those of the operation, by status."""
    responses = {status: _described(operation, status, response) for status, response in known.items()}
    for status, example in examples.items():
        for media_type, content in responses.get(status, {}).get("content", {}).items():
            if is_json(media_type):
                content["example"] = example
    if operation.has_etag:
        kept = [header for header in operation.returned if header in (ETAG, EVENT_POSITION)]
        kept += general_headers(operation, 304, has_body=False)
        responses["304"] = {"description": NOT_MODIFIED, "headers": references_to(kept)}
    for status, response in problem_responses(operation, problems).items():
        content = {**responses.get(status, {}).get("content", {}), **response["content"]}
        responses[status] = {**response, "content": content}
    return dict(sorted(responses.items()))


def _described(operation: Operation, status: str, response: dict[str, Any]) -> dict[str, Any]:
    described = {**response, "description": response["description"].replace("Successful Response", "Success")}
    own = operation.returned if status.startswith("2") else []
    described["headers"] = references_to(
        [*own, *general_headers(operation, int(status), has_body="content" in response)]
    )
    if "content" in response:
        described["content"] = {
            media_type: {**content, "schema": plain(content.get("schema") or schema_of_file(media_type))}
            for media_type, content in response["content"].items()
        }
    return described


def references_to(headers: Iterable[HttpHeader]) -> dict[str, Any]:
    return {header.name: header_reference(header) for header in headers}


def schema_of_file(media_type: str) -> dict[str, Any]:
    """Tables may be large: clients save them as files."""
    if media_type in TABLES:
        return BINARY
    if media_type.endswith("json"):
        return ANY_OBJECT
    return TEXT if media_type.startswith("text/") else BINARY


def headers_of(operation: Operation, problems: Problems) -> Iterator[HttpHeader]:
    """The headers that the responses refer to."""
    yield from operation.returned
    yield from general_headers(operation, 200, has_body=True)
    for status in problems:
        yield from headers_of_problems(operation, status)
