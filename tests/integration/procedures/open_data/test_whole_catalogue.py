"""The whole catalogue in one file: its contents, its consistency with the stream position in the response, and the feed
from that position on."""

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
from tests.support.requirements import only_in_full_run

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
    """The periods of each procedure from the day on, with all that events carry of them."""
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
            str(period.effective_from),
            period.effective_to and str(period.effective_to),
            period.version,
            period.name,
            list(period.levels),
            sorted(period.population_fields),
            period.decision.id,
        ]
        for period in event.periods
        if period.effective_to is None or str(period.effective_to) > since
    ]


async def followed(harness: ProceduresHarness, law: Law, position: str, since: str) -> Law:
    """The law after all events of the feed after the position."""
    after = position.removeprefix("procedures/0:")
    for line in (await harness.get("/v1/events", after=after))["events"]:
        event = decode(line["type"], json.dumps(line["data"]).encode())
        if isinstance(event, ProcedureEvent):
            law[event.procedure_code] = rendered_periods(event, since)
    return {code: periods for code, periods in law.items() if periods}


def digest(law: Law) -> str:
    return sha256(json.dumps(law, sort_keys=True).encode()).hexdigest()


async def publish_many_changes(harness: ProceduresHarness) -> None:
    """Amends, repeals, replaces and restores procedures, now and later. The first event is the only one of its
    procedure, so a follower that misses it ends with another law."""
    await harness.publish(
        item("repeal", B, "2023-02-15"), item("amend", A, "2023-05-01"), item("introduce", D, "2024-01-01")
    )
    repeal = await harness.publish(item("repeal", C, "2023-02-20"))
    await harness.annul(repeal["id"], "2023-02-20")
    await harness.publish(item("replace", A, "2025-01-01", successor_code=E, content=content("thay thế")))


async def test_a_line_equals_the_response_of_the_procedure_endpoint(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", B), item("introduce", A, content=FULL), item("introduce", C, "2023-04-01"))
    response = await file(harness)
    assert response.headers["content-type"] == "application/x-ndjson"
    plain = [(await harness.http.get(f"/v1/procedures/{code}", params={"in_force_on": DAY})).text for code in (A, B)]
    assert response.text.splitlines() == plain


async def test_a_file_and_the_feed_from_its_position_yield_the_law_of_a_later_file(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), item("introduce", B), item("introduce", C))
    first = await file(harness, include_future="true")
    await publish_many_changes(harness)
    for day in DAYS:
        old = {
            code: [period for period in periods if not period[1] or period[1] > day]
            for code, periods in law_in(first).items()
        }
        follower = await followed(harness, old, first.headers["event-position"], day)
        fresh = law_in(await file(harness, include_future="true", in_force_on=day))
        assert digest(follower) == digest(fresh), day
    assert digest(law_in(first)) != digest(law_in(await file(harness, include_future="true")))


async def test_the_file_and_its_position_are_of_one_snapshot_while_others_publish(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), item("introduce", B), item("introduce", C))
    before, chunks = await file(harness, include_future="true"), []
    headers: dict[str, str] = {}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            headers.update({name.decode(): value.decode() for name, value in message["headers"]})
            await publish_many_changes(harness)
        chunks.append(message.get("body", b""))

    await send_request(harness, "/v1/catalogue.jsonl", f"in_force_on={DAY}&include_future=true", send)
    assert b"".join(chunks) == before.content
    assert headers["event-position"] == before.headers["event-position"]
    follower = await followed(harness, law_in(before), headers["event-position"], DAY)
    assert digest(follower) == digest(law_in(await file(harness, include_future="true")))


async def send_request(harness: ProceduresHarness, path: str, query: str, send: Any) -> None:
    """Calls the application as a server does, and passes each message of the response to `send`."""
    app = build_api(harness.service.runtime)
    messages = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Any:
        return messages.pop() if messages else await Event().wait()

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


async def test_the_position_of_a_file_of_the_past_precedes_all_later_events(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), item("introduce", B), item("introduce", C))
    harness.service.clock.moment += timedelta(minutes=10)
    known, before = harness.service.clock.now(), await file(harness, include_future="true")
    harness.service.clock.moment += timedelta(minutes=10)
    await publish_many_changes(harness)
    then = await file(harness, include_future="true", known_on=known.isoformat())
    assert then.content == before.content
    assert then.headers["event-position"] == before.headers["event-position"]
    follower = await followed(harness, law_in(then), then.headers["event-position"], DAY)
    assert digest(follower) == digest(law_in(await file(harness, include_future="true")))


@pytest.mark.parametrize("suffix", FORMATS)
async def test_an_unchanged_file_is_not_sent_again(harness: ProceduresHarness, suffix: str) -> None:
    await harness.publish(item("introduce", A))
    tag = (await file(harness, suffix)).headers["etag"]
    params: dict[str, Any] = {"params": {"in_force_on": DAY}, "headers": {"If-None-Match": tag}}
    unchanged = await harness.http.get(f"/v1/catalogue.{suffix}", **params)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    await harness.publish(item("introduce", B))
    changed = await harness.http.get(f"/v1/catalogue.{suffix}", **params)
    assert changed.status_code == 200
    other_day = await harness.http.get(
        f"/v1/catalogue.{suffix}", params={"in_force_on": "2023-03-02"}, headers={"If-None-Match": tag}
    )
    assert other_day.status_code == 200


@pytest.mark.parametrize("suffix", FORMATS)
async def test_an_empty_catalogue_is_a_complete_file(harness: ProceduresHarness, suffix: str) -> None:
    response = await file(harness, suffix)
    assert response.headers["event-position"] == "procedures/0:0"
    if suffix == "jsonld":
        assert response.json()["@graph"] == []


async def test_tables_have_a_row_for_each_procedure_and_no_text_becomes_a_formula(harness: ProceduresHarness) -> None:
    names = ["=1+1", "+84", "-x", "@SUM(A1)"]
    codes = [A, B, C, D]
    await harness.publish(
        *(item("introduce", code, content={**FULL, "name": name}) for code, name in zip(codes, names, strict=True))
    )
    table = list(csv.DictReader(io.StringIO((await file(harness, "csv")).content.decode("utf-8-sig"))))
    assert [row["code"] for row in table] == codes
    assert [row["name"] for row in table] == [f"'{name}" for name in names]
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in table for cell in row.values())
    workbook = load_workbook(io.BytesIO((await file(harness, "xlsx")).content))
    headings, *rows = list(workbook.worksheets[0].iter_rows())
    assert [cell.value for cell in headings] == list(table[0])
    assert [row[1].value for row in rows] == names
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}
    assert all(row[1].quotePrefix for row in rows)


async def test_both_notations_of_the_catalogue_are_one_graph(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=FULL), item("introduce", B))
    whole = graph_of((await file(harness, "ttl")).text, "turtle")
    assert isomorphic(whole, graph_of((await file(harness, "jsonld")).text, "json-ld"))
    assert len(list(whole.subjects(RDF.type, URIRef("http://purl.org/vocab/cpsv#PublicService")))) == 2


@needs_shapes
async def test_the_catalogue_conforms_to_the_shapes(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=FULL), item("introduce", B, content=FULL), item("introduce", C))
    assert shape_violations(graph_of((await file(harness, "ttl")).text, "turtle")) == ""


async def test_more_downloads_than_the_limit_are_refused_until_others_end(
    harness: ProceduresHarness,
) -> None:
    connections = [harness.service.runtime.engine.connect() for _ in range(4)]
    for slot, connection in enumerate(connections):
        await (await connection.start()).execute(text("SELECT pg_advisory_xact_lock(20260709, :slot)"), {"slot": slot})
    refused = problem(await harness.http.get("/v1/catalogue.jsonl"))
    assert (refused["status"], refused["type"], refused["limit"]) == (503, "too-many-downloads", 4)
    for connection in connections:
        await connection.close()
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
    runtime = Runtime(service, settings, create_engine(settings.database_url, 4), SystemClock(),
        EventLog("procedures", 1))
    app, size = build_api(runtime), 0
    messages = [{"type": "http.request", "body": b"", "more_body": False}]
    async def receive():
        return messages.pop() if messages else await asyncio.Event().wait()
    async def send(message):
        nonlocal size
        size += len(message.get("body", b""))
    async with app.router.lifespan_context(app) as state:
        path = f"/v1/catalogue.{suffix}"
        scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
                 "query_string": b"in_force_on=2023-03-01", "headers": [], "http_version": "1.1", "scheme": "http",
                 "server": ("x", 80), "root_path": "", "state": dict(state or {})}
        await app(scope, receive, send)
    await runtime.engine.dispose()
    # getrusage would include the memory of the parent process
    peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
    print("PEAK", suffix, size, peak, flush=True)

service.api()
for suffix in sys.argv[1:]:
    child = os.fork()  # one process for each file
    if not child:
        asyncio.run(main(suffix))
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit(1)
"""


async def copy_procedure(harness: ProceduresHarness, count: int) -> None:
    """Inserts copies of the first procedure into the tables of the law."""
    await harness.service.execute(
        "WITH original AS (SELECT p.id FROM procedure p WHERE p.code = :code),"
        " copies AS (INSERT INTO procedure (code) SELECT '2.' || lpad(n::text, 6, '0')"
        " FROM generate_series(1, :count) n          ON CONFLICT DO NOTHING"
        " RETURNING id), versions AS (INSERT INTO version (procedure_id, number, decision_id, item_number, name,"
        " field_code, agency_code, levels, population_fields, content)"
        " SELECT copies.id, number, decision_id, item_number, name, field_code, agency_code, levels,"
        " population_fields, content FROM copies, version WHERE procedure_id = (SELECT id FROM original)"
        " RETURNING 1) INSERT INTO period (procedure_id, version, in_force, known, under_review)"
        " SELECT copies.id, version, in_force, known, under_review FROM copies, period WHERE procedure_id = (SELECT id"
        " FROM original)",
        code=A,
        count=count,
    )


async def peaks(url: str, folder: Path) -> dict[str, tuple[int, int]]:
    """For each format, the size of the file in bytes and the peak memory of the process that sent it, in kB."""
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
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux reports the peak memory of a process")
@only_in_full_run("memory of a download of ten times the catalogue, half a minute")
async def test_ten_times_the_procedures_take_hardly_more_memory(harness: ProceduresHarness, tmp_path: Path) -> None:
    await harness.publish(item("introduce", A, content={**FULL, "steps": ["Nộp hồ sơ" * 120] * 4}))
    url = harness.service.runtime.settings.database_url
    await copy_procedure(harness, 200)
    before = await peaks(url, tmp_path)
    await copy_procedure(harness, 2_000)
    after = await peaks(url, tmp_path)
    assert set(after) == set(before) == set(FORMATS)
    for suffix, (size, peak) in after.items():
        size_before, peak_before = before[suffix]
        assert size > size_before * 5
        assert peak - peak_before < 25_000, f"{suffix}: {peak_before} kB became {peak} kB, for {size} bytes"
