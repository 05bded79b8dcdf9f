"""The national catalogue at its doors: snapshots taken in once, each row told, changes between two, and nothing of it
law."""

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


async def taken_in(harness: ProceduresHarness, *rows: Row | str, **query: Any) -> dict[str, Any]:
    response = await posted(harness, json_lines(*rows), **query)
    assert response.status_code == 201, response.text
    return dict(response.json())


async def test_a_snapshot_is_taken_in_and_every_row_of_it_is_told(harness: ProceduresHarness) -> None:
    told = await taken_in(
        harness, valid_row(), valid_row("1.000002", agency=None), valid_row("7", name="x"), "{", whole="true"
    )
    assert (told["taken"], told["noted"], told["refused"], told["changes"]) == (1, 1, 2, None)
    assert told["rules"] == {"agency-absent": 1, "code-malformed": 1, "row-unreadable": 1}
    id = told["snapshot"]["id"]
    rows = (await harness.get(f"{SNAPSHOTS}/{id}/rows"))["items"]
    assert [(row["number"], row["code"], row["outcome"]) for row in rows] == [
        (1, "1.000001", "taken"),
        (2, "1.000002", "noted"),
        (3, "7", "refused"),
        (4, None, "refused"),
    ]
    assert [
        row["number"] for row in (await harness.get(f"{SNAPSHOTS}/{id}/rows", outcome="refused", limit="1"))["items"]
    ] == [3]
    assert [row["number"] for row in (await harness.get(f"{SNAPSHOTS}/{id}/rows", rule="row-unreadable"))["items"]] == [
        4
    ]
    detail = await harness.get(f"{SNAPSHOTS}/{id}")
    assert (detail["rules"], detail["shape"], detail["whole"]) == (told["rules"], "jsonl", True)
    listed = await harness.get("/v1/national-catalogue")
    assert [one["code"] for one in listed["items"]] == ["1.000001", "1.000002"]


async def test_rows_are_walked_in_pages(harness: ProceduresHarness) -> None:
    told = await taken_in(harness, *(valid_row(f"1.00000{number}") for number in range(5)))
    for path, key in ((f"{SNAPSHOTS}/{told['snapshot']['id']}/rows", "number"), ("/v1/national-catalogue", "code")):
        seen, after = [], dict[str, str]()
        while True:
            page = await harness.get(path, limit="2", **after)
            seen += [one[key] for one in page["items"]]
            if page["next"] is None:
                break
            after = {"after": page["next"]}
        assert len(seen) == len(set(seen)) == 5


async def test_a_dry_run_shows_each_row_and_writes_nothing(harness: ProceduresHarness) -> None:
    response = await posted(harness, json_lines(valid_row(), valid_row(name=None)), dry_run="true")
    assert response.status_code == 200, response.text
    told = response.json()
    assert told["snapshot"] is None
    assert [(row["outcome"], [note["rule"] for note in row["notes"]]) for row in told["rows"]] == [
        ("taken", []),
        ("refused", ["name-missing"]),
    ]
    assert (await harness.get(SNAPSHOTS))["items"] == (await harness.get("/v1/national-catalogue"))["items"] == []


async def test_the_same_file_of_the_same_source_and_day_is_taken_in_once(harness: ProceduresHarness) -> None:
    first = await taken_in(harness, valid_row())
    again = await posted(harness, json_lines(valid_row()))
    assert (again.status_code, again.json()["already"], again.json()["snapshot"]) == (200, True, first["snapshot"])
    assert again.json()["taken"] == 1
    other_day = await taken_in(harness, valid_row(), day="2026-07-21")
    assert other_day["snapshot"]["id"] != first["snapshot"]["id"]
    assert (await harness.service.rows("SELECT count(*) FROM national_record"))[0][0] == 2


async def test_a_repeated_key_gets_the_first_answer_and_another_file_under_it_is_refused(
    harness: ProceduresHarness,
) -> None:
    first, again = [await posted(harness, json_lines(valid_row()), key="k") for _ in range(2)]
    assert (again.status_code, again.content) == (first.status_code, first.content) != (200, b"")
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (
        problem(await posted(harness, json_lines(valid_row("1.000002")), key="k"))["type"] == "idempotency-key-reused"
    )


async def test_what_the_catalogue_says_is_no_law_of_the_province(harness: ProceduresHarness) -> None:
    await taken_in(harness, valid_row())
    assert (await harness.get("/v1/procedures"))["items"] == []
    assert problem(await harness.http.get("/v1/procedures/1.000001"))["type"] == "procedure-not-found"
    assert await harness.emitted_events() == []


async def test_a_record_says_which_snapshots_tell_of_it_and_with_which_notes(harness: ProceduresHarness) -> None:
    await taken_in(
        harness, valid_row(fees=[{"channel": "Trực tiếp", "amount_raw": "120", "currency": "VND"}]), day="2026-06-01"
    )
    await taken_in(harness, valid_row(decision_number="9303"), day="2026-07-01")
    found = await harness.get("/v1/national-catalogue/1.000001")
    assert (found["decision_number"], found["content"]["decision_number"]) == ("9303", "9303")
    assert [(one["day"], [note["rule"] for note in one["notes"]]) for one in found["snapshots"]] == [
        ("2026-07-01", ["decision-number-form"]),
        ("2026-06-01", ["fee-under-1000"]),
    ]
    assert problem(await harness.http.get("/v1/national-catalogue/1.999999"))["type"] == "national-record-not-found"


async def test_the_catalogue_is_asked_by_level_ministry_and_part_of_a_name(harness: ProceduresHarness) -> None:
    await taken_in(
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
        assert [one["code"] for one in (await harness.get("/v1/national-catalogue", **query))["items"]] == codes, query


async def test_changes_between_snapshots_are_those_of_what_the_source_last_said(harness: ProceduresHarness) -> None:
    await taken_in(harness, valid_row(), valid_row("1.000002"), valid_row("1.000003"), day="2026-06-01", whole="true")
    part = await taken_in(harness, valid_row(name="đổi tên"), valid_row("1.000004"), day="2026-06-15")
    assert part["changes"] == {"new": 1, "changed": 1, "gone": 0}
    whole = await taken_in(
        harness,
        valid_row(name="đổi tên"),
        valid_row("1.000002", fees=[], steps=["một"]),
        valid_row("1.000003", level="Cấp vùng"),
        day="2026-07-01",
        whole="true",
    )
    assert whole["changes"] == {"new": 0, "changed": 1, "gone": 1}
    rows = await harness.service.rows(
        "SELECT c.code, c.kind, c.parts FROM national_change c JOIN national_snapshot s ON s.id = snapshot_id"
        " ORDER BY s.day, c.code"
    )
    assert [tuple(row) for row in rows] == [
        ("1.000001", "changed", ["name"]),
        ("1.000004", "new", []),
        ("1.000002", "changed", ["steps", "channels"]),
        ("1.000004", "gone", []),
    ]
    older = await taken_in(harness, valid_row("1.000009"), day="2026-05-01")
    assert older["changes"] is None
    other = await taken_in(harness, valid_row("1.000002"), day="2026-08-01", source="another")
    assert other["changes"] is None


async def test_the_list_export_differs_only_in_what_it_tells(harness: ProceduresHarness) -> None:
    await taken_in(
        harness,
        valid_row("1.014966", name="Cấp lại chứng chỉ", field="Quản tài viên", ministry="Bộ Tư pháp"),
        day="2026-06-01",
    )
    response = await posted(harness, EXPORT.encode(), day="2026-07-01")
    assert response.json()["changes"] == {"new": 0, "changed": 1, "gone": 0}
    (change,) = await harness.service.rows("SELECT code, parts FROM national_change")
    assert tuple(change) == ("1.014966", ["agencies"])


async def test_the_new_portal_s_record_comes_in_by_the_same_door(harness: ProceduresHarness) -> None:
    response = await posted(harness, json.dumps(new_portal_row(), ensure_ascii=False, indent=1).encode())
    assert (response.json()["shape"], response.json()["taken"]) == ("portal-json", 1)
    assert (await harness.get("/v1/national-catalogue/1.005095"))["content"]["results"] == [
        {"code": "KQ.G03.000111", "name": "Giấy chứng nhận"}
    ]


async def test_a_file_of_no_known_shape_leaves_nothing(harness: ProceduresHarness) -> None:
    assert problem(await posted(harness, b"%PDF-1.7"))["type"] == "unknown-file-format"
    broken = EXPORT + '1.014963,"không đóng'
    assert problem(await posted(harness, broken.encode()))["type"] == "unknown-file-format"
    assert (await harness.get(SNAPSHOTS))["items"] == []
    assert (await harness.service.rows("SELECT count(*) FROM national_row"))[0][0] == 0


def outer_middleware_of(app: Any) -> OuterMiddleware:
    """Behind what stands before it."""
    found = app.entrance
    while not isinstance(found, OuterMiddleware):
        found = found.app
    return found


async def test_a_file_may_be_larger_than_other_requests_but_not_without_end(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = json_lines(
        valid_row(conditions="x" * 1_900_000),
        *(valid_row(f"1.00{n:04d}", conditions="x" * 1_900_000) for n in range(6)),
    )
    assert len(large) > harness.service.runtime.settings.max_request_bytes
    assert (await posted(harness, large, dry_run="true")).status_code == 200
    edge = harness.http._transport.app.__closure__  # type: ignore[attr-defined]
    app = next(cell.cell_contents for cell in edge or () if hasattr(cell.cell_contents, "entrance"))
    monkeypatch.setattr(outer_middleware_of(app), "upload", BodyLimits(1_000, 60))
    assert problem(await posted(harness, large))["type"] == "request-too-large"


async def test_a_stranger_s_file_is_not_even_read(harness: ProceduresHarness) -> None:
    async def endless() -> AsyncIterator[bytes]:
        raise AssertionError("a stranger's body was read")
        yield b""

    params = {"source": "national-portal", "day": "2026-07-20"}
    response = await harness.http.post(
        SNAPSHOTS, content=endless(), params=params, headers=harness.service.bearer("decisions.draft")
    )
    assert problem(response)["type"] == "insufficient-scope"


@pytest.mark.parametrize(
    "act", ["UPDATE national_record SET name = 'x'", "DELETE FROM national_row", "TRUNCATE national_snapshot CASCADE"]
)
async def test_a_snapshot_is_never_changed(harness: ProceduresHarness, act: str) -> None:
    await taken_in(harness, valid_row())
    with pytest.raises(Exception, match=r"append-only|never|refuse|cannot|changed|changes"):
        await harness.service.execute(act)


async def test_two_that_take_in_one_file_at_once_make_one_snapshot(harness: ProceduresHarness) -> None:
    responses = await asyncio.gather(*(posted(harness, json_lines(valid_row())) for _ in range(4)))
    assert sorted(response.status_code for response in responses) == [200, 200, 200, 201]
    assert len((await harness.get(SNAPSHOTS))["items"]) == 1


async def test_the_command_says_what_became_of_each_row_and_its_exit_code_is_for_scripts(
    postgres: Postgres, tmp_path: Path
) -> None:
    url, file = await postgres.migrated("procedures"), tmp_path / "catalogue.jsonl"
    file.write_bytes(json_lines(valid_row(), valid_row(name=None)))
    asked = ("import-catalogue", str(file), "--source", "national-portal", "--day", "2026-07-20")
    dry = await run_command("procedures", *asked, "--dry-run", "--json", DATABASE_URL=url)
    *rows, whole = map(json.loads, dry.out.splitlines())
    assert (dry.code, [row["outcome"] for row in rows], whole["snapshot"]) == (1, ["taken", "refused"], None)
    real = await run_command("procedures", *asked, DATABASE_URL=url)
    assert real.code == 1
    assert "row 2 (line 2): name: name-missing" in real.err
    assert "taken 1, noted 0, refused 1" in real.out
    again = await run_command("procedures", *asked, DATABASE_URL=url)
    assert (again.code, "nothing was done" in again.out) == (0, True)
    assert (
        await run_command("procedures", "import-catalogue", str(tmp_path / "no"), "--source", "x", DATABASE_URL=url)
    ).code == 2
    file.write_bytes(b"%PDF")
    refused = await run_command("procedures", *asked, DATABASE_URL=url)
    assert (refused.code, refused.err.count("\n")) == (1, 1)
