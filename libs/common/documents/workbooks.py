"""Reads untrusted Excel workbooks: a file is checked before it is opened, then read row by row. Only values are read;
formulas are not evaluated."""

import re
import zipfile
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO, Any

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.exceptions import InvalidFileException

from common.documents.refusals import FileTooManyRows, UnknownFileFormat, UnsafeFile
from common.documents.sheet_marks import SheetMarks, marks_of
from common.errors import Refusal

LARGEST_UNPACKED = 50_000_000
MOST_EXPANSION = 200
"""How many times larger than packed a part may be: sheets of text pack by a factor of 5 to 20."""
MOST_PARTS = 500
MOST_COLUMNS = 60
MOST_LINES = 20_000
"""Lines of a sheet that are not empty."""
LAST_LINE = 1_048_576
"""The last line that a sheet of Excel can have. Sheets may state the format of lines far below the last value."""
MOST_MERGED_ROWS = 100_000
"""Rows of all merged ranges of a sheet together."""
ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19): a carriage return is
`_x000D_`."""
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def require_safe(file: IO[bytes]) -> None:
    """Raises `UnsafeFile` for a file that unpacks to too much or declares a document type, and `UnknownFileFormat` for
    a file that is no archive."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise UnsafeFile(f"the workbook has more than {MOST_PARTS} parts or {LARGEST_UNPACKED} bytes unpacked")
            _require_workbook({part.filename for part in parts}, archive)
            for part in parts:
                if part.file_size > 100_000 and part.file_size > MOST_EXPANSION * max(part.compress_size, 1):
                    raise UnsafeFile(f"{part.filename[:100]} unpacks to more than {MOST_EXPANSION} times its size")
                if part.filename.endswith((".xml", ".rels")) and _declares(archive, part):
                    raise UnsafeFile(f"{part.filename[:100]} declares a document type")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as broken:
        raise UnknownFileFormat("the file is no Excel workbook (xlsx)") from broken
    finally:
        file.seek(0)


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """A declaration comes before the root element, which begins within the first kilobytes. A NUL byte means an
    encoding other than UTF-8, which Excel does not write."""
    with archive.open(part) as opened:
        head = opened.read(4_096).upper()
    return any(word in head for word in DECLARATIONS) or b"\0" in head


def _require_workbook(names: set[str], archive: zipfile.ZipFile) -> None:
    if "content.xml" in names:
        raise UnknownFileFormat("the file is an OpenDocument spreadsheet (.ods): save it as .xlsx")
    if "word/document.xml" in names:
        raise UnknownFileFormat("the file is a Word document: enter its table in a workbook (.xlsx)")
    if "xl/workbook.xml" in names:
        with archive.open("xl/workbook.xml") as opened:
            if b"purl.oclc.org/ooxml" in opened.read(4_096):
                raise UnknownFileFormat("the workbook is saved as Strict Open XML: save it as an ordinary .xlsx")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of a table, numbered as Excel does. A cell is None, a text, a number, a day, or an `InvalidCell`. The sets
    have indexes of cells: those in hidden columns, those with text that is struck out, those that carry the value of a
    merged range, and those that are merged over several columns."""

    number: int
    cells: Sequence[Any]
    hidden: bool = False
    hidden_cells: frozenset[int] = frozenset()
    struck_cells: frozenset[int] = frozenset()
    merged_cells: frozenset[int] = frozenset()
    wide_cells: frozenset[int] = frozenset()

    @property
    def all_struck(self) -> bool:
        present = {index for index, cell in enumerate(self.cells) if cell is not None}
        return present - self.merged_cells <= self.struck_cells


def sheets_of(file: IO[bytes]) -> Generator[tuple[str, Iterator[SheetLine]], None, None]:
    """Each sheet with its lines that are not empty. A value of a merged range stands in each of its rows."""
    require_safe(file)
    try:
        # Rich text: the fonts of single words are read, to find those that are struck out.
        workbook = load_workbook(file, read_only=True, data_only=False, keep_links=False, rich_text=True)
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as broken:
        raise refusal_of(broken) from broken
    try:
        for sheet in workbook.worksheets:
            yield sheet.title, _lines(sheet)
    finally:
        workbook.close()


def _lines(sheet: Any) -> Iterator[SheetLine]:
    sheet.reset_dimensions()  # the dimensions that a file states need not be true
    try:
        with sheet._get_source() as source:  # noqa: SLF001 - the XML of a sheet that is opened for reading only
            marks = marks_of(source, MOST_COLUMNS, MOST_MERGED_ROWS)
        merged_values: dict[int, dict[int, Any]] = {}
        count, empty = 0, None
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
            if number > LAST_LINE:
                raise FileTooManyRows(MOST_LINES)
            if cells is empty:  # missing rows are the same object, of which there may be a million
                continue
            values = [value_of(cell) for cell in cells]
            merged = _fill_merged(number, values, marks, merged_values)
            if all(value is None for value in values):
                empty = cells
                continue
            count += 1
            if count > MOST_LINES:
                raise FileTooManyRows(MOST_LINES)
            yield _line(number, cells, values, marks, merged)
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as broken:
        raise refusal_of(broken) from broken


def _fill_merged(number: int, values: list[Any], marks: SheetMarks, known: dict[int, dict[int, Any]]) -> set[int]:
    """Puts the value of each merged range that covers the line into its first column; returns the indexes that were
    filled. `known` remembers the values by first row and column of their range."""
    filled = set()
    for merge in marks.merges.get(number, ()):
        index = merge.first_column - 1
        if index >= MOST_COLUMNS:
            continue
        if number == merge.first_row:
            known.setdefault(merge.first_row, {})[merge.first_column] = values[index]
        elif values[index] is None:
            values[index] = known.get(merge.first_row, {}).get(merge.first_column)
            filled.add(index)
    return filled


def _line(number: int, cells: Sequence[Any], values: list[Any], marks: SheetMarks, merged: set[int]) -> SheetLine:
    present = [index for index, value in enumerate(values) if value is not None]
    wide = {merge.first_column - 1 for merge in marks.merges.get(number, ()) if merge.spans_columns}
    return SheetLine(
        number,
        values,
        hidden=number in marks.hidden_rows,
        hidden_cells=frozenset(index for index in present if index + 1 in marks.hidden_columns),
        struck_cells=frozenset(index for index in present if index not in merged and _is_struck(cells[index], marks)),
        merged_cells=frozenset(merged.intersection(present)),
        wide_cells=frozenset(wide.intersection(present)),
    )


def _is_struck(cell: Any, marks: SheetMarks) -> bool:
    """Whether any of the cell's text is struck out."""
    if (cell.has_style and cell.font.strike) or cell.coordinate in marks.struck_cells:
        return True
    return isinstance(cell.value, CellRichText) and any(
        isinstance(block, TextBlock) and block.font.strike and block.text.strip() for block in cell.value
    )


def refusal_of(error: BaseException) -> Refusal:
    """The refusal for an error of openpyxl, which wraps the errors of its XML parser."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DefusedXmlException):
            return UnsafeFile("the workbook declares entities")
        cause = cause.__cause__
    return UnknownFileFormat("the workbook cannot be read")


class InvalidCell(str):
    """A cell without a usable value; its text is the rule that it breaks."""

    __slots__ = ()


def value_of(cell: Any) -> str | int | float | date | InvalidCell | None:
    if cell.value is None:
        return None
    if cell.data_type == "f":
        return InvalidCell("cell-formula")
    if cell.data_type == "e" or isinstance(cell.value, bool | time):
        return InvalidCell("cell-error")
    if isinstance(cell.value, datetime):
        return cell.value.date() if cell.value.time() == time() else InvalidCell("day-with-time")
    if isinstance(cell.value, str | CellRichText):
        return ESCAPE.sub(lambda match: chr(int(match[1], 16)), str(cell.value))
    return cell.value if isinstance(cell.value, int | float | date) else InvalidCell("cell-error")


MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


LONGEST = 16_000
"""The largest number of characters in one cell: Excel stores 32,767 UTF-16 units, and one character may take two."""
