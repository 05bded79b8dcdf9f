"""Reads untrusted Excel workbooks: a file is checked before it is opened, then read row by row. Only values are read;
formulas are not evaluated."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, Any

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from common.errors import Refusal
from procedures.shared.formats.refusals import FileTooManyRows, UnknownFileFormat, UnsafeFile

LARGEST_UNPACKED = 50_000_000
MOST_EXPANSION = 200
"""How many times larger than packed a part may be: sheets of text pack by a factor of 5 to 20."""
MOST_PARTS = 500
MOST_COLUMNS = 60
MOST_LINES = 20_000
"""Lines of a sheet, including empty ones."""
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def require_safe(file: IO[bytes]) -> None:
    """Raises `UnsafeFile` for a file that unpacks to too much or declares a document type, and `UnknownFileFormat` for
    a file that is no archive."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise UnsafeFile(f"the workbook has more than {MOST_PARTS} parts or {LARGEST_UNPACKED} bytes unpacked")
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


def sheets_of(file: IO[bytes]) -> Iterator[tuple[str, Iterator[tuple[int, list[Any]]]]]:
    """Each sheet with its lines, numbered as Excel does. A cell is None, a text, a number, a day, or an
    `InvalidCell`."""
    require_safe(file)
    try:
        workbook = load_workbook(file, read_only=True, data_only=False, keep_links=False, rich_text=False)
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as broken:
        raise refusal_of(broken) from broken
    try:
        for sheet in workbook.worksheets:
            yield sheet.title, _lines(sheet)
    finally:
        workbook.close()


def _lines(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    sheet.reset_dimensions()  # the dimensions that a file states need not be true
    try:
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
            if number > MOST_LINES:
                raise FileTooManyRows(MOST_LINES)
            yield number, [value_of(cell) for cell in cells]
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as broken:
        raise refusal_of(broken) from broken


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
    return cell.value if isinstance(cell.value, str | int | float | date) else InvalidCell("cell-error")


MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


LONGEST = 16_000
"""The largest number of characters in one cell: Excel stores 32,767 UTF-16 units, and one character may take two."""
