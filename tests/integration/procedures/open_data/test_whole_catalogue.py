"""The whole catalogue in one file: what it holds, that it is one snapshot with its position, and that the feed goes on
from there."""

import csv
import io
import json
import os
import re
import sys
from asyncio import Event, create_subprocess_exec, subprocess
from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook
from rdflib import RDF, URIRef
from rdflib.compare import isomorphic
from sqlalchemy import text

from common.contracts.event import decode
from common.contracts.procedures import ProcedureEvent
from common.http.app import build_api
from tests.integration.procedures.law.test_content import FULL
from tests.support.open_data import graph_of, needs_shapes, shape_violations
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, problem, procedures_harness

A, B, C, D, E = "1.000101", "1.000102", "1.000103", "1.000104", "1.000105"
DAY = "2023-03-01"
DAYS = ("2023-02-01", DAY, "2023-06-01", "2024-01-01", "2030-01-01")
FORMATS = ("jsonl", "csv", "xlsx", "ttl", "jsonld")
Law = dict[str, list[Any]]


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def file(harness: ProceduresHarness, suffix: str = "jsonl", **query: str) -> httpx.Response:
    response = await harness.http.get(f"/v1/catalogue.{suffix}", params={"in_force_on": DAY, **query})
    assert response.status_code == 200, response.text
    return response


def lines(response: httpx.Response) -> list[dict[str, Any]]:
    return [json.loads(line) for line in response.text.splitlines()]


def law_in(response: httpx.Response) -> Law:
    """Each procedure's periods from the day on, with all that events tell of them."""
    law: Law = {}
    for line in lines(response):
        period = line["period"]
        law.setdefault(line["code"], []).append(
            [
                period["effective_from"],
                period["effective_to"],
                period["version"],
                line["name"],
                line["levels"],
                sorted(line["population_fields"]),
                line["decision"]["id"],
            ]
        )
    return law


def rendered_periods(event: ProcedureEvent, since: str) -> list[Any]:
    return [
        [
            str(one.effective_from),
            one.effective_to and str(one.effective_to),
            one.version,
            one.name,
            list(one.levels),
            sorted(one.population_fields),
            one.decision.id,
        ]
        for one in event.periods
        if one.effective_to is None or str(one.effective_to) > since
    ]


async def followed(harness: ProceduresHarness, law: Law, position: str, since: str) -> Law:
    """The law after all that the feed tells behind the position."""
    after = position.removeprefix("procedures/0:")
    for line in (await harness.get("/v1/events", after=after))["events"]:
        event = decode(line["type"], json.dumps(line["data"]).encode())
        if isinstance(event, ProcedureEvent):
            law[event.procedure_code] = rendered_periods(event, since)
    return {code: periods for code, periods in law.items() if periods}


def digest(law: Law) -> str:
    return sha256(json.dumps(law, sort_keys=True).encode()).hexdigest()


async def much_happens(harness: ProceduresHarness) -> None:
    """After this, what was law before is amended, repealed, replaced and brought back, now and later. The first event
    is the only one about
    its procedure: who misses it has another law."""
    await harness.publish(
        item("repeal", B, "2023-02-15"), item("amend", A, "2023-05-01"), item("introduce", D, "2024-01-01")
    )
    gone = await harness.publish(item("repeal", C, "2023-02-20"))
    await harness.annul(gone["id"], "2023-02-20")
    await harness.publish(item("replace", A, "2025-01-01", successor_code=E, content=content("thay thế")))


async def test_a_line_is_what_the_plain_address_answers(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", B), item("introduce", A, content=FULL), item("introduce", C, "2023-04-01"))
    response = await file(harness)
    assert response.headers["content-type"] == "application/x-ndjson"
    plain = [(await harness.http.get(f"/v1/procedures/{code}", params={"in_force_on": DAY})).text for code in (A, B)]
    assert response.text.splitlines() == plain


async def test_who_loads_a_file_and_follows_the_feed_from_its_position_has_the_law_of_a_later_file(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), item("introduce", B), item("introduce", C))
    first = await file(harness, and_later="true")
    await much_happens(harness)
    for day in DAYS:
        old = {code: [one for one in periods if not one[1] or one[1] > day] for code, periods in law_in(first).items()}
        follower = await followed(harness, old, first.headers["event-position"], day)
        fresh = law_in(await file(harness, and_later="true", in_force_on=day))
        assert digest(follower) == digest(fresh), day
    assert digest(law_in(first)) != digest(law_in(await file(harness, and_later="true")))


async def test_the_file_and_its_position_are_of_one_snapshot_whatever_is_published_while_it_is_read(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), item("introduce", B), item("introduce", C))
    before, got = await file(harness, and_later="true"), []
    headers: dict[str, str] = {}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            headers.update({name.decode(): value.decode() for name, value in message["headers"]})
            await much_happens(harness)
        got.append(message.get("body", b""))

    await send_request(harness, "/v1/catalogue.jsonl", f"in_force_on={DAY}&and_later=true", send)
    assert b"".join(got) == before.content
    assert headers["event-position"] == before.headers["event-position"]
    follower = await followed(harness, law_in(before), headers["event-position"], DAY)
    assert digest(follower) == digest(law_in(await file(harness, and_later="true")))


async def send_request(harness: ProceduresHarness, path: str, query: str, send: Any) -> None:
    """As a server asks: the answer is taken piece by piece."""
    app = build_api(harness.service.runtime)

    coming = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Any:
        return coming.pop() if coming else await Event().wait()

    async with app.router.lifespan_context(app) as state:
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [],
            "http_version": "1.1",
            "scheme": "http",
            "server": ("service.test", 80),
            "root_path": "",
            "state": dict(state or {}),
        }
        await app(scope, receive, send)


async def test_what_was_known_at_a_moment_comes_with_a_position_from_which_all_since_is_heard(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), item("introduce", B), item("introduce", C))
    harness.service.clock.moment += timedelta(minutes=10)
    known, before = harness.service.clock.now(), await file(harness, and_later="true")
    harness.service.clock.moment += timedelta(minutes=10)
    await much_happens(harness)
    then = await file(harness, and_later="true", known_on=known.isoformat())
    assert then.content == before.content
    assert then.headers["event-position"] == before.headers["event-position"]
    follower = await followed(harness, law_in(then), then.headers["event-position"], DAY)
    assert digest(follower) == digest(law_in(await file(harness, and_later="true")))


@pytest.mark.parametrize("suffix", FORMATS)
async def test_a_file_that_the_caller_has_is_not_sent_again_until_the_catalogue_moves(
    harness: ProceduresHarness, suffix: str
) -> None:
    await harness.publish(item("introduce", A))
    tag = (await file(harness, suffix)).headers["etag"]
    params: dict[str, Any] = {"params": {"in_force_on": DAY}, "headers": {"If-None-Match": tag}}
    again = await harness.http.get(f"/v1/catalogue.{suffix}", **params)
    assert (again.status_code, again.content) == (304, b"")
    await harness.publish(item("introduce", B))
    moved = await harness.http.get(f"/v1/catalogue.{suffix}", **params)
    assert moved.status_code == 200
    other = await harness.http.get(
        f"/v1/catalogue.{suffix}", params={"in_force_on": "2023-03-02"}, headers={"If-None-Match": tag}
    )
    assert other.status_code == 200


@pytest.mark.parametrize("suffix", FORMATS)
async def test_an_empty_catalogue_is_a_whole_file(harness: ProceduresHarness, suffix: str) -> None:
    response = await file(harness, suffix)
    assert response.headers["event-position"] == "procedures/0:0"
    if suffix == "jsonld":
        assert response.json()["@graph"] == []


async def test_tables_have_a_row_for_each_procedure_and_no_text_becomes_a_formula(harness: ProceduresHarness) -> None:
    bad = ["=1+1", "+84", "-x", "@SUM(A1)"]
    codes = [A, B, C, D]
    await harness.publish(
        *(item("introduce", code, content={**FULL, "name": name}) for code, name in zip(codes, bad, strict=True))
    )
    comma = list(csv.DictReader(io.StringIO((await file(harness, "csv")).content.decode("utf-8-sig"))))
    assert [row["code"] for row in comma] == codes
    assert [row["name"] for row in comma] == [f"'{name}" for name in bad]
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in comma for cell in row.values())
    workbook = load_workbook(io.BytesIO((await file(harness, "xlsx")).content))
    heads, *rows = list(workbook.worksheets[0].iter_rows())
    assert [cell.value for cell in heads] == list(comma[0])
    assert [row[1].value for row in rows] == bad
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}
    assert all(row[1].quotePrefix for row in rows)


async def test_both_notations_of_the_whole_are_one_graph(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=FULL), item("introduce", B))
    whole = graph_of((await file(harness, "ttl")).text, "turtle")
    assert isomorphic(whole, graph_of((await file(harness, "jsonld")).text, "json-ld"))
    assert len(list(whole.subjects(RDF.type, URIRef("http://purl.org/vocab/cpsv#PublicService")))) == 2


@needs_shapes
async def test_the_whole_keeps_the_shapes_of_the_standard(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=FULL), item("introduce", B, content=FULL), item("introduce", C))
    assert shape_violations(graph_of((await file(harness, "ttl")).text, "turtle")) == ""


async def test_more_downloads_than_the_setting_allows_are_refused_and_those_that_end_make_room(
    harness: ProceduresHarness,
) -> None:
    holding = [harness.service.runtime.engine.connect() for _ in range(4)]
    for slot, one in enumerate(holding):
        await (await one.start()).execute(text("SELECT pg_advisory_xact_lock(20260709, :slot)"), {"slot": slot})
    refused = problem(await harness.http.get("/v1/catalogue.jsonl"))
    assert (refused["status"], refused["type"], refused["most"]) == (503, "too-many-downloads", 4)
    for one in holding:
        await one.close()
    for _ in range(6):
        await file(harness)


PEAKS = """
import asyncio, os, re, sys
from common.clock import SystemClock
from common.database.connections import create_engine
from common.http.app import build_api
from common.service.definition import Runtime
from common.eventlog.log import EventLog
from procedures.app import service

async def main(suffix):
    settings = service.settings()
    runtime = Runtime(service, settings, create_engine(settings.database_url, 4), SystemClock(), EventLog("procedures", 1))
    app, size = build_api(runtime), 0
    coming = [{"type": "http.request", "body": b"", "more_body": False}]
    async def receive():
        return coming.pop() if coming else await asyncio.Event().wait()
    async def send(message):
        nonlocal size
        size += len(message.get("body", b""))
    async with app.router.lifespan_context(app) as state:
        path = f"/v1/catalogue.{suffix}"
        await app({"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"in_force_on=2023-03-01",
                   "headers": [], "http_version": "1.1", "scheme": "http", "server": ("x", 80), "root_path": "", "state": dict(state or {})},
                  receive, send)
    await runtime.engine.dispose()
    peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]  # what getrusage says begins at the parent's size
    print("PEAK", suffix, size, peak, flush=True)

service.api()
for suffix in sys.argv[1:]:
    child = os.fork()  # each writes its file in a process of its own
    if not child:
        asyncio.run(main(suffix))
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit(1)
"""


async def multiplied(harness: ProceduresHarness, count: int) -> None:
    """As many copies of the first procedure, past the service."""
    await harness.service.execute(
        "WITH one AS (SELECT p.id FROM procedure p WHERE p.code = :code),"
        " made AS (INSERT INTO procedure (code) SELECT '2.' || lpad(n::text, 6, '0') FROM generate_series(1, :count) n"
        "          ON CONFLICT DO NOTHING RETURNING id),"
        " versions AS (INSERT INTO version (procedure_id, number, decision_id, item_number, name, field_code,"
        " agency_code, levels,              population_fields, content)"
        " SELECT made.id, number, decision_id, item_number, name, field_code, agency_code, levels,             "
        " population_fields, content FROM made, version WHERE procedure_id = (SELECT id FROM one)"
        " RETURNING 1) INSERT INTO period (procedure_id, version, in_force, known, under_review)"
        " SELECT made.id, version, in_force, known, under_review FROM made, period WHERE procedure_id = (SELECT id"
        " FROM one)",
        code=A,
        count=count,
    )


async def peaks(url: str, folder: Path) -> dict[str, tuple[int, int]]:
    """For each notation, bytes of the file and the most memory of the process that sent it, in kB."""
    (folder / "peaks.py").write_text(PEAKS)
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = await create_subprocess_exec(
        sys.executable, str(folder / "peaks.py"), *FORMATS, env=environment, stdout=subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out[-500:]
    return {
        suffix: (int(size), int(peak)) for suffix, size, peak in re.findall(r"PEAK (\w+) (\d+) (\d+)", out.decode())
    }


@pytest.mark.timeout(300)
@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="only Linux says how much memory a process had at most"
)
async def test_ten_times_the_procedures_take_no_more_memory_to_speak_of(
    harness: ProceduresHarness, tmp_path: Path
) -> None:
    await harness.publish(item("introduce", A, content={**FULL, "steps": ["Nộp hồ sơ" * 120] * 4}))
    url = harness.service.runtime.settings.database_url
    await multiplied(harness, 200)
    before = await peaks(url, tmp_path)
    await multiplied(harness, 2_000)
    after = await peaks(url, tmp_path)
    assert set(after) == set(before) == set(FORMATS)
    for suffix, (more, large) in after.items():
        few, small = before[suffix]
        assert more > few * 5
        assert large - small < 25_000, f"{suffix}: {small} kB became {large} kB, for {more} bytes"
