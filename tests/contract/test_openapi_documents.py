"""What other tools rely on in the OpenAPI documents. `tests/support/documented_responses.py` holds them against what
the services send."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import jsonschema
import pytest
from fastapi import APIRouter

from common.http.deprecation import deprecated
from common.http.openapi.document import Description, document_of
from common.http.problems import MEDIA_TYPE, PREFIX
from common.http.routes import Route
from suite.openapi import FOLDER
from tests.contract.test_problems_page import WITHOUT_REFUSAL, raised
from tests.support.operations import ALL, OPERATIONAL, SERVICES, Operation

DOCUMENTS = {service: json.loads((FOLDER / f"{service}.json").read_text()) for service in SERVICES}
KEYWORDS = {
    *("$ref", "type", "enum", "const", "format", "title", "description", "default", "examples", "contentMediaType"),
    *("properties", "required", "additionalProperties", "items", "prefixItems", "anyOf", "allOf", "oneOf"),
    *("pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    *("minItems", "maxItems", "uniqueItems", "multipleOf", "minProperties", "maxProperties", "propertyNames"),
    *("contentEncoding", "x-enum-varnames"),
}
"""The keywords of JSON Schema 2020-12 that the documents use, and one that generators name enums by."""
NOT_IN_EVERY_LANGUAGE = re.compile(r"\\[dDwWsSbBAZzpPxu]|\(\?|[*+?}][+]|\[\[:")
"""Character classes that mean other characters in another language, groups with a question mark, possessive
quantifiers, escapes, and classes of POSIX."""


@pytest.mark.parametrize("service", SERVICES)
def test_an_operation_is_named_summarised_and_tagged(service: str) -> None:
    tags = {tag["name"] for tag in DOCUMENTS[service]["tags"]}
    for operation in operations(DOCUMENTS[service]):
        assert re.fullmatch(r"[a-z]+([A-Z][A-Za-z]*)+", operation["operationId"])
        assert operation["summary"]
        assert operation["description"]
        assert set(operation["tags"]) <= tags


@pytest.mark.parametrize("service", SERVICES)
def test_a_deprecated_operation_and_what_takes_its_place_are_in_the_changelog(service: str) -> None:
    changelog = (FOLDER.parent / "CHANGELOG.md").read_text()
    assert not list(faults_of_deprecated(DOCUMENTS[service], changelog))


def faults_of_deprecated(document: dict[str, Any], changelog: str) -> Iterator[str]:
    ids = {operation["operationId"] for operation in operations(document)}
    for operation in operations(document):
        if operation.get("deprecated"):
            (replacement,) = re.findall(
                r"^Deprecated since [0-9-]+: use `(\w+)`", operation["description"], re.MULTILINE
            )
            if replacement not in ids:
                yield f"{replacement} is no operation"
            yield from (
                f"{id} is not in the changelog"
                for id in (operation["operationId"], replacement)
                if f"`{id}`" not in changelog
            )


def test_a_deprecated_operation_is_found_where_nothing_takes_its_place_or_the_changelog_lacks_it() -> None:
    """No operation of the product is deprecated at present."""
    router = APIRouter(route_class=Route, tags=["things"])

    @router.get("/v1/things", operation_id="listThings")
    @deprecated(date(2027, 1, 1), sunset=date(2028, 1, 1), replaced_by="listBetterThings")
    async def list_things() -> dict[str, int]:
        return {}

    document = document_of(router.routes, Description("tests", "Things", "Things.", "http://issuer.test/token"))
    assert list(faults_of_deprecated(document, "`listThings` goes: use `listBetterThings`")) == [
        "listBetterThings is no operation"
    ]
    document["paths"]["/v1/better-things"] = {"get": {"operationId": "listBetterThings"}}
    assert not list(faults_of_deprecated(document, "`listThings` goes: use `listBetterThings`"))
    assert len(list(faults_of_deprecated(document, "nothing of the kind"))) == 2


@pytest.mark.parametrize("service", SERVICES)
def test_every_refusal_and_failure_of_an_operation_is_a_problem_of_a_closed_list(service: str) -> None:
    for operation in operations(DOCUMENTS[service]):
        refused = {status: response for status, response in operation["responses"].items() if status > "304"}
        assert {"500", "503"} <= set(refused)
        for status, response in refused.items():
            schema = resolved(response["content"][MEDIA_TYPE]["schema"], DOCUMENTS[service])
            types = [type.removeprefix(PREFIX) for type in schema["properties"]["type"]["enum"]]
            of_status = {type for type in types if status_of(type) == int(status)}
            assert of_status == set(re.findall(r"^- `([a-z-]+)`: ", response["description"], re.MULTILINE))
            assert schema["title"].lower() == f"{operation['operationId']}problem".lower()
            assert len(schema["properties"]["type"]["x-enum-varnames"]) == len(types)
        assert {str(status_of(type)) for type in types} == set(refused)


@pytest.mark.parametrize("service", SERVICES)
def test_the_headers_that_every_response_has_are_stated(service: str) -> None:
    for path, item in DOCUMENTS[service]["paths"].items():
        for operation in item.values():
            is_probe = path.startswith("/healthz")
            parameters = {parameter["name"] for parameter in operation["parameters"]}
            assert is_probe or "Accept-Language" in parameters, path
            for status, response in operation["responses"].items():
                expected = {"Request-Id"}
                if MEDIA_TYPE in response.get("content", {}):
                    expected |= {"Content-Language", "Vary"}
                if not is_probe and (status < "300" or status == "429"):
                    expected |= {"RateLimit", "RateLimit-Policy"}
                assert expected <= set(response["headers"]), f"{path} {status}"


def status_of(type: str) -> int:
    return known_types()[type]


@cache
def known_types() -> dict[str, int]:
    common = {problem.type: problem.status for problem in WITHOUT_REFUSAL}
    return common | {refusal.type: refusal.status for refusal in raised()}


SENT_AS_FAULTS_ONLY = {
    ("population_lookup", "header-not-understood"),
    ("population_lookup", "credentials-not-accepted"),
}
"""By `POST /soap`, which the WSDL describes."""
RAISED_BY_COMMANDS_ONLY = {("reporting", "column-not-exportable")}


def test_every_problem_that_a_service_raises_is_stated_by_an_operation_of_it() -> None:
    """Else nobody can tell where it is sent; the problems of commands and of no operation are left out."""
    stated = {service: set(re.findall(rf"{PREFIX}([a-z-]+)", json.dumps(DOCUMENTS[service]))) for service in SERVICES}
    own = {(package, refusal.type) for refusal, package in raised().items() if package in SERVICES}
    assert {(package, type) for package, type in own if type not in stated[package]} == (
        SENT_AS_FAULTS_ONLY | RAISED_BY_COMMANDS_ONLY
    )


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_is_documented_with_its_scopes(service: str) -> None:
    document = DOCUMENTS[service]
    for operation in [each for each in ALL if each.service == service and is_documented(each)]:
        described = document["paths"][operation.path][operation.method.lower()]
        required = described["security"]
        known = document["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]["scopes"]
        assert {scope for alternative in required for scope in alternative.get("oauth2", ())} <= set(known)
        if operation.guarded:
            assert {scope for alternative in required for scope in alternative["oauth2"]} == operation.scopes
            assert {"401", "403"} <= set(described["responses"])
        else:
            assert not required or {} in required


def is_documented(operation: Operation) -> bool:
    """Pages for people are described on docs/pages.md."""
    return operation.path.startswith("/v1") and operation.path not in OPERATIONAL


@pytest.mark.parametrize("service", SERVICES)
def test_ids_of_operations_and_names_of_schemas_are_short_and_unique(service: str) -> None:
    document = DOCUMENTS[service]
    ids = [operation["operationId"] for operation in operations(document)]
    names = list(document["components"]["schemas"])
    assert [name for name, count in Counter(name.lower() for name in [*ids, *names]).items() if count > 1] == []
    assert [name for name in names if not re.fullmatch(r"[A-Z][A-Za-z0-9]+", name)] == []
    assert [name for name in names if name.endswith(("Out", "In")) or "HTTPValidation" in name] == []
    assert [name for name in [*ids, *names] if len(name) > 45] == []


@pytest.mark.parametrize("service", SERVICES)
def test_schemas_have_only_keywords_and_patterns_that_every_tool_knows(service: str) -> None:
    document = DOCUMENTS[service]
    for place, schema in schemas_of(document):
        assert set(schema) <= KEYWORDS, place
        assert not isinstance(schema.get("default"), dict), f"{place}: no generated Go has such a default"
        pattern = schema.get("pattern", "")
        assert not NOT_IN_EVERY_LANGUAGE.search(pattern), f"{place}: {pattern}"
        if "enum" in schema:
            named = place.count("/") == 0 or place.endswith("Problem/type") or len(schema["enum"]) == 1
            assert named, f"{place} is a closed set without a name"


@pytest.mark.parametrize("service", SERVICES)
def test_a_member_of_several_types_has_no_default_value(service: str) -> None:
    """A generated class in Java assigns it to the class of all the types, which does not compile."""
    for schema in DOCUMENTS[service]["components"]["schemas"].values():
        for name, member in schema.get("properties", {}).items():
            types = [option for option in member.get("anyOf", []) if option.get("type") != "null"]
            assert len(types) < 2 or member.get("default") is None, name


@pytest.mark.parametrize("service", SERVICES)
def test_a_body_that_is_not_required_is_left_out_and_never_null(service: str) -> None:
    """openapi-python-client sends a body that may be null as JSON even where none is given, and fails."""
    for operation in operations(DOCUMENTS[service]):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            assert {"type": "null"} not in content["schema"].get("anyOf", ()), operation["operationId"]


@pytest.mark.parametrize("service", SERVICES)
def test_examples_are_valid(service: str) -> None:
    document = DOCUMENTS[service]
    components = {"components": document["components"]}
    for place, schema in schemas_of(document):
        validator = jsonschema.Draft202012Validator({**components, **schema})
        for example in schema.get("examples", ()):
            assert validator.is_valid(example), f"{place}: {example}"


@pytest.mark.parametrize("service", SERVICES)
def test_every_reference_leads_to_a_component_and_every_component_is_used(service: str) -> None:
    document = DOCUMENTS[service]
    used = set(re.findall(r'"\$ref": "#/components/(\w+/[^"]+)"', json.dumps(document)))
    components = {f"{kind}/{name}" for kind in ("schemas", "headers") for name in document["components"].get(kind, {})}
    assert used == components


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in document["paths"].values():
        yield from item.values()


def schemas_of(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema with its place; the name of a component alone is the place of that component."""
    for name, schema in document["components"]["schemas"].items():
        yield from parts_of(name, schema)
    for name, header in document["components"]["headers"].items():
        yield from parts_of(f"headers/{name}", header["schema"])
    for operation in operations(document):
        place = f"operations/{operation['operationId']}"
        for parameter in operation["parameters"]:
            yield from parts_of(f"{place}/{parameter['name']}", parameter["schema"])
        for body in (operation.get("requestBody", {}), *operation["responses"].values()):
            for media_type, content in body.get("content", {}).items():
                yield from parts_of(f"{place}/{media_type}", content["schema"])


def parts_of(place: str, schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield place, schema
    for name, part in schema.get("properties", {}).items():
        yield from parts_of(f"{place}/{name}", part)
    for keyword in ("items", "additionalProperties"):
        if isinstance(part := schema.get(keyword), dict):
            yield from parts_of(f"{place}/{keyword}", part)
    for keyword in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for number, part in enumerate(schema.get(keyword, ())):
            yield from parts_of(f"{place}/{keyword}{number}", part)


def resolved(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found
