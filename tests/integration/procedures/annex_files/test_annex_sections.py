"""Real annexes have sections between their rows: they hold for the rows below, and no line is lost."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import httpx
import pytest
from openpyxl import Workbook

from tests.support.postgres import Postgres
from tests.support.procedures_harness import DRAFT, ProceduresHarness, problem, procedures_harness

QUERY = {
    "number": "12/QĐ-UBND",
    "issuing_body": "H60",
    "signed_on": "2023-01-15",
    "agency_code": "H60.01",
    "title": "Công bố danh mục",
    "dry_run": "true",
}
FOR_ALL = {"effective_on": "2023-02-01", "item_agency_code": "H60.01"}
TITLE = "DANH MỤC THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH, SỬA ĐỔI, BỔ SUNG"
LINES: list[list[Any]] = [
    [TITLE],
    ["(Kèm theo Quyết định của Chủ tịch UBND tỉnh)"],
    ["TT", "Mã số TTHC", "Tên thủ tục hành chính", "Thời hạn giải quyết"],
    ["(1)", "(2)", "(3)", "(4)"],
    ["A. THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH THUỘC THẨM QUYỀN GIẢI QUYẾT CỦA CẤP TỈNH"],
    ["I", "", "Lĩnh vực Hộ tịch", ""],
    [1, "1.000001", "Xác nhận thông tin hộ tịch", "Trực tiếp: 5 ngày làm việc"],
    [2, "1.000002", "Cấp bản sao trích lục", "Trực tiếp: 1 ngày"],
    ["B. THỦ TỤC HÀNH CHÍNH BỊ BÃI BỎ CẤP XÃ"],
    ["I. Lĩnh vực Hộ tịch"],
    [1, "1.000003", "Đăng ký lại", ""],
    ["Người lập biểu", "", "", "TM. ỦY BAN NHÂN DÂN"],
]


@pytest.fixture(scope="module")
async def harness(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ProceduresHarness]:
    """Shared by tests that write nothing."""
    async with procedures_harness(postgres, tmp_path_factory.mktemp("sections")) as harness:
        yield harness


def workbook_of(*lines: list[Any], merged: tuple[str, ...] = ()) -> bytes:
    workbook = Workbook()
    sheet: Any = workbook.active
    for line in lines:
        sheet.append([cell if cell != "" else None for cell in line])
    for cells in merged:
        sheet.merge_cells(cells)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def csv_of(*lines: list[Any]) -> bytes:
    return "\n".join(";".join(str(cell) for cell in [*line, *[""] * (4 - len(line))]) for line in lines).encode()


async def dry_run(harness: ProceduresHarness, content: bytes, **query: str) -> httpx.Response:
    headers = harness.service.bearer(DRAFT)
    return await harness.http.post(
        "/v1/decisions/import", content=content, params={**QUERY, **FOR_ALL, **query}, headers=headers
    )


@pytest.mark.parametrize("content", [workbook_of(*LINES, merged=("A5:D5", "A9:D9", "A10:D10")), csv_of(*LINES)])
async def test_sections_state_kind_level_and_field_of_the_rows_below(
    harness: ProceduresHarness, content: bytes
) -> None:
    response = await dry_run(harness, content)
    assert response.status_code == 200, response.text
    first, second, third = response.json()["rows"]
    assert [row["item"] and row["item"]["kind"] for row in (first, second)] == ["introduce", "introduce"], first
    assert [row["line"] for row in (first, second, third)] == [7, 8, 11]
    assert [fault["rule"] for fault in third["faults"]] == ["repeal-without-legal-document"], "it is a repeal"
    assert [row["item"]["number"] for row in (first, second)] == [1, 2]
    where = [first["item"][name] for name in ("list", "section", "list_number")]
    assert where == [TITLE, f"{LINES[4][0]} › I Lĩnh vực Hộ tịch", "1"]


async def test_every_other_line_is_reported_with_its_text(harness: ProceduresHarness) -> None:
    response = (await dry_run(harness, workbook_of(*LINES))).json()
    assert [(line["line"], line["kind"]) for line in response["other_lines"]] == [
        (1, "section"),
        (2, "banner"),
        (3, "headings"),
        (4, "column_numbers"),
        (5, "section"),
        (6, "section"),
        (9, "section"),
        (10, "section"),
        (12, "text"),
    ]
    assert response["other_lines"][-1]["text"] == "Người lập biểu | TM. ỦY BAN NHÂN DÂN"
    (text,) = [group for group in response["rules"] if group["rule"] == "line-without-place"]
    assert (text["act"], text["first"][0]["line"]) == (True, 12)


async def test_a_second_list_may_have_headings_of_its_own(harness: ProceduresHarness) -> None:
    second: list[list[Any]] = [
        ["II. Danh mục thủ tục hành chính sửa đổi, bổ sung"],
        ["STT", "Tên TTHC", "Mã TTHC", "Nội dung sửa đổi"],
        [1, "Cấp lại", "1.000009", "Tên"],
    ]
    query = {"item_levels": "province", "item_field_code": "G15-TP110"}
    response = (await dry_run(harness, workbook_of(*LINES[:7], *second), **query)).json()
    assert [(row["code"], row["name"]) for row in response["rows"]] == [
        ("1.000001", "Xác nhận thông tin hộ tịch"),
        ("1.000009", "Cấp lại"),
    ]
    assert response["rows"][1]["item"]["kind"] == "amend", response["rows"][1]


async def test_a_cell_wins_over_its_section_and_a_section_over_the_request(harness: ProceduresHarness) -> None:
    lines: list[list[Any]] = [
        ["STT", "Mã TTHC", "Tên TTHC", "Loại thay đổi"],
        ["A. TTHC mới ban hành"],
        [1, "1.000001", "Cấp mới", ""],
        [2, "1.000002", "Cấp lại", "Bãi bỏ"],
    ]
    query = {"kind": "repeal", "item_field_code": "G15-TP110", "item_levels": "commune"}
    first, second = (await dry_run(harness, workbook_of(*lines), **query)).json()["rows"]
    assert first["item"]["kind"] == "introduce", first
    assert [fault["rule"] for fault in second["faults"]] == ["repeal-without-legal-document"]
    lines[1] = ["Các thủ tục sau đây"]
    first, _ = (await dry_run(harness, workbook_of(*lines), **query)).json()["rows"]
    assert [fault["rule"] for fault in first["faults"]] == ["repeal-without-legal-document"]


async def test_a_field_that_is_not_recorded_is_named(harness: ProceduresHarness) -> None:
    lines: list[list[Any]] = [LINES[2], ["A. TTHC mới ban hành cấp tỉnh"], ["I. Lĩnh vực Không có"], LINES[6]]
    (row,) = (await dry_run(harness, workbook_of(*lines))).json()["rows"]
    assert "field-not-recorded" in [note["rule"] for note in row["notes"]]
    assert [(fault["column"], fault["rule"]) for fault in row["faults"]] == [("Mã lĩnh vực", "fact-missing")]


async def test_without_an_effective_day_the_refusal_names_the_missing_column(harness: ProceduresHarness) -> None:
    refusal = problem(await dry_run(harness, workbook_of(*LINES), effective_on=""))
    assert refusal["type"] in ("malformed-request", "unknown-file-format")
    response = await harness.http.post(
        "/v1/decisions/import", content=workbook_of(*LINES), params=QUERY, headers=harness.service.bearer(DRAFT)
    )
    assert problem(response)["missing"] == ["Ngày có hiệu lực"]
