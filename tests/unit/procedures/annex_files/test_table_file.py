"""Tables as offices really save them: encodings, separators, and marks of a sheet that its values do not show."""

import re
import unicodedata
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from common.documents.refusals import FileTooManyRows, UnknownFileFormat
from procedures.annex_files.domain.annex_rows import AnnexRow, AnnexRowResult
from procedures.annex_files.domain.columns import HEADINGS
from procedures.annex_files.domain.heading_table import TEMPLATE
from procedures.annex_files.domain.items_from_rows import items_in
from procedures.annex_files.formats.table_file import annex_table
from procedures.law.domain.contents import Content
from tests.support.annex import Cells, csv_table, introducing_row, with_changed_part, workbook

LONG_NAME = "Cấp, cấp lại, cấp đổi, gia hạn, sửa đổi, bổ sung, thu hồi, điều chỉnh giấy phép A, B, C, D, E, F, G, H, I"
SHEET = "xl/worksheets/sheet1.xml"


def rows_of(content: bytes) -> list[AnnexRow]:
    return annex_table(BytesIO(content), TEMPLATE).rows


def results_of(content: bytes) -> list[AnnexRowResult]:
    return items_in(rows_of(content))


def content_of(result: AnnexRowResult) -> Content:
    assert result.item is not None, result.faults
    assert isinstance(result.item.content, Content)
    return result.item.content


def notes_of(content: bytes) -> list[tuple[int, str, str]]:
    return [(row.line, note.column, note.rule) for row in rows_of(content) for note in row.notes]


def sheet_of(*rows: Cells, mark: Callable[[Any], None]) -> bytes:
    """A workbook whose sheet `mark` has changed."""
    new = Workbook()
    sheet: Any = new.active
    sheet.append([HEADINGS[name] for name in rows[0]])
    for row in rows:
        sheet.append(list(row.values()))
    mark(sheet)
    out = BytesIO()
    new.save(out)
    return out.getvalue()


TWO = (introducing_row(), introducing_row("1.001235", 2))
COLUMN = {name: index for index, name in enumerate(TWO[0], 1)}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_separator_and_the_encoding_are_those_that_show_the_headings(separator: str, encoding: str) -> None:
    text = csv_table(introducing_row(name=LONG_NAME), delimiter=separator).decode("utf-8-sig")
    (row,) = results_of(text.encode(encoding))
    assert content_of(row).name == LONG_NAME


def test_a_table_in_windows_1258_is_read_without_a_note() -> None:
    text = csv_table(introducing_row(name="Đăng ký kết hôn", fees=None, time_limits=None)).decode("utf-8-sig")
    (row,) = results_of(in_cp1258(text))
    assert (content_of(row).name, row.notes) == ("Đăng ký kết hôn", ())


def in_cp1258(text: str) -> bytes:
    """Windows-1258 has letters with a hook or a breve, and tones as marks of their own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    apart = []
    for char in text:
        decomposed = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in decomposed if mark in tones)
        apart.append(unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in tones)) + tone)
    return "".join(apart).encode("cp1258")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .xlsx"),
        (b"%PDF-1.7\n", "PDF"),
        (csv_table(introducing_row()).decode().encode("utf-16-le")[2:], "UTF-8"),
        (b"STT;Ghi chu\n1;x\n", "the nearest line has STT, Ghi chu"),
    ],
)
def test_the_refusal_of_a_file_that_is_no_table_states_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(UnknownFileFormat, match=words):
        rows_of(content)


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("xl/workbook.xml", b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>', "Strict"),
        ("content.xml", b"<x/>", "OpenDocument"),
        ("word/document.xml", b"<x/>", "Word"),
    ],
)
def test_the_refusal_of_another_format_states_what_to_do(part: str, content: bytes, words: str) -> None:
    with pytest.raises(UnknownFileFormat, match=words):
        rows_of(with_part(workbook(TWO[0]), part, content))


def with_part(content: bytes, name: str, text: bytes) -> bytes:
    changed = with_changed_part(content, name, lambda _: text)
    out = BytesIO(changed)
    with ZipFile(out, "a") as archive:
        if name not in archive.namelist():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("text", ["+ Đơn đề nghị: 1 bản chính", "+84 987 654 321", "+ 5 ngày", "- Tờ khai: 1 bản sao"])
def test_a_bullet_or_a_telephone_number_is_no_formula(text: str) -> None:
    (row,) = rows_of(csv_table(introducing_row(conditions=text)))
    assert (row.cells["conditions"], row.faults) == (text, ())


@pytest.mark.parametrize("text", ["=1+1", "＝1", "@SUM(1)", "+cmd|' /C calc'!A0", "+SUM(A1)", "+1+1", " ＋A!1"])
def test_a_formula_in_a_csv_cell_is_refused(text: str) -> None:
    (row,) = rows_of(csv_table(introducing_row(conditions=text)))
    assert [fault.rule for fault in row.faults] == ["cell-formula"]


SEPARATORS = ["\r", "\n", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "_x000D_", "_x000D_\n"]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_every_separator_of_lines_parts_steps(separator: str) -> None:
    in_sheet = separator.startswith("_x") or separator in "\n\x85\u2028\u2029"
    row = introducing_row(steps=f"Bước một{separator}Bước hai")
    (result,) = results_of(workbook(row) if in_sheet else csv_table(row))
    assert content_of(result).steps[0].steps == ("Bước một", "Bước hai")


def test_a_tab_parts_words() -> None:
    (result,) = results_of(workbook(introducing_row(name="Cấp\tgiấy phép")))
    assert content_of(result).name == "Cấp giấy phép"


def test_an_escaped_escape_is_text() -> None:
    row = rows_of(workbook(introducing_row(name="a_x005F_x000D_b")))[0]
    assert row.cells["name"] == "a_x000D_b"


def test_a_merged_cell_has_its_value_in_each_of_its_rows_with_a_note() -> None:
    def merge(sheet: Any) -> None:
        sheet.cell(3, COLUMN["legal_bases"]).value = None
        sheet.merge_cells(start_row=2, end_row=3, start_column=COLUMN["legal_bases"], end_column=COLUMN["legal_bases"])

    content = sheet_of(*TWO, mark=merge)
    assert [row.cells["legal_bases"] for row in rows_of(content)] == ["60/2014/QH13: Luật Hộ tịch"] * 2
    assert notes_of(content) == [(3, HEADINGS["legal_bases"], "cell-merged-below")]


def test_a_cell_that_is_merged_over_several_columns_is_refused() -> None:
    def merge(sheet: Any) -> None:
        sheet.cell(2, COLUMN["audience"]).value = None
        sheet.merge_cells(start_row=2, end_row=2, start_column=COLUMN["results"], end_column=COLUMN["audience"])

    first, second = rows_of(sheet_of(*TWO, mark=merge))
    assert [(fault.column, fault.rule) for fault in first.faults] == [(HEADINGS["results"], "cell-merged")]
    assert second.faults == ()


def test_hidden_rows_and_columns_are_noted() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions[sheet.cell(1, COLUMN["conditions"]).column_letter].hidden = True

    assert notes_of(sheet_of(*TWO, mark=hide)) == [
        (2, HEADINGS["conditions"], "column-hidden"),
        (3, "row", "row-hidden"),
        (3, HEADINGS["conditions"], "column-hidden"),
    ]


def test_a_row_a_cell_and_a_word_that_are_struck_out_are_noted() -> None:
    def strike(sheet: Any) -> None:
        for cell in sheet[2]:
            cell.font = Font(strike=True)
        sheet.cell(3, COLUMN["audience"]).font = Font(strike=True)
        sheet.cell(3, COLUMN["results"]).value = CellRichText("Giấy ", TextBlock(InlineFont(strike=True), "phép"))

    content = sheet_of(*TWO, mark=strike)
    assert notes_of(content) == [
        (2, "row", "text-struck-out"),
        (3, HEADINGS["results"], "text-struck-out"),
        (3, HEADINGS["audience"], "text-struck-out"),
    ]
    assert rows_of(content)[1].cells["results"] == "Giấy phép"


def test_a_struck_out_word_among_the_shared_texts_is_noted() -> None:
    """Excel stores texts in a part of their own, openpyxl within the sheet."""
    content = with_shared_text(
        workbook(introducing_row()), "M2", "<r><t>Giấy </t></r><r><rPr><strike/></rPr><t>phép</t></r>"
    )
    assert notes_of(content) == [(2, HEADINGS["results"], "text-struck-out")]
    assert rows_of(content)[0].cells["results"] == "Giấy phép"


def with_shared_text(content: bytes, cell: str, runs: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    inline = re.compile(f'<c r="{cell}" t="inlineStr">.*?</c>'.encode())
    content = with_changed_part(
        content, SHEET, lambda text: inline.sub(f'<c r="{cell}" t="s"><v>0</v></c>'.encode(), text)
    )
    content = with_changed_part(
        content, "[Content_Types].xml", lambda text: text.replace(b"</Types>", override.encode())
    )
    return with_part(content, "xl/sharedStrings.xml", f'<sst xmlns="{namespace}"><si>{runs}</si></sst>'.encode())


def test_lines_that_only_have_a_format_do_not_count() -> None:
    def style(sheet: Any) -> None:
        for line in range(4, 20_100):
            sheet.cell(line, 1).fill = PatternFill("solid", fgColor="FFFFFF")

    assert [row.line for row in rows_of(sheet_of(*TWO, mark=style))] == [2, 3]


def test_a_row_far_below_is_read_and_a_line_that_no_sheet_has_is_refused() -> None:
    def at(line: int) -> bytes:
        renumbered = f'<row r="{line}"'.encode()
        return with_changed_part(workbook(TWO[0]), SHEET, lambda text: text.replace(b'<row r="2"', renumbered))

    assert [row.line for row in rows_of(at(1_048_576))] == [1_048_576]
    with pytest.raises(FileTooManyRows):
        rows_of(at(1_048_577))
    with pytest.raises(FileTooManyRows):
        rows_of(at(999_999_999_999))


def test_merged_ranges_that_cover_more_than_a_sheet_are_refused() -> None:
    ranges = b"".join(b'<mergeCell ref="A1:A1048576"/>' for _ in range(50))
    content = with_changed_part(
        workbook(TWO[0]),
        SHEET,
        lambda text: text.replace(b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"),
    )
    with pytest.raises(UnknownFileFormat):
        rows_of(content)
