"""Reads the annex of a Decision as a table (XLSX or CSV): one line of headings, then one line for each item."""

import csv
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from typing import IO, Any

from procedures.annex_files.domain.annex_rows import AnnexRow, Cell, Fault
from procedures.annex_files.domain.columns import BY_KEY, COLUMNS, Column, key_of
from procedures.shared.formats.refusals import FileTooManyRows, UnknownFileFormat
from procedures.shared.formats.workbooks import MOST_LINES, InvalidCell, sheets_of

MOST_ITEMS = 2_000
BANNER = 20
"""Lines at the beginning of a table among which the headings must be."""
Line = tuple[int, Sequence[Any]]
DETAIL_OF_RULE = {
    "cell-formula": "the cell has a formula; write its value instead",
    "cell-error": "the cell has an error, or a value of an unsupported type",
    "day-with-time": "the cell has a day with a time of day",
    "cell-encoding": "the cell is not encoded in UTF-8",
}


def is_workbook(file: IO[bytes]) -> bool:
    start = file.read(4)
    file.seek(0)
    return start == b"PK\x03\x04"


def annex_rows(file: IO[bytes]) -> list[AnnexRow]:
    """Raises `UnknownFileFormat`, `UnsafeFile` and `FileTooManyRows`."""
    rows = list(_rows_of_workbook(file) if is_workbook(file) else _rows_of_csv(file))
    if not rows:
        raise UnknownFileFormat("the table has no line below its headings")
    return rows


def _rows_of_workbook(file: IO[bytes]) -> Iterator[AnnexRow]:
    """The rows of the only sheet that has the headings."""
    rows: list[AnnexRow] | None = None
    for title, lines in sheets_of(file):
        if (columns := _headings(lines)) is None:
            continue
        if rows is not None:
            raise UnknownFileFormat(f"the sheet {title[:60]!r} is the second one with the headings of an annex")
        rows = list(_rows(lines, columns))
    if rows is None:
        raise UnknownFileFormat(_no_headings())
    yield from rows


def _rows_of_csv(file: IO[bytes]) -> Iterator[AnnexRow]:
    text = TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        beginning = text.read(100_000)
        text.seek(0)
        delimiter = ";" if beginning.count(";") > beginning.count(",") else ","
        reader = csv.reader(text, strict=True, delimiter=delimiter)
        lines = _csv_lines(reader)
        if (columns := _headings(lines)) is None:
            raise UnknownFileFormat(_no_headings())
        yield from _rows(lines, columns)
    except csv.Error as error:
        raise UnknownFileFormat(f"the table cannot be read: {error}") from error
    finally:
        text.detach()


def _csv_lines(reader: Any) -> Iterator[Line]:
    before = 0
    for cells in reader:
        if reader.line_num > MOST_LINES * 10:
            raise FileTooManyRows(MOST_LINES)
        yield before + 1, [_csv_cell(cell) for cell in cells]
        before = reader.line_num


def _csv_cell(cell: str) -> str | InvalidCell | None:
    if any("\udc80" <= char <= "\udcff" for char in cell):
        return InvalidCell("cell-encoding")
    return InvalidCell("cell-formula") if cell.lstrip().startswith(("=", "@", "+", "＝", "＠", "＋")) else cell


def _headings(lines: Iterator[Line]) -> list[Column | None] | None:
    """The columns of the line of headings, or None where there is none. Raises `UnknownFileFormat` for a heading that
    is unknown, repeated or missing."""
    for index, (_, cells) in enumerate(lines):
        if index >= BANNER:
            return None
        headings = [str(cell).strip() if isinstance(cell, str) else "" for cell in cells]
        columns = [BY_KEY.get(key_of(heading)) if heading else None for heading in headings]
        if sum(column is not None and column.required for column in columns) >= 2:
            _check_headings(headings, columns)
            return columns
    return None


def _check_headings(headings: list[str], columns: list[Column | None]) -> None:
    known = [column for column in columns if column is not None]
    pairs = zip(headings, columns, strict=True)
    if unknown := [heading[:60] for heading, column in pairs if heading and column is None]:
        raise UnknownFileFormat(f"these headings are no column of an annex: {', '.join(unknown)}")
    if repeated := sorted({column.heading for column in known if known.count(column) > 1}):
        raise UnknownFileFormat(f"these headings are repeated: {', '.join(repeated)}")
    if missing := [column.heading for column in COLUMNS if column.required and column not in known]:
        raise UnknownFileFormat(f"these headings are missing: {', '.join(missing)}")


def _no_headings() -> str:
    return (
        f"none of the first {BANNER} lines has the headings of an annex,"
        f" such as {COLUMNS[1].heading!r} and {COLUMNS[2].heading!r}"
    )


def _rows(lines: Iterator[Line], columns: list[Column | None]) -> Iterator[AnnexRow]:
    count = 0
    for number, cells in lines:
        if all(cell is None or not str(cell).strip() for cell in cells):
            continue
        count += 1
        if count > MOST_ITEMS:
            raise FileTooManyRows(MOST_ITEMS)
        yield _row(number, cells, columns)


def _row(number: int, cells: Sequence[Any], columns: list[Column | None]) -> AnnexRow:
    values: dict[str, Cell] = {}
    faults: list[Fault] = []
    for index, cell in enumerate(cells):
        column = columns[index] if index < len(columns) else None
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        if column is None:
            faults.append(Fault("cell-without-heading", f"#{index + 1}", "the cell is in a column without a heading"))
        elif isinstance(cell, InvalidCell):
            faults.append(Fault(str(cell), column.heading, DETAIL_OF_RULE[cell]))
        else:
            values[column.name] = cell
    return AnnexRow(number, values, tuple(faults))
