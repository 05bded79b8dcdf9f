"""The annex of a Decision as DOCX and XLSX, opened with the common libraries for these formats."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from procedures.annex_files.formats.annex_tables import SECTIONS
from procedures.decisions.api.examples import DECISION
from procedures.law.domain.references import ItemKind
from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, DRAFT, ProceduresHarness, content, item, procedures_harness

A, B, C, D, E, F, G, H = (f"1.00010{n}" for n in range(1, 9))
FORMULA = '=HYPERLINK("http://example.test","Bấm")'


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def annex(harness: ProceduresHarness, id: str, suffix: str, *scopes: str) -> bytes:
    headers = harness.service.bearer(*scopes) if scopes else {}
    response = await harness.http.get(f"/v1/decisions/{id}/annex.{suffix}", headers=headers)
    assert response.status_code == 200, response.text
    assert response.headers["Content-Disposition"] == f'attachment; filename="annex-{id}.{suffix}"'
    return response.content


async def decision_of_every_kind(harness: ProceduresHarness) -> str:
    """A Decision with an item of each kind; the procedures that it changes have had other names before."""
    former_names = {code: f"Thủ tục cũ {code}" for code in (B, C, D, E, F, G, H)}
    await harness.publish(
        *(item("introduce", code, content=content(name)) for code, name in former_names.items()), signed_on="2023-01-10"
    )
    full_content = DECISION["items"][0]["content"]
    published = await harness.publish(
        item("introduce", A, content=full_content),
        item("amend", B, content=content(former_names[B], conditions="Đủ 18 tuổi"), changed_parts=["conditions"]),
        item("replace", C, successor_code="1.000999", content=content("Thủ tục thay thế")),
        item("repeal", D),
        item("declare_online", E),
        item("standardise", F, content=content(former_names[F], results=["Giấy phép"]), changed_parts=None),
        item("designate", G),
        item("confirm", H),
        processes=[{**DECISION["processes"][0], "procedure_code": A}],
    )
    return str(published["id"])


def sheets_of(file: bytes) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook, each as its rows."""
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in load_workbook(BytesIO(file))
    }


def test_each_kind_of_item_is_in_exactly_one_list() -> None:
    kinds = [kind for section in SECTIONS for kind in section.kinds]
    assert sorted(kinds) == sorted(ItemKind)


async def test_the_document_lists_items_by_kind_of_change_and_then_each_content_by_its_parts(
    harness: ProceduresHarness,
) -> None:
    document = Document(BytesIO(await annex(harness, await decision_of_every_kind(harness), "docx")))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:3] == [
        "PHỤ LỤC",
        "Công bố danh mục thủ tục hành chính",
        "(Kèm theo Quyết định số 2/QĐ-UBND ngày 15/01/2023 của Chủ tịch UBND tỉnh)",
    ]
    headings = [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name == "Heading 2"
    ]
    assert headings == [
        "I. Danh mục thủ tục hành chính mới ban hành",
        "II. Danh mục thủ tục hành chính được sửa đổi, bổ sung",
        "III. Danh mục thủ tục hành chính được chuẩn hóa",
        "IV. Danh mục thủ tục hành chính được thay thế",
        "V. Danh mục thủ tục hành chính bị bãi bỏ",
        "VI. Danh mục thủ tục hành chính đủ điều kiện thực hiện dịch vụ công trực tuyến",
        "VII. Danh mục thủ tục hành chính được đưa vào danh mục thực hiện",
        "VIII. Danh mục thủ tục hành chính được công bố lại",
        "IX. Quy trình nội bộ giải quyết thủ tục hành chính",
        f"1. Xác nhận thông tin hộ tịch ({A})",
        f"2. Thủ tục cũ {B} ({B})",
        "3. Thủ tục thay thế (1.000999)",
        f"4. Thủ tục cũ {F} ({F})",
    ]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    new, changed, standardised, replaced, repealed, online, designated, confirmed, processes = (
        [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for rows in tables
    )
    assert new == [
        {
            "STT": "1",
            "Mã số TTHC": A,
            "Tên thủ tục hành chính": "Xác nhận thông tin hộ tịch",
            "Thời hạn giải quyết": "Trực tuyến: 3 ngày làm việc",
            "Cách thức thực hiện": "Trực tuyến",
            "Phí, lệ phí": "Trực tuyến: Lệ phí: 8.000 đồng",
            "Căn cứ pháp lý": "60/2014/QH13: Luật Hộ tịch",
            "Cơ quan thực hiện": "Sở Tư pháp",
            "Có hiệu lực từ": "01/02/2023",
        }
    ]
    assert changed[0]["Nội dung sửa đổi, bổ sung"] == "Yêu cầu, điều kiện"
    assert (replaced[0]["Thủ tục hành chính được thay thế"], replaced[0]["Mã số TTHC thay thế"]) == (
        f"Thủ tục cũ {C}",
        "1.000999",
    )
    assert (repealed[0]["Tên thủ tục hành chính"], repealed[0]["Văn bản quy định việc bãi bỏ"]) == (
        f"Thủ tục cũ {D}",
        "104/2022/NĐ-CP: Bỏ sổ hộ khẩu giấy",
    )
    assert (online[0]["Tên thủ tục hành chính"], online[0]["Mức độ"]) == (f"Thủ tục cũ {E}", "Toàn trình")
    assert standardised[0]["Nội dung chuẩn hóa"] == "Theo văn bản quy định"
    assert (designated[0]["Tên thủ tục hành chính"], designated[0]["Danh mục"]) == (
        f"Thủ tục cũ {G}",
        "Tiếp nhận hồ sơ, trả kết quả qua dịch vụ bưu chính công ích",
    )
    assert confirmed[0]["Tên thủ tục hành chính"] == f"Thủ tục cũ {H}"
    assert processes[0]["Các bước"] == "1. Tiếp nhận (Công chức một cửa): 2 giờ làm việc"
    papers = [
        "Thành phần, số lượng hồ sơ: - Tờ khai (1 bản chính, 0 bản sao) [Mẫu số 01]",
        "- Bản sao giấy tờ tùy thân (0 bản chính, 1 bản sao) – thay bằng dữ liệu: Cơ sở dữ liệu quốc gia về dân cư",
        "Trường hợp: Người nộp là người đại diện",
        "- Văn bản ủy quyền (1 bản chính, 0 bản sao) – thay bằng kết quả: KQ.G15.000122",
    ]
    assert "\n".join(papers) in texts


async def test_the_workbook_has_a_sheet_for_each_list(harness: ProceduresHarness) -> None:
    sheets = sheets_of(await annex(harness, await decision_of_every_kind(harness), "xlsx"))
    assert list(sheets) == [*(f"A.{number}" for number in range(1, 10)), "B"]
    assert sheets["A.5"][2][0] == "V. Danh mục thủ tục hành chính bị bãi bỏ"
    assert sheets["A.5"][4] == [1, D, f"Thủ tục cũ {D}", "104/2022/NĐ-CP: Bỏ sổ hộ khẩu giấy", "01/02/2023"]
    assert [f"2. Thủ tục cũ {B} ({B})", "Yêu cầu, điều kiện", "Đủ 18 tuổi"] in sheets["B"]


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
async def test_the_bytes_of_an_annex_never_change(harness: ProceduresHarness, suffix: str) -> None:
    id = await decision_of_every_kind(harness)
    first = await annex(harness, id, suffix)
    await harness.publish(item("amend", A, "2023-06-01"), item("repeal", E, "2023-06-01"))
    renamed = {"agencies": [{"code": "H60.01", "name": "Sở Tư pháp và Nội vụ"}]}
    harness.service.clock.moment = harness.service.clock.moment.replace(hour=6)
    assert (
        await harness.http.post("/v1/agencies", json=renamed, headers=harness.service.bearer(CATALOGUE))
    ).status_code == 200
    await asyncio.sleep(2.1)  # the times of an archive's entries have a resolution of two seconds
    assert await annex(harness, id, suffix) == first
    with ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert archive.testzip() is None


@pytest.mark.parametrize("text", [FORMULA, "+1+1", "-2+3", "@SUM(A1)", "\t=1", "=cmd|'/C calc'!A0"])
async def test_no_text_becomes_a_formula(harness: ProceduresHarness, text: str) -> None:
    hostile = content(text, steps=[text], papers=[{"name": text}], conditions=text, results=[text], audience=[text])
    published = await harness.publish(item("introduce", A, content=hostile), title=text)
    workbook = load_workbook(BytesIO(await annex(harness, published["id"], "xlsx")))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    formula_like = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert formula_like
    assert all(cell.quotePrefix for cell in formula_like)
    assert text.strip() in {cell.value for cell in cells}


async def test_texts_with_control_characters_and_very_long_texts_are_written_in_full(
    harness: ProceduresHarness,
) -> None:
    step, name = "ộ" * 40_000, "Đ" * 1_094 + "\x0b\x1f"
    published = await harness.publish(item("introduce", A, content=content(name, steps=[step, "\x01hết"])))
    rows = sheets_of(await annex(harness, published["id"], "xlsx"))["B"][3:]
    pieces = [row[2] for row in rows if row[1] == "Trình tự thực hiện"]
    assert "".join(pieces) == f"- {step}\n- hết"
    assert len(pieces) == 3
    document = Document(BytesIO(await annex(harness, published["id"], "docx")))
    assert any(step in paragraph.text for paragraph in document.paragraphs)


async def test_the_annex_of_a_draft_leaves_the_number_open(harness: ProceduresHarness) -> None:
    draft = await harness.draft(item("introduce", A), number=None)
    assert (await harness.http.get(f"/v1/decisions/{draft['id']}/annex.docx")).status_code == 404
    document = Document(BytesIO(await annex(harness, draft["id"], "docx", DRAFT)))
    assert document.paragraphs[2].text == "(Kèm theo Quyết định số ………… ngày 15/01/2023)"


async def test_an_annex_of_processes_alone_has_no_contents(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    published = await harness.publish(processes=[{**DECISION["processes"][0], "procedure_code": A}])
    assert list(sheets_of(await annex(harness, published["id"], "xlsx"))) == ["A.1"]
