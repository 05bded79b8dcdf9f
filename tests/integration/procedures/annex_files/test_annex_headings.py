"""Headings of annexes: those of the template, and synonyms that officers record."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from procedures.annex_files.api.heading_requests import EXAMPLE
from procedures.annex_files.domain.columns import COLUMNS, HEADINGS, key_of
from procedures.annex_files.domain.heading_table import COLUMN_BY_NAME
from procedures.annex_files.domain.vocabulary import words_of
from procedures.law.domain.parts import Part
from procedures.law.domain.references import ItemKind
from tests.support.annex import introducing_row, workbook
from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, DRAFT, ProceduresHarness, problem, procedures_harness

REASON = "Tiêu đề cột của Sở"
QUERY = {
    "number": "12/QĐ-UBND",
    "issuing_body": "H60",
    "signed_on": "2023-01-15",
    "agency_code": "H60.01",
    "title": "Công bố danh mục",
    "dry_run": "true",
}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def imported(harness: ProceduresHarness, **headings: str) -> httpx.Response:
    """The response to an annex of one row in which some columns have other headings."""
    row = introducing_row()
    content = workbook(row, headings=[headings.get(name, HEADINGS[name]) for name in row])
    return await harness.http.post(
        "/v1/decisions/import", content=content, params=QUERY, headers=harness.service.bearer(DRAFT)
    )


async def record(harness: ProceduresHarness, *synonyms: dict[str, Any]) -> httpx.Response:
    body = {"synonyms": list(synonyms), "reason": REASON}
    return await harness.http.post("/v1/annex-headings", json=body, headers=harness.service.bearer(CATALOGUE))


async def test_a_heading_that_an_officer_records_is_read_until_it_is_withdrawn(harness: ProceduresHarness) -> None:
    assert problem(await imported(harness, name="Việc cần làm"))["unknown"] == [
        {"heading": "Việc cần làm", "nearest": None}
    ]
    assert (await record(harness, {"heading": "VIỆC  cần làm:", "column": "name"})).json() == {"recorded": 1}
    response = await imported(harness, name="Việc cần làm")
    assert response.json()["rows"][0]["item"]["name"] == "Cấp giấy phép 1.001234", response.text
    await record(harness, {"heading": "việc cần làm", "withdrawn": True})
    assert (await imported(harness, name="Việc cần làm")).status_code == 422
    refusal = problem(await record(harness, {"heading": "việc cần làm", "withdrawn": True}))
    assert (refusal["status"], refusal["type"]) == (404, "heading-synonym-not-found")


async def test_each_change_of_a_heading_is_kept_and_a_repetition_records_nothing(harness: ProceduresHarness) -> None:
    for _ in range(2):
        await record(harness, {"heading": "Việc", "column": "name"})
    await record(harness, {"heading": "Việc", "column": "steps"})
    await record(harness, {"heading": "Việc", "withdrawn": True})
    rows = await harness.service.rows(
        "SELECT column_name, withdrawn, reason, recorded_by FROM heading_synonym_entry ORDER BY id"
    )
    assert [tuple(row) for row in rows] == [
        ("name", False, REASON, "officer-1"),
        ("steps", False, REASON, "officer-1"),
        ("", True, REASON, "officer-1"),
    ]


async def test_installed_headings_are_read_and_can_be_changed(harness: ProceduresHarness) -> None:
    installed = {"name": "Tên thủ tục hành chính", "procedure_code": "Mã số TTHC", "number": "TT"}
    assert (await imported(harness, **installed)).json()["accepted"] == 1
    await record(harness, {"heading": "TT", "column": "note"})
    assert problem(await imported(harness, **installed))["missing"] == ["STT"]


async def test_a_text_below_a_heading_of_notes_is_kept_in_the_notes_of_its_row(harness: ProceduresHarness) -> None:
    response = await imported(harness, conditions="Cách thức và địa điểm thực hiện", results="Ghi chú")
    (row,) = response.json()["rows"]
    assert row["outcome"] == "accepted_with_notes"
    assert [(note["rule"], note["column"], note["detail"]) for note in row["notes"]] == [
        ("part-without-place", "Ghi chú", "Giấy phép"),
        ("part-without-place", "Cách thức và địa điểm thực hiện", "Đủ 18 tuổi"),
    ]


async def test_a_refusal_lists_what_was_found_what_is_missed_and_the_words_of_each_column(
    harness: ProceduresHarness,
) -> None:
    refusal = problem(await imported(harness, kind="Loại thay đôi", name="Tên", steps="Trình tự thực hiệm"))
    assert refusal["type"] == "unknown-file-format"
    assert refusal["missing"] == []
    assert refusal["unknown"][0] == {"heading": "Tên", "nearest": None}
    assert refusal["unknown"][1] == {"heading": "Trình tự thực hiệm", "nearest": "Trình tự thực hiện"}
    assert {"heading": "Loại thay đôi", "column": "Loại thay đổi"} in refusal["found"]
    assert [column["heading"] for column in refusal["columns"]] == [c.heading for c in COLUMN_BY_NAME.values()]
    (words,) = [column["words"] for column in refusal["columns"] if column["heading"] == HEADINGS["kind"]]
    assert words == list(words_of("kind"))


async def test_the_fault_of_a_cell_lists_all_words_that_it_may_hold(harness: ProceduresHarness) -> None:
    content = workbook(introducing_row(kind="Ban hành lại"))
    response = await harness.http.post(
        "/v1/decisions/import", content=content, params=QUERY, headers=harness.service.bearer(DRAFT)
    )
    (fault,) = response.json()["rows"][0]["faults"]
    assert fault["rule"] == "unknown-value"
    assert all(word in fault["detail"] for word in words_of("kind"))


async def test_the_list_has_every_column_and_every_installed_synonym_by_its_own_key(
    harness: ProceduresHarness,
) -> None:
    listed = (await harness.http.get("/v1/annex-headings")).json()
    assert [column["name"] for column in listed["columns"]] == list(COLUMN_BY_NAME)
    assert len(listed["synonyms"]) > 100
    assert {synonym["column"] for synonym in listed["synonyms"]} <= set(COLUMN_BY_NAME)
    rows = await harness.service.rows("SELECT key, heading FROM heading_synonym")
    assert {row.key for row in rows} == {key_of(row.heading) for row in rows}
    assert not {row.key for row in rows} & {key_of(column.heading) for column in COLUMNS}


async def test_the_example_is_accepted(harness: ProceduresHarness) -> None:
    assert (await record(harness, *EXAMPLE["synonyms"])).status_code == 200


@pytest.mark.parametrize(
    "synonym",
    [
        {"heading": "STT", "column": "name"},
        {"heading": "…", "column": "name"},
        {"heading": "Việc", "column": "unknown"},
        {"heading": "Việc"},
        {"heading": "Việc", "column": "name", "withdrawn": True},
    ],
)
async def test_a_synonym_of_no_column_or_of_a_heading_of_the_template_is_malformed(
    harness: ProceduresHarness, synonym: dict[str, Any]
) -> None:
    assert problem(await record(harness, synonym))["type"] == "malformed-request"


def test_every_word_of_a_closed_set_is_listed() -> None:
    assert len(words_of("kind")) >= len(ItemKind)
    assert len(words_of("changed_parts")) == len(Part)
    assert words_of("name") == ()
