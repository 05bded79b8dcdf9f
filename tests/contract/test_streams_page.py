"""The tables of docs/streams.md match the code, and its examples are the test vectors."""

import ast
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from fastapi import FastAPI

from common.contracts.documents import all_types, asyncapi_document
from common.errors import Refusal
from common.eventlog.record import Record
from common.http import freshness
from common.http.app import build_api
from common.kafka.format import headers_of, record_of, topic_of
from suite.databases import SERVICES
from suite.stack import PORTS
from tests.contract import independent_reader
from tests.contract.streams_page import FOLLOW, PAGE, PAGE_FILE, ROOT, VECTORS, quoted, table
from tests.support.postgres import service_of
from tests.support.sample import sample_service
from tests.support.sample_stack import SampleSettings, runtime_of


def test_the_table_of_types_matches_the_contracts_and_their_docstrings() -> None:
    rows = []
    for event_type in all_types():
        sentence = re.split(r"\.(?:\s|$)", " ".join((event_type.payload.__doc__ or "").split()))[0]
        rows.append(
            [f"`{event_type.name}`", f"`{event_type.source}`", sentence.removeprefix(f"Sent by `{event_type.source}` ")]
        )
    assert table("type") == rows


def test_the_follower_program_knows_every_type_of_procedures() -> None:
    (known,) = re.findall(r"^KNOWN = (\{.*?^\})", FOLLOW, re.MULTILINE | re.DOTALL)
    assert ast.literal_eval(known) == {
        event_type.name for event_type in all_types() if event_type.source == "procedures"
    }


def test_the_table_of_sources_matches_the_services() -> None:
    publishing = [service for service in map(service_of, SERVICES) if service.shards]
    readers = {True: "everyone", False: "a token with the scope `events.read`"}
    expected = {
        (f"`{service.name}`", str(PORTS[service.name]), str(service.shards), readers[service.public_events])
        for service in publishing
    }
    assert {tuple(row) for row in table("source")} == expected


def test_the_table_of_headers_matches_the_relay_and_the_asyncapi_document() -> None:
    record = Record("procedures", 0, 1, "i", "t.v1", "t", "s", b"{}", bytes(32), bytes(32), "00-1-2-01")
    written = [name for name, _ in headers_of(record)]
    assert [row[0].strip("`") for row in table("header")] == written
    for message in asyncapi_document()["components"]["messages"].values():
        assert set(message["headers"]["properties"]) == set(written)
        assert set(message["headers"]["required"]) == set(written) - {"ce_traceparent"}
    assert "`procedures.v1`" in PAGE
    assert topic_of("procedures") == "procedures.v1"


def test_a_message_can_be_read_from_the_table_of_headers_alone() -> None:
    """The headers are built only from the descriptions on the page."""
    event, payload = independent_reader.events_of(VECTORS["page"])[4]
    content = {
        "`application/json`": "application/json",
        "`1.0`": "1.0",
        "id": event["id"],
        "`/congbo/` and the source": "/congbo/procedures",
        "type": event["type"],
        "time": event["time"],
        "subject": event["subject"],
        "shard, decimal": "0",
        "sequence, decimal": "5",
        "hash of the event before, hexadecimal": event["prevhash"],
        "hash, hexadecimal": event["hash"],
    }
    headers = [
        (name.strip("`"), content[description].encode())
        for name, description in table("header")
        if "absent" not in description
    ]
    assert headers == headers_of(record_of(headers, payload))


def routes_of(app: FastAPI) -> dict[str, Any]:
    paths: dict[str, Any] = app.openapi()["paths"]
    return paths


@pytest.fixture
def apps() -> list[FastAPI]:
    """The APIs of a source and of a follower, which do not connect to their databases."""
    settings = SampleSettings(database_url="postgresql://nobody@127.0.0.1/none")
    return [build_api(runtime_of(service, settings)) for service in (sample_service(1), service_of("reporting"))]


def test_every_endpoint_on_the_page_exists(apps: list[FastAPI]) -> None:
    paths = {path for app in apps for path in routes_of(app)}
    named = set(re.findall(r"`GET (/[^`]+)`", PAGE))
    assert named == {"/v1/events", "/v1/events/head", "/v1/events/keys", "/v1/events/epochs", "/v1/applied-positions"}
    assert named <= paths


def test_the_table_of_parameters_matches_the_feed(apps: list[FastAPI]) -> None:
    parameters = [
        [f"`{parameter['name']}`", *limits_of(parameter["schema"])]
        for parameter in routes_of(apps[0])["/v1/events"]["get"]["parameters"]
        if parameter["in"] == "query"
    ]
    assert sorted(row[:4] for row in table("parameter")) == sorted(parameters)


def limits_of(schema: dict[str, Any]) -> list[str]:
    """Returns default, minimum and maximum: of the number, or of how often the parameter is given."""
    if schema["type"] == "array":
        return ["all types", str(schema.get("minItems", 0)), str(schema["maxItems"])]
    maximum = schema["maximum"] if "maximum" in schema else schema["exclusiveMaximum"] - 1
    return [str(int(limit)) for limit in (schema["default"], schema["minimum"], maximum)]


def refusals(base: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for refusal in base.__subclasses__():
        yield refusal
        yield from refusals(refusal)


def test_every_problem_on_the_page_has_that_status_in_the_code() -> None:
    declared = {(refusal.status, refusal.type) for refusal in refusals()}
    renderers = (ROOT / "libs" / "common" / "http" / "problems.py").read_text()
    named = [(int(status), type) for status, types, _ in table("status") for type in quoted(types)]
    named += [(int(status), type) for status, type in re.findall(r"\b([45]\d\d) `([a-z-]+)`", PAGE)]
    assert len(named) >= 10
    for status, type in named:
        assert (status, type) in declared or f'problem(request, {status}, "{type}"' in renderers, (status, type)


def test_every_header_on_the_page_is_in_the_code() -> None:
    code = "\n".join(file.read_text() for file in (ROOT / "libs" / "common" / "http").glob("*.py"))
    named = set(re.findall(r"`((?:[A-Z][a-z]+-)+[A-Z][a-z]+)\b", PAGE))
    assert named == {"Event-Position", "Event-Position-At-Least", "Retry-After"}
    for header in named:
        assert f'"{header}"' in code, header
    assert f"It waits up to {freshness.TIMEOUT:g} seconds" in PAGE


def test_every_link_of_the_page_has_a_target() -> None:
    linked = re.findall(r"\]\(([^)#]+)\)", PAGE)
    assert linked
    for target in linked:
        assert (PAGE_FILE.parent / target).exists(), target


def test_the_hash_in_the_table_of_parts_is_that_of_the_first_vector() -> None:
    rows = [[cell.strip("`") for cell in row] for row in table("part")]
    first = VECTORS["chain"][0]
    names = ("source", "shard", "sequence", "id", "type", "time", "payload")
    assert [row[1] for row in rows[1:]] == [str(first[name]) for name in names]
    assert [bytes.fromhex(row[2])[4:].decode() for row in rows[1:]] == [row[1] for row in rows[1:]]
    assert sha256(b"".join(bytes.fromhex(row[2]) for row in rows)).hexdigest() == first["hash"]
    assert f"SHA-256 of these bytes is `{first['hash']}`" in PAGE


def fits(shown: Any, real: Any) -> bool:
    """Whether an example matches the real value, where `…` in the example stands for omitted text."""
    if isinstance(shown, dict):
        return set(shown) == set(real) and all(fits(shown[name], real[name]) for name in shown)
    if isinstance(shown, list):
        return len(shown) == len(real) and all(map(fits, shown, real))
    if isinstance(shown, str) and "…" in shown:
        start, end = shown.split("…")
        return bool(real.startswith(start) and real.endswith(end))
    return bool(shown == real)


def test_the_json_examples_are_the_vectors() -> None:
    page, heads, keys, epochs = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))
    assert fits(page, {"events": json.loads(VECTORS["page"])["events"][:1], "tail": 1})
    assert fits(heads, {"heads": [VECTORS["head"]["signed"]]})
    assert fits(keys, {"keys": VECTORS["keys"]})
    assert fits(epochs, {"epochs": [VECTORS["epoch"]["signed"]]})
