"""Composes the OpenAPI document of a service."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from common.http.declarations import Deprecation, HttpHeader
from common.http.openapi.examples import examples_of
from common.http.openapi.feed_schemas import NAMES, feed_schemas
from common.http.openapi.operation import OAUTH2, Operation, operations_of
from common.http.openapi.problem_schemas import (
    MALFORMED_PART,
    Problems,
    header_component,
    problem_schema,
    problems_of,
    schema_name,
)
from common.http.openapi.responses import headers_of, responses_of
from common.http.openapi.schemas import plain, public_name, with_binary, with_names, without_null

FRAMEWORK_SCHEMAS = ("HTTPValidationError", "ValidationError")
COMMON_TAGS = {
    "operation": "Probes, and the positions that a service has applied.",
    "events": "The feed of the service's own stream, with what it takes to verify it.",
}
LICENSE = {"name": "Apache License 2.0", "identifier": "Apache-2.0"}
SERVERS = [{"url": "/", "description": "The server that this document was read from."}]


@dataclass(frozen=True)
class Description:
    """What a document says beside its operations. `schema_names` are names of schemas that do not follow from those of
    their classes, and `package` is that of the service."""

    package: str
    title: str
    text: str
    token_url: str
    has_feed: bool = False
    scopes: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    schema_names: Mapping[str, str] = field(default_factory=dict)


def document_of(routes: Sequence[BaseRoute], description: Description) -> dict[str, Any]:
    document = get_openapi(
        title=description.title, version="1", description=description.text, routes=routes, license_info=LICENSE
    )
    drop_validation_errors(document)
    if description.has_feed:
        document["components"]["schemas"] |= feed_schemas()
    document = with_names(document, lambda name: public_name(name, {**NAMES, **description.schema_names}))
    components = document["components"]
    components["schemas"] = {name: plain(schema, top=True) for name, schema in components["schemas"].items()}
    components["schemas"]["MalformedPart"] = MALFORMED_PART
    headers: dict[str, HttpHeader] = {}
    examples = examples_of(description.package)
    for operation in operations_of(routes):
        described = document["paths"][operation.route.path_format][operation.method]
        problems = problems_of(operation, description.package)
        describe(operation, problems, described, examples.get(operation.id, {}))
        components["schemas"][schema_name(operation)] = problem_schema(operation, problems)
        headers |= {header.component_name: header for header in headers_of(operation, problems)}
    components["headers"] = {name: header_component(header) for name, header in sorted(headers.items())}
    components["securitySchemes"] = {OAUTH2: security_scheme(description)}
    return {
        **document,
        "servers": SERVERS,
        "tags": [{"name": name, "description": text} for name, text in tags_of(document, description).items()],
    }


def drop_validation_errors(document: dict[str, Any]) -> None:
    """FastAPI documents a 422 of its own, which is never sent: the refusal of a malformed part is a problem."""
    for item in document["paths"].values():
        for operation in item.values():
            operation["responses"].pop("422", None)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})  # absent where no body has a class
    for name in FRAMEWORK_SCHEMAS:
        schemas.pop(name, None)


def describe(operation: Operation, problems: Problems, described: dict[str, Any], examples: Mapping[str, Any]) -> None:
    """Adds to what FastAPI says of the operation what it and its dependencies declare."""
    described["summary"] = summary_of(operation.id)
    if (deprecation := operation.declared.deprecation) is not None:
        described["deprecated"] = True
        note = deprecation_note(deprecation)
        described["description"] = "\n\n".join(part for part in (described.get("description"), note) if part)
    described["parameters"] = parameters_of(operation, described.get("parameters", []))
    described["security"] = operation.security or []
    for content in described.get("requestBody", {}).get("content", {}).values():
        content["schema"] = with_binary(without_null(plain(content["schema"])))
    described["responses"] = responses_of(operation, described["responses"], problems, examples)


def deprecation_note(deprecation: Deprecation) -> str:
    gone = "" if deprecation.sunset is None else f" From {deprecation.sunset} on it answers 410."
    return f"Deprecated since {deprecation.since}: use `{deprecation.replaced_by}`.{gone}"


def summary_of(operation_id: str) -> str:
    """`publishDecision` is Publish decision."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", operation_id).split()
    return " ".join([words[0].capitalize(), *(word if word.isupper() else word.lower() for word in words[1:])])


def parameters_of(operation: Operation, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A parameter that FastAPI knows by another case of its name is described by its declaration."""
    declared = {header.name.lower(): header for header in operation.accepted}
    kept = [
        {**parameter, "schema": without_null(plain(parameter["schema"]))}
        for parameter in given
        if parameter["in"] != "header" or parameter["name"].lower() not in declared
    ]
    for parameter in kept:
        parameter["schema"].pop("description", None)
    return [*kept, *(header_parameter(header) for header in declared.values())]


def header_parameter(header: HttpHeader) -> dict[str, Any]:
    parameter = {"name": header.name, "in": "header", "required": False, "description": header.description}
    return {**parameter, "schema": header.schema, **({"example": header.example} if header.example else {})}


def security_scheme(description: Description) -> dict[str, Any]:
    flow = {"tokenUrl": description.token_url, "scopes": dict(sorted(description.scopes.items()))}
    return {
        "type": "oauth2",
        "description": "A bearer token: a JWT of the configured issuer. `scope` names what it allows, `agency` the code"
        " of the agency that the caller acts for.",
        "flows": {"clientCredentials": flow},
    }


def tags_of(document: dict[str, Any], description: Description) -> dict[str, str]:
    used = {tag for item in document["paths"].values() for operation in item.values() for tag in operation["tags"]}
    return {name: text for name, text in sorted({**COMMON_TAGS, **description.tags}.items()) if name in used}
