"""The annex as a workbook, for agencies that process it further. Every cell with a text is marked as text, so that a
text which somebody filed never becomes a formula on another person's computer."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.documents.csv_writing import would_be_formula
from common.documents.fixed_zip import with_fixed_dates, without_invalid_characters
from common.documents.workbooks import LONGEST
from procedures.annex_files.formats.annex_tables import Annex


def annex_xlsx(annex: Annex) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, table in enumerate(annex.tables, 1):
        sheet = workbook.create_sheet(f"A.{number}")
        _fill(
            sheet,
            [(annex.title,), (annex.subtitle,), (table.title,), table.headings, *table.rows],
            heading_row=4,
            widths=table.widths,
        )
    if annex.procedures:
        rows = [
            (procedure.title, part, piece)
            for procedure in annex.procedures
            for part, text in procedure.parts
            for piece in _pieces(text)
        ]
        headings = ("Thủ tục hành chính", "Bộ phận", "Nội dung")
        _fill(
            workbook.create_sheet("B"),
            [(annex.title,), (annex.subtitle,), headings, *rows],
            heading_row=3,
            widths=(30, 20, 60),
        )
    workbook.properties.title, workbook.properties.creator = without_invalid_characters(annex.title)[:255], ""
    file = BytesIO()
    workbook.save(file)
    return with_fixed_dates(file.getvalue(), annex.signed_on)


def _fill(sheet: Worksheet, rows: Iterable[tuple[str | int, ...]], heading_row: int, widths: tuple[int, ...]) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(
                number, column, _cut(without_invalid_characters(value)) if isinstance(value, str) else value
            )
            if isinstance(value, str):
                _mark_as_text(cell, value)
            if number <= heading_row:
                cell.font = Font(bold=True)
            if number >= heading_row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = f"A{heading_row + 1}"
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width * 1.4


def _mark_as_text(cell: Cell | MergedCell, text: str) -> None:
    cell.data_type = "s"  # otherwise a text that begins with = is a formula
    cell.quotePrefix = would_be_formula(text)  # keeps it a text when somebody edits the cell


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _pieces(text: str) -> Iterator[str]:
    """Splits a text that is too long for a cell over several rows."""
    for start in range(0, len(text), LONGEST):
        yield text[start : start + LONGEST]
