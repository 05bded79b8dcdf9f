"""The national catalogue over HTTP and on the command line: a file is imported once, each row has an outcome, changes
between snapshots are recorded, and nothing of it becomes law."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from common.http.outer_middleware import BodyLimits, OuterMiddleware
from tests.support.national import EXPORT, Row, json_lines, new_portal_row, valid_row
from tests.support.operator import run_command
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, problem, procedures_harness

IMPORT = "national_catalogue.import"
SNAPSHOTS = "/v1/national-catalogue/snapshots"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def posted(harness: ProceduresHarness, content: bytes, *, key: str = "", **query: Any) -> httpx.Response:
    params = {"source": "national-portal", "day": "2026-07-20", **query}
    headers = harness.service.bearer(IMPORT) | ({"Idempotency-Key": key} if key else {})
    return await harness.http.post(SNAPSHOTS, content=content, params=params, headers=headers)


async def imported(harness: ProceduresHarness, *rows: Row | str, **query: Any) -> dict[str, Any]:
    response = await posted(harness, json_lines(*rows), **query)
    assert response.status_code == 201, response.text
    return dict(response.json())


async def test_a_file_is_imported_and_each_of_its_rows_has_an_outcome(harness: ProceduresHarness) -> None:
    rows_of_file = valid_row(), valid_row("1.000002", agency=None), valid_row("7", name="x"), "{"
    result = await imported(harness, *rows_of_file, complete="true")
    counts = result["accepted"], result["accepted_with_notes"], result["refused"]
    assert (counts, result["changes"]) == ((1, 1, 2), None)
    assert result["rows_by_rule"] == {"agency-absent": 1, "code-malformed": 1, "row-unreadable": 1}
    id = result["snapshot"]["id"]
    rows = (await harness.get(f"{SNAPSHOTS}/{id}/rows"))["items"]
    assert [(row["number"], row["code"], row["outcome"]) for row in rows] == [
        (1, "1.000001", "accepted"),
        (2, "1.000002", "accepted_with_notes"),
        (3, "7", "refused"),
        (4, None, "refused"),
    ]
    refused = await harness.get(f"{SNAPSHOTS}/{id}/rows", outcome="refused", limit="1")
    assert [row["number"] for row in refused["items"]] == [3]
    unreadable = await harness.get(f"{SNAPSHOTS}/{id}/rows", rule="row-unreadable")
    assert [row["number"] for row in unreadable["items"]] == [4]
    detail = await harness.get(f"{SNAPSHOTS}/{id}")
    assert (detail["rows_by_rule"], detail["format"], detail["complete"]) == (result["rows_by_rule"], "jsonl", True)
    catalogue = await harness.get("/v1/national-catalogue")
    assert [record["code"] for record in catalogue["items"]] == ["1.000001", "1.000002"]


async def test_rows_and_records_are_listed_in_pages(harness: ProceduresHarness) -> None:
    result = await imported(harness, *(valid_row(f"1.00000{number}") for number in range(5)))
    for path, key in ((f"{SNAPSHOTS}/{result['snapshot']['id']}/rows", "number"), ("/v1/national-catalogue", "code")):
        keys, after = [], dict[str, str]()
        while True:
            page = await harness.get(path, limit="2", **after)
            keys += [item[key] for item in page["items"]]
            if page["next"] is None:
                break
            after = {"after": page["next"]}
        assert len(keys) == len(set(keys)) == 5


async def test_a_dry_run_returns_each_row_and_writes_nothing(harness: ProceduresHarness) -> None:
    response = await posted(harness, json_lines(valid_row(), valid_row(name=None)), dry_run="true")
    assert response.status_code == 200, response.text
    result = response.json()
    assert result["snapshot"] is None
    assert [(row["outcome"], [note["rule"] for note in row["notes"]]) for row in result["rows"]] == [
        ("accepted", []),
        ("refused", ["name-missing"]),
    ]
    assert (await harness.get(SNAPSHOTS))["items"] == (await harness.get("/v1/national-catalogue"))["items"] == []


async def test_the_same_file_of_the_same_source_and_day_is_imported_once(harness: ProceduresHarness) -> None:
    first = await imported(harness, valid_row())
    repeated = await posted(harness, json_lines(valid_row()))
    result = repeated.json()
    assert (repeated.status_code, result["already_imported"], result["snapshot"]) == (200, True, first["snapshot"])
    assert result["accepted"] == 1
    other_day = await imported(harness, valid_row(), day="2026-07-21")
    assert other_day["snapshot"]["id"] != first["snapshot"]["id"]
    assert (await harness.service.rows("SELECT count(*) FROM national_record"))[0][0] == 2


async def test_a_repeated_key_gets_the_first_response_and_another_file_with_it_is_refused(
    harness: ProceduresHarness,
) -> None:
    first, repeated = [await posted(harness, json_lines(valid_row()), key="k") for _ in range(2)]
    assert (repeated.status_code, repeated.content) == (first.status_code, first.content) != (200, b"")
    assert repeated.headers["Idempotent-Replayed"] == "true"
    assert (
        problem(await posted(harness, json_lines(valid_row("1.000002")), key="k"))["type"] == "idempotency-key-reused"
    )


async def test_a_national_record_is_no_law_of_the_province(harness: ProceduresHarness) -> None:
    await imported(harness, valid_row())
    assert (await harness.get("/v1/procedures"))["items"] == []
    assert problem(await harness.http.get("/v1/procedures/1.000001"))["type"] == "procedure-not-found"
    assert await harness.emitted_events() == []


async def test_a_record_lists_the_snapshots_that_have_it_with_their_notes(harness: ProceduresHarness) -> None:
    await imported(
        harness, valid_row(fees=[{"channel": "Trực tiếp", "amount_raw": "120", "currency": "VND"}]), day="2026-06-01"
    )
    await imported(harness, valid_row(decision_number="9303"), day="2026-07-01")
    record = await harness.get("/v1/national-catalogue/1.000001")
    assert (record["decision_number"], record["content"]["decision_number"]) == ("9303", "9303")
    assert [(entry["day"], [note["rule"] for note in entry["notes"]]) for entry in record["snapshots"]] == [
        ("2026-07-01", ["decision-number-form"]),
        ("2026-06-01", ["fee-under-1000"]),
    ]
    assert problem(await harness.http.get("/v1/national-catalogue/1.999999"))["type"] == "national-record-not-found"


async def test_the_catalogue_is_filtered_by_level_ministry_and_part_of_a_name(harness: ProceduresHarness) -> None:
    await imported(
        harness, valid_row(), valid_row("1.000002", level="Cơ quan khác", ministry="bo-khac", name="100% khác")
    )
    for query, codes in (
        ({"level": "other"}, ["1.000002"]),
        ({"level": "commune"}, ["1.000001"]),
        ({"ministry": "bo-khac"}, ["1.000002"]),
        ({"name": "0% KHÁC"}, ["1.000002"]),
        ({"name": "__"}, []),
        ({"source": "another"}, []),
    ):
        catalogue = await harness.get("/v1/national-catalogue", **query)
        assert [record["code"] for record in catalogue["items"]] == codes, query


async def test_changes_compare_a_snapshot_with_the_last_records_of_its_source(harness: ProceduresHarness) -> None:
    await imported(
        harness, valid_row(), valid_row("1.000002"), valid_row("1.000003"), day="2026-06-01", complete="true"
    )
    part = await imported(harness, valid_row(name="đổi tên"), valid_row("1.000004"), day="2026-06-15")
    assert part["changes"] == {"new": 1, "changed": 1, "removed": 0}
    complete = await imported(
        harness,
        valid_row(name="đổi tên"),
        valid_row("1.000002", fees=[], steps=["một"]),
        valid_row("1.000003", name="x" * 2_001),
        day="2026-07-01",
        complete="true",
    )
    assert complete["changes"] == {"new": 0, "changed": 1, "removed": 1}
    rows = await harness.service.rows(
        "SELECT c.code, c.kind, c.parts FROM national_change c JOIN national_snapshot s ON s.id = snapshot_id"
        " ORDER BY s.day, c.code"
    )
    assert [tuple(row) for row in rows] == [
        ("1.000001", "changed", ["name"]),
        ("1.000004", "new", []),
        ("1.000002", "changed", ["steps", "channels"]),
        ("1.000004", "removed", []),
    ]
    older = await imported(harness, valid_row("1.000009"), day="2026-05-01")
    assert older["changes"] is None
    other = await imported(harness, valid_row("1.000002"), day="2026-08-01", source="another")
    assert other["changes"] is None


async def test_a_list_export_is_compared_only_by_the_parts_that_it_contains(harness: ProceduresHarness) -> None:
    await imported(
        harness,
        valid_row("1.014966", name="Cấp lại chứng chỉ", field="Quản tài viên", ministry="Bộ Tư pháp"),
        day="2026-06-01",
    )
    response = await posted(harness, EXPORT.encode(), day="2026-07-01")
    assert response.json()["changes"] == {"new": 0, "changed": 1, "removed": 0}
    (change,) = await harness.service.rows("SELECT code, parts FROM national_change")
    assert tuple(change) == ("1.014966", ["agencies"])


async def test_a_record_of_the_new_portal_is_imported_by_the_same_endpoint(harness: ProceduresHarness) -> None:
    response = await posted(harness, json.dumps(new_portal_row(), ensure_ascii=False, indent=1).encode())
    assert (response.json()["format"], response.json()["accepted"]) == ("portal-json", 1)
    assert (await harness.get("/v1/national-catalogue/1.005095"))["content"]["results"] == [
        {"code": "KQ.G03.000111", "name": "Giấy chứng nhận"}
    ]


async def test_a_file_of_unknown_format_writes_nothing(harness: ProceduresHarness) -> None:
    assert problem(await posted(harness, b"%PDF-1.7"))["type"] == "unknown-file-format"
    broken = EXPORT + '1.014963,"không đóng'
    assert problem(await posted(harness, broken.encode()))["type"] == "unknown-file-format"
    assert (await harness.get(SNAPSHOTS))["items"] == []
    assert (await harness.service.rows("SELECT count(*) FROM national_row"))[0][0] == 0


def outer_middleware_of(app: Any) -> OuterMiddleware:
    """The outer middleware, which may be wrapped in others."""
    middleware = app.outer_app
    while not isinstance(middleware, OuterMiddleware):
        middleware = middleware.app
    return middleware


async def test_a_file_may_be_larger_than_other_bodies_up_to_its_own_limit(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = json_lines(
        valid_row(conditions="x" * 1_900_000),
        *(valid_row(f"1.00{n:04d}", conditions="x" * 1_900_000) for n in range(6)),
    )
    assert len(large) > harness.service.runtime.settings.max_request_bytes
    assert (await posted(harness, large, dry_run="true")).status_code == 200
    closure = harness.http._transport.app.__closure__  # type: ignore[attr-defined]
    app = next(cell.cell_contents for cell in closure or () if hasattr(cell.cell_contents, "outer_app"))
    monkeypatch.setattr(outer_middleware_of(app), "upload", BodyLimits(1_000, 60))
    assert problem(await posted(harness, large))["type"] == "request-too-large"


async def test_the_body_of_a_request_without_the_scope_is_not_read(harness: ProceduresHarness) -> None:
    async def endless() -> AsyncIterator[bytes]:
        raise AssertionError("the body was read")
        yield b""

    params = {"source": "national-portal", "day": "2026-07-20"}
    response = await harness.http.post(
        SNAPSHOTS, content=endless(), params=params, headers=harness.service.bearer("decisions.draft")
    )
    assert problem(response)["type"] == "insufficient-scope"


@pytest.mark.parametrize(
    "statement",
    ["UPDATE national_record SET name = 'x'", "DELETE FROM national_row", "TRUNCATE national_snapshot CASCADE"],
)
async def test_a_snapshot_is_never_changed(harness: ProceduresHarness, statement: str) -> None:
    await imported(harness, valid_row())
    with pytest.raises(Exception, match=r"append-only|never|refuse|cannot|changed|changes"):
        await harness.service.execute(statement)


async def test_concurrent_imports_of_one_file_make_one_snapshot(harness: ProceduresHarness) -> None:
    responses = await asyncio.gather(*(posted(harness, json_lines(valid_row())) for _ in range(4)))
    assert sorted(response.status_code for response in responses) == [200, 200, 200, 201]
    assert len((await harness.get(SNAPSHOTS))["items"]) == 1


async def test_the_command_prints_the_outcome_of_each_row_and_exits_with_1_after_a_refused_one(
    postgres: Postgres, tmp_path: Path
) -> None:
    url, file = await postgres.migrated("procedures"), tmp_path / "catalogue.jsonl"
    file.write_bytes(json_lines(valid_row(), valid_row(name=None)))
    arguments = ("import-catalogue", str(file), "--source", "national-portal", "--day", "2026-07-20")
    dry_run = await run_command("procedures", *arguments, "--dry-run", "--json", DATABASE_URL=url)
    *rows, summary = map(json.loads, dry_run.out.splitlines())
    outcomes = [row["outcome"] for row in rows]
    assert (dry_run.code, outcomes, summary["snapshot"]) == (1, ["accepted", "refused"], None)
    first = await run_command("procedures", *arguments, DATABASE_URL=url)
    assert first.code == 1
    assert "line 2, 1.000001 '': name: name-missing" in first.err
    assert "accepted 1, accepted with notes 0, refused 1" in first.out
    repeated = await run_command("procedures", *arguments, DATABASE_URL=url)
    assert (repeated.code, "nothing was written" in repeated.out) == (1, True)
    assert "accepted 1, accepted with notes 0, refused 1" in repeated.out
    valid = tmp_path / "valid.jsonl"
    valid.write_bytes(json_lines(valid_row()))
    whole = ("import-catalogue", str(valid), "--source", "national-portal", "--day", "2026-07-21")
    assert [(await run_command("procedures", *whole, DATABASE_URL=url)).code for _ in range(2)] == [0, 0]
    missing = tmp_path / "missing"
    no_file = await run_command("procedures", "import-catalogue", str(missing), "--source", "x", DATABASE_URL=url)
    assert no_file.code == 2
    file.write_bytes(b"%PDF")
    refused = await run_command("procedures", *arguments, DATABASE_URL=url)
    assert (refused.code, refused.err.count("\n")) == (1, 1)
