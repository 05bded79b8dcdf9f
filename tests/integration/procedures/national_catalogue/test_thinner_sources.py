"""A source that states less than another one, such as a list export, hides nothing of the fuller one."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.national import Row, json_lines, valid_row
from tests.support.postgres import Postgres
from tests.support.procedures_harness import DRAFT, ProceduresHarness, content, item, procedures_harness

A, B = "1.000001", "1.000002"
PORTAL, LIST = "national-portal", "bo-tu-phap"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def list_export(*rows: Row) -> bytes:
    lines = [f"{row['code']},{row['name']},bo-tu-phap,{row['agency']},{row['field']}" for row in rows]
    return "\n".join(["Mã số,Tên,Cơ quan ban hành,Cơ quan thực hiện,Lĩnh vực", *lines]).encode()


async def import_file(
    harness: ProceduresHarness, day: str, file: bytes, source: str = PORTAL, *, complete: bool = True
) -> Any:
    response = await harness.http.post(
        "/v1/national-catalogue/snapshots",
        content=file,
        headers=harness.service.bearer("national_catalogue.import"),
        params={"source": source, "day": day, "complete": complete},
    )
    assert response.status_code == 201, response.text
    return response.json()["changes"]


async def changes(harness: ProceduresHarness, **query: str) -> list[dict[str, Any]]:
    response = await harness.http.get("/v1/inbox", params=query, headers=harness.service.bearer(DRAFT))
    return list(response.json()["items"])


@pytest.mark.parametrize("complete", [True, False])
async def test_a_list_export_between_two_full_files_hides_no_change(harness: ProceduresHarness, complete: bool) -> None:
    row = valid_row(A)
    await import_file(harness, "2026-06-01", json_lines(row))
    await import_file(harness, "2026-06-02", list_export(row), complete=complete)
    assert await changes(harness) == []
    await import_file(harness, "2026-06-03", json_lines({**row, "steps": ["Nộp hồ sơ"], "field": "Chứng thực"}))
    assert [change["parts"] for change in await changes(harness)] == [["field", "steps"]]


async def test_a_list_export_puts_only_what_it_states_into_the_inbox(harness: ProceduresHarness) -> None:
    row = valid_row(A)
    await import_file(harness, "2026-06-01", json_lines(row))
    await import_file(harness, "2026-06-02", list_export({**row, "field": "Chứng thực"}))
    await import_file(harness, "2026-06-03", json_lines({**row, "field": "Chứng thực"}))
    assert [(change["day"], change["parts"]) for change in await changes(harness)] == [("2026-06-02", ["field"])]


async def test_a_row_that_leaves_out_keys_changes_nothing_of_the_parts_that_it_leaves_out(
    harness: ProceduresHarness,
) -> None:
    await import_file(harness, "2026-06-01", json_lines(valid_row(A)))
    thin = {key: value for key, value in valid_row(A).items() if key in ("code", "name", "level", "agency")}
    assert await import_file(harness, "2026-06-02", json_lines(thin)) == {"new": 0, "changed": 0, "removed": 0}
    assert await import_file(harness, "2026-06-03", json_lines({**thin, "agency": None}))  # said to be none
    assert [change["parts"] for change in await changes(harness)] == [["agencies"]]


async def test_a_code_has_its_fullest_record_or_that_of_the_source_that_is_named(harness: ProceduresHarness) -> None:
    await import_file(harness, "2026-06-01", json_lines(valid_row(A)))
    await import_file(harness, "2026-06-02", json_lines(valid_row(A, steps=["Nộp"])))
    await import_file(harness, "2026-07-01", list_export(valid_row(A, field="Chứng thực")), LIST)
    record = await harness.get(f"/v1/national-catalogue/{A}")
    assert (record["source"], record["day"], record["content"]["steps"]) == (
        PORTAL,
        "2026-06-02",
        [{"case": None, "steps": ["Nộp"]}],
    )
    assert [snapshot["source"] for snapshot in record["snapshots"]] == [LIST, PORTAL, PORTAL]
    thin = await harness.get(f"/v1/national-catalogue/{A}", source=LIST)
    assert (thin["field_name"], thin["content"]["steps"], len(thin["snapshots"])) == ("Chứng thực", [], 1)
    assert thin["content"]["stated"] == ["agencies", "field", "ministry", "name"]


async def test_a_proposal_takes_from_a_fuller_source_what_a_list_export_does_not_state(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A, content=content()))
    await import_file(harness, "2026-06-01", json_lines(valid_row(B, steps=["Nộp"])))
    await import_file(harness, "2026-06-01", list_export(valid_row("1.000009")), LIST)
    await import_file(harness, "2026-06-02", list_export(*map(valid_row, ("1.000009", A, B))), LIST)
    details = {}
    for change in await changes(harness, source=LIST):
        response = await harness.http.get(f"/v1/inbox/{change['id']}", headers=harness.service.bearer(DRAFT))
        details[change["code"]] = response.json()["proposal"]["content"]
    law = (await harness.get(f"/v1/procedures/{A}"))["content"]
    assert details[A]["steps"] == law["steps"], "nothing fuller states them, so the law stays as it is"
    assert details[A]["papers"] == law["papers"]
    assert details[B]["steps"] == [{"case": None, "steps": ["Nộp"]}]


async def test_the_inbox_of_one_source_has_its_changes_with_its_names(harness: ProceduresHarness) -> None:
    for source, name in ((PORTAL, "một"), (LIST, "hai")):
        await import_file(harness, "2026-06-01", json_lines(valid_row(B)), source)
        await import_file(harness, "2026-06-02", json_lines(valid_row(A, name=name), valid_row(B)), source)
    assert [change["name"] for change in await changes(harness, source=PORTAL)] == ["một"]
    assert [change["name"] for change in await changes(harness, source=LIST)] == ["hai"]
    assert len(await changes(harness)) == 2


async def test_a_list_without_levels_makes_no_procedure_of_a_ministry_provincial(harness: ProceduresHarness) -> None:
    await import_file(harness, "2026-06-01", json_lines(valid_row(A, level="Cấp bộ")))
    for day, rows in (("2026-06-01", [B]), ("2026-06-02", [A, B])):
        await import_file(harness, day, list_export(*map(valid_row, rows)), LIST)
    assert await changes(harness) == []
    assert [change["code"] for change in await changes(harness, all_levels="true")] == [A]
