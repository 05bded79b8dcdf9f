"""What tests receive in JSON: held against the schemas of the documents, and recorded as examples of responses."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from common.http.openapi.examples import FILE, is_json

SERVICES_FOLDER = Path(__file__).parents[2] / "services"
COMPARED_ITEMS = 20
"""Of each list: the others are of the same class."""
Document = dict[str, Any]


@dataclass(frozen=True)
class Success:
    """A response with 2xx of one operation, with its body."""

    service: str
    operation: str
    status: str
    body: Any


@dataclass
class Received:
    """The operations, with status, of which the present test has received a success."""

    successes: set[tuple[str, str, str]] = field(default_factory=set)

    def missing_of(self, test: str) -> list[str]:
        """The operations whose example names this test, and of which it has received none. Begins anew."""
        received, self.successes = self.successes, set()
        return [" ".join(named) for named in examples_by_test().get(test, []) if named not in received]


RECEIVED = Received()


@cache
def recorded_examples(service: str) -> dict[str, dict[str, Any]]:
    file = SERVICES_FOLDER / service / FILE
    recorded: dict[str, dict[str, Any]] = json.loads(file.read_text()) if file.exists() else {}
    return recorded


@cache
def examples_by_test() -> Mapping[str, list[tuple[str, str, str]]]:
    by_test: dict[str, list[tuple[str, str, str]]] = {}
    for folder in sorted(file.parent for file in SERVICES_FOLDER.glob(f"*/{FILE}")):
        for operation, by_status in recorded_examples(folder.name).items():
            for status, example in by_status.items():
                by_test.setdefault(example["received_by"], []).append((folder.name, operation, status))
    return by_test


def success_of(service: str, described: Document, started: Mapping[str, Any], body: bytes) -> Success | None:
    """None where the response is no success with a complete body in JSON that the document describes."""
    headers = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in started["headers"]]
    media_type = dict(headers).get("content-type", "").partition(";")[0]
    status = str(started["status"])
    if not body or status >= "300" or not is_json(media_type) or status not in described["responses"]:
        return None
    try:
        received = httpx.Response(started["status"], headers=headers, content=body).json()
    except (ValueError, httpx.DecodingError):  # cut off by the test
        return None
    return Success(service, described["operationId"], status, received)


def faults_of_success(success: Success, described: Document, document: Document) -> list[str]:
    content = described["responses"][success.status].get("content", {})
    schemas = [content[media_type]["schema"] for media_type in content if is_json(media_type)]
    place = f"{success.service} {success.operation} {success.status}"
    return [f"{place}{fault}" for schema in schemas[:1] for fault in faults_of_shape(success.body, schema, document)]


def faults_of_shape(value: Any, schema: Document, document: Document, place: str = "") -> Iterator[str]:
    """The members of the value that its schema does not state, and those that it states as always given and the value
    lacks."""
    schema = resolved(schema, document)
    if options := [option for key in ("anyOf", "oneOf") for option in schema.get(key, ())]:
        faults = [list(faults_of_shape(value, option, document, place)) for option in options if is_of(value, option)]
        yield from min(faults, key=len, default=[])
    elif isinstance(value, list):
        for item in value[:COMPARED_ITEMS]:
            yield from faults_of_shape(item, schema.get("items", {}), document, f"{place}/*")
    elif isinstance(value, dict):
        yield from _faults_of_members(value, schema, document, place)


def _faults_of_members(value: dict[str, Any], schema: Document, document: Document, place: str) -> Iterator[str]:
    stated, others = schema.get("properties", {}), schema.get("additionalProperties", not schema.get("properties"))
    if not others:
        yield from (f"{place}/{name} is not in its schema" for name in sorted(set(value) - set(stated)))
    yield from (f"{place}/{name} is missing" for name in sorted(set(schema.get("required", ())) - set(value)))
    for name, member in value.items():
        part = stated.get(name, others if isinstance(others, dict) else {})
        yield from faults_of_shape(member, part, document, f"{place}/{name}")


def is_of(value: Any, schema: Document) -> bool:
    """Whether the value may be of this option of several."""
    types = schema.get("type", [])
    return (value is None) == ("null" in ([types] if isinstance(types, str) else types))


def resolved(schema: Document, document: Document) -> Document:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def note(success: Success) -> None:
    """Counts what the present test has received, and records it where `make examples` runs."""
    RECEIVED.successes.add((success.service, success.operation, success.status))
    test, _, phase = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")
    if (folder := os.environ.get("RECORD_EXAMPLES")) and phase == "(call)":
        with (Path(folder) / f"{os.getpid()}.jsonl").open("a") as file:
            file.write(json.dumps({**vars(success), "received_by": test}) + "\n")
