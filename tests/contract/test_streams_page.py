"""docs/streams.md is true: its tables are those of the code, its examples are the vectors."""

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


def test_the_types_are_those_that_the_contracts_know_as_their_classes_describe_them() -> None:
    rows = []
    for known in all_types():
        first = (known.payload.__doc__ or "").splitlines()[0]
        rows.append(
            [f"`{known.name}`", f"`{known.source}`", first.removeprefix(f"Sent by `{known.source}` ").rstrip(".")]
        )
    assert table("type") == rows


def test_the_follower_of_the_page_knows_every_type_of_procedures() -> None:
    (known,) = re.findall(r"^KNOWN = (\{.*?^\})", FOLLOW, re.MULTILINE | re.DOTALL)
    assert ast.literal_eval(known) == {known.name for known in all_types() if known.source == "procedures"}


def test_the_sources_their_ports_their_shards_and_who_may_read_are_those_of_the_services() -> None:
    publishing = [service for service in map(service_of, SERVICES) if service.shards]
    readers = {True: "everyone", False: "a token with the scope `events.read`"}
    wanted = {
        (f"`{each.name}`", str(PORTS[each.name]), str(each.shards), readers[each.public_events]) for each in publishing
    }
    assert {tuple(row) for row in table("source")} == wanted


def test_the_headers_on_kafka_are_those_that_the_relay_writes_and_the_asyncapi_document_describes() -> None:
    record = Record("procedures", 0, 1, "i", "t.v1", "t", "s", b"{}", bytes(32), bytes(32), "00-1-2-01")
    written = [name for name, _ in headers_of(record)]
    assert [row[0].strip("`") for row in table("header")] == written
    for message in asyncapi_document()["components"]["messages"].values():
        assert set(message["headers"]["properties"]) == set(written)
        assert set(message["headers"]["required"]) == set(written) - {"ce_traceparent"}
    assert "`procedures.v1`" in PAGE
    assert topic_of("procedures") == "procedures.v1"


def test_what_the_page_says_of_kafka_is_enough_to_read_a_message() -> None:
    """By the page's own words for each header, and nothing else."""
    (record,) = independent_reader.events_of(VECTORS["page"])[4:5]
    event, payload = record
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
    headers = [(name.strip("`"), content[said].encode()) for name, said in table("header") if "absent" not in said]
    assert headers == headers_of(record_of(headers, payload))


def routes_of(app: FastAPI) -> dict[str, Any]:
    paths: dict[str, Any] = app.openapi()["paths"]
    return paths


@pytest.fixture
def apps() -> list[FastAPI]:
    """Of a source and of a follower; nothing is asked of their databases."""
    settings = SampleSettings(database_url="postgresql://nobody@127.0.0.1/none")
    return [build_api(runtime_of(service, settings)) for service in (sample_service(1), service_of("reporting"))]


def test_every_endpoint_that_the_page_names_is_there(apps: list[FastAPI]) -> None:
    paths = {path for app in apps for path in routes_of(app)}
    named = set(re.findall(r"`GET (/[^`]+)`", PAGE))
    assert named == {"/v1/events", "/v1/events/head", "/v1/events/keys", "/v1/events/epochs", "/v1/applied-positions"}
    assert named <= paths


def test_the_parameters_of_the_feed_are_those_that_it_takes(apps: list[FastAPI]) -> None:
    taken = [
        [f"`{each['name']}`", *limits_of(each["schema"])]
        for each in routes_of(apps[0])["/v1/events"]["get"]["parameters"]
    ]
    assert sorted(row[:4] for row in table("parameter")) == sorted(taken)


def limits_of(schema: dict[str, Any]) -> list[str]:
    """The default, the least and the most that is taken."""
    most = schema["maximum"] if "maximum" in schema else schema["exclusiveMaximum"] - 1
    return [str(int(limit)) for limit in (schema["default"], schema["minimum"], most)]


def refusals(base: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for each in base.__subclasses__():
        yield each
        yield from refusals(each)


def test_every_problem_that_the_page_names_is_refused_with_that_status() -> None:
    declared = {(each.status, each.type) for each in refusals()}
    answered = (ROOT / "libs" / "common" / "http" / "problems.py").read_text()
    named = [(int(status), type) for status, types, _ in table("status") for type in quoted(types)]
    named += [(int(status), type) for status, type in re.findall(r"\b([45]\d\d) `([a-z-]+)`", PAGE)]
    assert len(named) >= 10
    for status, type in named:
        assert (status, type) in declared or f'problem(request, {status}, "{type}"' in answered, (status, type)


def test_every_header_that_the_page_names_is_one_that_the_code_reads_or_writes() -> None:
    code = "\n".join(file.read_text() for file in (ROOT / "libs" / "common" / "http").glob("*.py"))
    named = set(re.findall(r"`((?:[A-Z][a-z]+-)+[A-Z][a-z]+)\b", PAGE))
    assert named == {"Event-Position", "Event-Position-At-Least", "Retry-After"}
    for header in named:
        assert f'"{header}"' in code, header
    assert f"It waits up to {freshness.PATIENCE:g} seconds" in PAGE


def test_every_link_of_the_page_leads_somewhere() -> None:
    linked = re.findall(r"\]\(([^)#]+)\)", PAGE)
    assert linked
    for target in linked:
        assert (PAGE_FILE.parent / target).exists(), target


def test_the_hash_that_is_spelled_out_part_by_part_is_that_of_the_first_vector() -> None:
    rows = [[cell.strip("`") for cell in row] for row in table("part")]
    first = VECTORS["chain"][0]
    names = ("source", "shard", "sequence", "id", "type", "time", "payload")
    assert [row[1] for row in rows[1:]] == [str(first[name]) for name in names]
    assert [bytes.fromhex(row[2])[4:].decode() for row in rows[1:]] == [row[1] for row in rows[1:]]
    assert sha256(b"".join(bytes.fromhex(row[2]) for row in rows)).hexdigest() == first["hash"]
    assert f"SHA-256 of these bytes is `{first['hash']}`" in PAGE


def fits(shown: Any, real: Any) -> bool:
    """What an example shows against the real thing; `…` stands for what was left out."""
    if isinstance(shown, dict):
        return set(shown) == set(real) and all(fits(shown[name], real[name]) for name in shown)
    if isinstance(shown, list):
        return len(shown) == len(real) and all(map(fits, shown, real))
    if isinstance(shown, str) and "…" in shown:
        start, end = shown.split("…")
        return bool(real.startswith(start) and real.endswith(end))
    return bool(shown == real)


def test_the_examples_in_json_are_the_vectors() -> None:
    page, heads, keys, epochs = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))
    assert fits(page, {"events": json.loads(VECTORS["page"])["events"][:1], "tail": 1})
    assert fits(heads, {"heads": [VECTORS["head"]["signed"]]})
    assert fits(keys, {"keys": VECTORS["keys"]})
    assert fits(epochs, {"epochs": [VECTORS["epoch"]["signed"]]})
