"""Bodies that are made to cost more than they weigh, against every route that takes JSON."""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest

from common.http.json_limits import BYTES_PER_VALUE, FREE_VALUES, body_limit_of, takes_json
from common.http.request_body import MOST_MALFORMED
from common.http.routes import Route
from suite.databases import SERVICES
from tests.support.examples import is_full_run
from tests.support.postgres import Postgres, service_of
from tests.support.service_harness import ServiceHarness, service_harness, unique

pytestmark = pytest.mark.timeout(300)
AT_MOST_TIMES, SLACK = 5, 20_000_000
"""Bytes of memory that a refused request may take: so many times its own, and what any request takes."""
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Target:
    service: str
    method: str
    path: str
    largest: int
    schema: Schema
    schemas: Mapping[str, Schema]

    def __str__(self) -> str:
        return f"{self.service} {self.path}"


def targets() -> list[Target]:
    found = []
    for name in SERVICES:
        for route in [route for router in service_of(name).api().routers for route in router.routes]:
            assert isinstance(route, Route), f"{route} is no route of ours: its bodies have no limits"
            assert route.methods
            if takes_json(route):
                document = orjson.loads((Path("docs/contracts/openapi") / f"{name}.json").read_bytes())
                (method,) = set(route.methods)
                operation = document["paths"][route.path][method.lower()]
                body, schemas = (
                    operation["requestBody"]["content"]["application/json"]["schema"],
                    document["components"],
                )
                found.append(Target(name, method, route.path, body_limit_of(route), body, schemas["schemas"]))
    return found


TARGETS = targets()


@pytest.fixture(scope="module")
async def services(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    """Each service by its name."""
    async with AsyncExitStack() as stack:
        yield {
            name: await stack.enter_async_context(service_harness(postgres, name, tmp_path_factory.mktemp(name)))
            for name in {target.service for target in TARGETS}
        }


def repeated(begin: bytes, piece: bytes, end: bytes, size: int) -> bytes:
    return begin + piece * ((size - len(begin) - len(end)) // len(piece)) + end


def members(size: int) -> bytes:
    """Nearly as many as a body of this size may hold."""
    number = min((FREE_VALUES + size // BYTES_PER_VALUE) * 9 // 10, size // 14)
    name = b"x" * (size // number - 12)
    return b",".join(b'"%s%07d":1' % (name, each) for each in range(number))


def lists_of(schema: Schema, schemas: Mapping[str, Schema]) -> list[str]:
    """The members of a body that are lists."""
    return [
        name
        for name, member in resolved(schema, schemas).get("properties", {}).items()
        if any(choice.get("type") == "array" for choice in (member, *member.get("anyOf", ())))
    ]


def resolved(schema: Schema, schemas: Mapping[str, Schema]) -> Schema:
    return schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def filled(schema: Schema, schemas: Mapping[str, Schema], width: int, depth: int = 8) -> Any:
    """What holds every list and every object that the schema knows, and nothing else: each part of it is malformed."""
    schema = resolved(schema, schemas)
    for choice in schema.get("anyOf", schema.get("oneOf", ())):
        if (found := filled(choice, schemas, width, depth)) not in (None, 1):
            return found
    if schema.get("type") == "array" and depth:
        element = filled(schema.get("items", {}), schemas, max(width // 4, 2), depth - 1)
        return [element] * min(schema.get("maxItems", width), width)
    if schema.get("type") == "object" and depth:
        members = schema.get("properties", {}).items()
        parts = {name: filled(member, schemas, width, depth - 1) for name, member in members}
        return {name: part for name, part in parts.items() if part not in (None, 1)}
    return 1


LONG = 1_000_000
"""Bytes of the longest bodies that are tried on routes that take more, but for these two: what they take is
compared with their size. Decisions, whose bodies have most parts, are tried at full length with FULL=1."""
AT_FULL_LENGTH = ("/v1/decisions", "/v1/agencies") if is_full_run() else ("/v1/agencies",)


def hostile_bodies(target: Target) -> Iterator[tuple[str, bytes]]:
    size = target.largest if target.path in AT_FULL_LENGTH else min(target.largest, LONG)
    yield "deep", b"[" * size
    yield "numbers", repeated(b"[", b"1,", b"1]", size)
    yield "one long text", b'{"a":"' + b"x" * (size - 10) + b'"}'
    yield "one long text with a letter beyond the others", b'{"a":"' + b"x" * (size - 20) + "😀".encode() + b'"}'
    yield "unknown members", b"{" + members(size) + b"}"
    yield "escapes", repeated(b'{"a":"', b"\\u1ea1", b'"}', size)
    for name in lists_of(target.schema, target.schemas):
        begin = b'{"%s":[' % name.encode()
        yield f"empty objects in {name}", repeated(begin, b"{},", b"{}]}", size)
        few = b"{" + b",".join(b'"k%d":"%s"' % (number, b"x" * 40) for number in range(MOST_MALFORMED)) + b"},"
        yield f"a few unknown members in each of {name}", repeated(begin, few, b"{}]}", size)
        spread = repeated(begin, b'{"k":' + b'"' + b"x" * 120 + b'"},', b"{}]}", size)
        yield f"as many objects as pass in {name}", spread
    for width in (2_000, 200, 40, 8):
        body = orjson.dumps(filled(target.schema, target.schemas, width))
        if len(body) <= size:
            yield f"lists of {width} in each other", body
            break


def forget_peak() -> None:
    """The peak of this process's memory is counted anew from now on (Linux: proc_pid_clear_refs(5))."""
    Path("/proc/self/clear_refs").write_text("5")


def memory(field: str) -> int:
    """Bytes that this process has in memory, or had at most since the mark was put down."""
    found = re.search(rf"{field}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) * 1024


@pytest.mark.parametrize("target", TARGETS, ids=str)
async def test_a_refused_body_takes_no_more_memory_than_a_few_times_its_size(
    services: Mapping[str, ServiceHarness], target: Target
) -> None:
    harness = services[target.service]
    headers = harness.bearer(*harness.runtime.service.scopes)
    path = re.sub(r"\{(\w+)\}", lambda part: "1" if part[1] == "number" else str(UNKNOWN), target.path)
    for name, body in hostile_bodies(target):
        before = memory("VmRSS")
        forget_peak()
        response = await harness.http.request(
            target.method,
            path,
            content=body,
            headers={**headers, "Content-Type": "application/json", "Idempotency-Key": unique("hostile")},
        )
        taken = memory("VmHWM") - before
        assert 400 <= response.status_code < 500, (name, response.status_code, response.text[:200])
        assert len(response.content) < 10_000, name
        assert taken <= AT_MOST_TIMES * len(body) + SLACK, f"{name}: {taken:,} bytes for {len(body):,}"


UNKNOWN = "00000000-0000-7000-8000-000000000000"


@pytest.mark.parametrize("target", TARGETS, ids=str)
def test_every_list_of_a_body_has_a_greatest_length(target: Target) -> None:
    """Else a body within its bytes may hold so many malformed elements that their errors take all memory."""
    assert unbounded(target.schema, target.schemas) == []


def unbounded(schema: Schema, schemas: Mapping[str, Schema], path: str = "") -> list[str]:
    schema = resolved(schema, schemas)
    found = [path] if schema.get("type") == "array" and "maxItems" not in schema else []
    parts = {
        **schema.get("properties", {}),
        **{key: schema[key] for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)},
        **{
            f"choice {number}": choice
            for key in ("anyOf", "oneOf")
            for number, choice in enumerate(schema.get(key, ()))
        },
    }
    return found + [place for name, part in parts.items() for place in unbounded(part, schemas, f"{path}/{name}")]


@pytest.mark.parametrize("target", TARGETS, ids=str)
async def test_a_body_that_is_larger_than_its_route_needs_is_refused_unread(
    services: Mapping[str, ServiceHarness], target: Target
) -> None:
    path = re.sub(r"\{(\w+)\}", lambda part: "1" if part[1] == "number" else str(UNKNOWN), target.path)
    response = await services[target.service].http.request(target.method, path, content=b" " * (target.largest + 1))
    assert (response.status_code, response.json()["type"]) == (413, "urn:congbo:problem:request-too-large")


async def test_a_problem_names_twenty_malformed_parts_and_counts_the_others(
    services: Mapping[str, ServiceHarness],
) -> None:
    harness = services["procedures"]
    body: dict[str, list[Any]] = {"agencies": [{}] * 100}
    response = await harness.http.post("/v1/agencies", json=body, headers=harness.bearer("catalogue.write"))
    problem = response.json()
    assert (response.status_code, len(problem["errors"])) == (422, 20)
    assert problem["more_errors"] > 0


async def test_a_list_that_is_too_long_is_refused_before_its_elements_are_looked_at(
    services: Mapping[str, ServiceHarness],
) -> None:
    harness = services["procedures"]
    response = await harness.http.post(
        "/v1/agencies", json={"agencies": [{}] * 5_001}, headers=harness.bearer("catalogue.write")
    )
    assert response.json()["errors"] == [
        {"pointer": "/body/agencies", "reason": "it may have at most 5000 elements"},
    ]


@pytest.mark.parametrize(
    ("service", "path"),
    [
        ("procedures", "/v1/procedure-groups/%00"),
        ("procedures", "/v1/procedures/1.0%0000"),
        ("procedures", "/v1/procedures?agency=%00"),
        ("procedures", "/v1/search?q=%00"),
        ("online_services", "/v1/online-services?procedure_code=%00"),
        ("procedures", "/v1/procedures?%00=1"),
    ],
)
async def test_nul_in_a_path_or_a_query_is_malformed(
    services: Mapping[str, ServiceHarness], service: str, path: str
) -> None:
    response = await services[service].http.get(path)
    assert (response.status_code, response.json()["type"]) == (422, "urn:congbo:problem:malformed-request")
