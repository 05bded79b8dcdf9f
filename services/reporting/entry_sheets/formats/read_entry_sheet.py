"""Reads an uploaded workbook. It is checked before it is opened; formulas are refused, and nothing is evaluated."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import IO, Any
from uuid import UUID

from common.documents.refusals import FileTooManyRows, UnsafeFile
from common.documents.workbooks import InvalidCell, SheetLine, require_safe, sheets_of
from common.http.text_forms import lines, one_line
from reporting.entry_sheets.domain.entry_sheets import EntryLine, EntrySheet, LineFault
from reporting.entry_sheets.domain.refusals import EntrySheetUnknown
from reporting.entry_sheets.formats.sheet_columns import (
    DENOMINATOR,
    ESTIMATED,
    HEADINGS,
    INDICATOR,
    MARK,
    NOTE,
    NUMERATOR,
    PLACE,
    REPLACES,
    SOURCE,
    YES,
)
from reporting.indicators.domain.values import decimals_of
from reporting.shared.domain.periods import parse_period

MOST_LINES = 5_000
MOST_INTEGER_DIGITS, MOST_DECIMALS = 18, 6
LONGEST = {INDICATOR: 60, PLACE: 35, SOURCE: 1_000, NOTE: 10_000}
WRITTEN = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,6})?", re.ASCII)
MACROS = re.compile(r"vbaproject|macrosheets|activex", re.IGNORECASE)


class UnreadableCell(Exception):
    """Why a cell is refused: its column, in English and in Vietnamese."""

    def __init__(self, column: str, detail: str, detail_vi: str) -> None:
        super().__init__(detail)
        self.column, self.detail, self.detail_vi = column, detail, detail_vi


def read_entry_sheet(file: IO[bytes]) -> EntrySheet:
    """Raises `UnknownFileFormat`, `UnsafeFile`, `FileTooManyRows`, `EntrySheetUnknown`, and the refusals of
    `parse_period`."""
    require_safe(file)
    require_no_macros(file)
    sheets = sheets_of(file)
    try:
        _, table = next(sheets)
        return _sheet_of(table)
    except StopIteration:
        raise EntrySheetUnknown("it has no sheet") from None
    finally:
        sheets.close()


def require_no_macros(file: IO[bytes]) -> None:
    """Raises `UnsafeFile` for a workbook that holds a program."""
    with zipfile.ZipFile(file) as archive:
        if any(MACROS.search(name) for name in archive.namelist()):
            raise UnsafeFile("the workbook has macros: save it as .xlsx without them")
    file.seek(0)


def _sheet_of(table: Iterator[SheetLine]) -> EntrySheet:
    head, headings = next(table, None), next(table, None)
    if head is None or headings is None or head.number != 1 or headings.number != 2:
        raise EntrySheetUnknown("its first two lines are missing")
    mark, agency, period = (*head.cells, None, None, None)[:3]
    if mark != MARK or not isinstance(agency, str) or not isinstance(period, str):
        raise EntrySheetUnknown("its first line does not name the template, the agency and the period")
    if tuple(headings.cells[: len(HEADINGS)]) != HEADINGS:
        raise EntrySheetUnknown("its headings are others")
    parsed, faults = [], []
    for count, line in enumerate(table, 1):
        if count > MOST_LINES:
            raise FileTooManyRows(MOST_LINES)
        try:
            parsed.append(_entry_line(line))
        except UnreadableCell as cell:
            faults.append(LineFault(line.number, "cell-unreadable", cell.column, cell.detail, cell.detail_vi))
    return EntrySheet(agency, parse_period(period), tuple(parsed), tuple(faults))


def _entry_line(line: SheetLine) -> EntryLine:
    """Raises `UnreadableCell`."""
    cells: dict[str, Any] = dict(zip(HEADINGS, (*line.cells, *[None] * len(HEADINGS)), strict=False))
    for column, cell in cells.items():
        if isinstance(cell, InvalidCell):
            raise UnreadableCell(
                column, f"{column}: the cell is a formula or an error", f"{column}: ô là công thức hoặc lỗi"
            )
    estimated = _text(cells, ESTIMATED)
    if estimated is not None and estimated.casefold() != YES:
        raise UnreadableCell(ESTIMATED, f"{ESTIMATED}: it is {YES} or empty", f"{ESTIMATED}: ghi {YES} hoặc để trống")
    numerator, denominator = _number(cells, NUMERATOR), _number(cells, DENOMINATOR)
    if numerator is None and denominator is not None:
        raise UnreadableCell(NUMERATOR, f"{NUMERATOR}: it is missing", f"{NUMERATOR}: chưa có")
    return EntryLine(
        line=line.number,
        indicator=_text(cells, INDICATOR) or "",
        place=_text(cells, PLACE) or "",
        numerator=numerator,
        denominator=denominator,
        estimated=estimated is not None,
        source_document=_text(cells, SOURCE),
        note=_text(cells, NOTE),
        replaces=_id(cells, REPLACES),
    )


def _text(cells: Mapping[str, Any], column: str) -> str | None:
    """A code that was typed as a number has lost its zeros, so only text is a text."""
    cell = cells[column]
    if cell is None:
        return None
    if not isinstance(cell, str):
        raise UnreadableCell(column, f"{column}: the cell is not a text", f"{column}: ô không phải dạng văn bản")
    try:
        text: str = lines(cell) if column == NOTE else one_line(cell)
    except ValueError as error:
        raise UnreadableCell(column, f"{column}: {error}", f"{column}: văn bản không hợp lệ") from error
    if len(text) > LONGEST.get(column, 100):
        raise UnreadableCell(column, f"{column}: the text is too long", f"{column}: văn bản quá dài")
    return text or None


def _number(cells: Mapping[str, Any], column: str) -> Decimal | None:
    """A number as Excel shows it, or a text in the same form."""
    cell = cells[column]
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    try:
        number = Decimal(cell.strip() if isinstance(cell, str) else repr(cell))
    except (InvalidOperation, ValueError):
        number = None
    is_written = not isinstance(cell, str) or WRITTEN.fullmatch(cell.strip()) is not None
    if number is None or not is_written or not number.is_finite() or not _is_in_bounds(number):
        raise UnreadableCell(column, f"{column}: it is no number", f"{column}: không phải là số")
    return number


def _is_in_bounds(number: Decimal) -> bool:
    return abs(number) < 10**MOST_INTEGER_DIGITS and decimals_of(number) <= MOST_DECIMALS


def _id(cells: Mapping[str, Any], column: str) -> UUID | None:
    text = _text(cells, column)
    try:
        return None if text is None else UUID(text)
    except ValueError as error:
        raise UnreadableCell(column, f"{column}: it is no id of a value", f"{column}: không phải mã số liệu") from error
