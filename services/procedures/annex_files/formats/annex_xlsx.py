"""The annex as a workbook, for offices that go on working with it. Every text is a text, whatever it begins with: what
somebody filed never
becomes a formula in somebody else's office."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.documents.fixed_zip import fixed, writable
from procedures.annex_files.formats.annex_tables import Annex
from procedures.shared.formats.workbooks import LONGEST

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def annex_xlsx(annex: Annex) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for place, table in enumerate(annex.tables, 1):
        sheet = workbook.create_sheet(f"A.{place}")
        _fill(
            sheet,
            [(annex.title,), (annex.beside,), (table.title,), table.heads, *table.rows],
            heads=4,
            widths=table.widths,
        )
    if annex.procedures:
        described = [
            (procedure.title, part, piece)
            for procedure in annex.procedures
            for part, text in procedure.parts
            for piece in _pieces(text)
        ]
        heads = ("Thủ tục hành chính", "Bộ phận", "Nội dung")
        _fill(
            workbook.create_sheet("B"),
            [(annex.title,), (annex.beside,), heads, *described],
            heads=3,
            widths=(30, 20, 60),
        )
    workbook.properties.title, workbook.properties.creator = writable(annex.title)[:255], ""
    file = BytesIO()
    workbook.save(file)
    return fixed(file.getvalue(), annex.dated)


def _fill(sheet: Worksheet, rows: Iterable[tuple[str | int, ...]], heads: int, widths: tuple[int, ...]) -> None:
    for number, row in enumerate(rows, 1):
        for column, said in enumerate(row, 1):
            cell = sheet.cell(number, column, _cut(writable(said)) if isinstance(said, str) else said)
            if isinstance(said, str):
                _as_text(cell, said)
            if number <= heads:
                cell.font = Font(bold=True)
            if number >= heads:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = f"A{heads + 1}"
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width * 1.4


def _as_text(cell: Cell | MergedCell, text: str) -> None:
    cell.data_type = "s"  # else what begins with = is a formula
    cell.quotePrefix = text.startswith(STARTS_FORMULA)  # and stays a text when somebody edits the cell


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _pieces(text: str) -> Iterator[str]:
    """A long text goes on in the next row."""
    for start in range(0, len(text), LONGEST):
        yield text[start : start + LONGEST]
