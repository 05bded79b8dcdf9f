"""The problems of an operation as a schema: RFC 9457, with a closed list of types."""

import re
from collections import defaultdict
from typing import Any

from common.errors import Refusal
from common.http.declarations import HttpHeader
from common.http.deprecation import OperationEnded
from common.http.documented_headers import (
    ACCEPTED_ENCODING,
    ACCEPTED_MEDIA_TYPES,
    CACHE_CONTROL,
    CURRENT_LOCATION,
    HELP,
    LINKS_OF_END,
    RETRY_AFTER,
    SCOPE_CHALLENGE,
    WWW_AUTHENTICATE,
)
from common.http.openapi.common_problems import COMMON_PROBLEMS
from common.http.openapi.general_headers import general_headers_of_problems
from common.http.openapi.operation import Operation
from common.http.openapi.reachable_refusals import reachable_refusals
from common.http.problems import MEDIA_TYPE, PREFIX

HEADERS_BY_STATUS: dict[int, tuple[HttpHeader, ...]] = {
    308: (CURRENT_LOCATION, CACHE_CONTROL),
    401: (WWW_AUTHENTICATE,),
    403: (SCOPE_CHALLENGE,),
    415: (ACCEPTED_MEDIA_TYPES, ACCEPTED_ENCODING),
    429: (RETRY_AFTER,),
    503: (RETRY_AFTER,),
}
Problems = dict[int, dict[str, str]]
"""When each type of problem is sent, by its status."""


def problems_of(operation: Operation, package: str) -> Problems:
    problems: Problems = defaultdict(dict)
    for common in COMMON_PROBLEMS:
        if common.applies is not None and common.applies(operation):
            problems[common.status][common.type] = common.when
    for refusal in (*operation.refusals, *reachable_refusals(operation, package)):
        problems[refusal.status][refusal.type] = first_sentence(refusal)
    return {status: dict(sorted(types.items())) for status, types in sorted(problems.items())}


def first_sentence(refusal: type[Refusal]) -> str:
    return re.split(r"(?<=\.)\s", " ".join((refusal.__doc__ or "").split()))[0]


def schema_name(operation: Operation) -> str:
    return f"{operation.id[:1].upper()}{operation.id[1:]}Problem"


def problem_schema(operation: Operation, problems: Problems) -> dict[str, Any]:
    types = sorted({type for by_type in problems.values() for type in by_type})
    return {
        "title": schema_name(operation),
        "description": "RFC 9457. Some types have further members, which docs/problems.md states.",
        "type": "object",
        "required": ["type", "title", "status", "detail", "instance"],
        "properties": {
            "type": {
                "type": "string",
                "enum": [PREFIX + type for type in types],
                "x-enum-varnames": [type.replace("-", "_").upper() for type in types],
                "description": "There are no others.",
            },
            "title": {"type": "string", "description": "For people."},
            "status": {"type": "integer", "description": "The status of the response."},
            "detail": {"type": "string", "description": "For people: what is the matter with this request."},
            "instance": {"type": "string", "description": "The path of the request, without personal numbers."},
            "request_id": {"type": "string", "description": "The one of the header `Request-Id`."},
            "errors": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/MalformedPart"},
                "description": "Of `malformed-request`: the parts that are malformed.",
            },
        },
        "additionalProperties": True,
    }


MALFORMED_PART = {
    "title": "MalformedPart",
    "description": "A part of a request that is malformed.",
    "type": "object",
    "required": ["pointer", "reason"],
    "properties": {
        "pointer": {"type": "string", "description": "Where it is: `/body/items/0/number`."},
        "reason": {"type": "string", "description": "For people."},
    },
}


def problem_responses(operation: Operation, problems: Problems) -> dict[str, Any]:
    return {str(status): _response(operation, status, types) for status, types in problems.items()}


def _response(operation: Operation, status: int, types: dict[str, str]) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{schema_name(operation)}"}}}
    return {
        "description": "\n".join(f"- `{type}`: {when}" for type, when in types.items()),
        "headers": {header.name: header_reference(header) for header in headers_of_problems(operation, status)},
        "content": content,
    }


def headers_of_problems(operation: Operation, status: int) -> tuple[HttpHeader, ...]:
    of_problems = general_headers_of_problems(operation, status)
    links = LINKS_OF_END if status == OperationEnded.status else HELP
    return (*HEADERS_BY_STATUS.get(status, ()), *operation.declared.refused_with, links, *of_problems)


def header_reference(header: HttpHeader) -> dict[str, str]:
    return {"$ref": f"#/components/headers/{header.component_name}"}


def header_component(header: HttpHeader) -> dict[str, Any]:
    """The value of a header is never null, and `always` is what its `required` states."""
    example = {"example": header.example} if header.example is not None else {}
    return {"description": header.description, "required": header.always, "schema": header.schema, **example}
