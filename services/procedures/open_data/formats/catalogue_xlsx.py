"""The catalogue as a workbook, which openpyxl writes row by row to a temporary file, so that memory stays bounded."""

from collections.abc import AsyncIterator, Iterable
from tempfile import TemporaryFile

from fastapi.concurrency import run_in_threadpool
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from common.documents.csv_writing import would_be_formula
from common.documents.fixed_zip import without_invalid_characters
from common.documents.workbooks import LONGEST
from procedures.open_data.formats.table import HEADINGS, Cells

CHUNK = 65_536  # bytes


async def catalogue_xlsx(batches: AsyncIterator[list[Cells]]) -> AsyncIterator[bytes]:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("TTHC")
    sheet.freeze_panes = "B2"
    _add(sheet, [HEADINGS], bold=True)
    async for rows in batches:
        await run_in_threadpool(_add, sheet, rows)
    with TemporaryFile() as file:
        await run_in_threadpool(workbook.save, file)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _add(sheet: WriteOnlyWorksheet, rows: Iterable[Cells], bold: bool = False) -> None:
    for row in rows:
        sheet.append([_cell(sheet, text, bold) for text in row])


def _cell(sheet: WriteOnlyWorksheet, text: str, bold: bool) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, without_invalid_characters(text[:LONGEST]))
    cell.data_type = "s"  # otherwise a text that begins with = is a formula
    if would_be_formula(text):
        cell.quotePrefix = True  # keeps it a text when somebody edits the cell
    if bold:
        cell.font = Font(bold=True)
    return cell
