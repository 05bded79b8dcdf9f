"""Reads the annex of a Decision as a table (XLSX or CSV): one line of headings, then one line for each item."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import IO

from procedures.annex_files.domain.annex_rows import AnnexRow, Cell, Fault
from procedures.annex_files.domain.columns import COLUMNS, Column
from procedures.annex_files.domain.heading_synonyms import NOTES, HeadingTable
from procedures.annex_files.formats.headings import columns_of
from procedures.shared.formats.csv_tables import BANNER, read_table
from procedures.shared.formats.refusals import FileTooManyRows, UnknownFileFormat
from procedures.shared.formats.workbooks import MOST_LINES, InvalidCell, SheetLine, sheets_of

MOST_ITEMS = 2_000
LEAST_HEADINGS = 2
"""Headings of required columns that a line of headings has at least."""
FORMULA = re.compile(r"""\s*(?: [=＝@＠] | [+＋] (?: [\w$.]*[!|(] | [\d.,]+[+*/^-] ) )""", re.VERBOSE)
"""What a spreadsheet takes for a formula in a CSV file. `+ Đơn đề nghị` is a bullet, `+84…` a number."""
DETAIL_OF_RULE = {
    "cell-formula": "the cell has a formula; write its value instead",
    "cell-error": "the cell has an error, or a value of an unsupported type",
    "day-with-time": "the cell has a day with a time of day",
    "cell-encoding": "the cell has bytes that are not of the encoding of the file",
    "cell-merged": "the cell is merged over several columns; give each column its own value",
}


def is_workbook(file: IO[bytes]) -> bool:
    start = file.read(4)
    file.seek(0)
    return start == b"PK\x03\x04"


def annex_rows(file: IO[bytes], headings: HeadingTable) -> list[AnnexRow]:
    """Raises `UnknownFileFormat`, `UnsafeFile` and `FileTooManyRows`."""
    rows = list(_rows_of_workbook(file, headings) if is_workbook(file) else _rows_of_csv(file, headings))
    if not rows:
        raise UnknownFileFormat("the table has no line below its headings")
    return rows


def _rows_of_workbook(file: IO[bytes], table: HeadingTable) -> Iterator[AnnexRow]:
    """The rows of the only sheet that has the headings."""
    rows: list[AnnexRow] | None = None
    for title, lines in sheets_of(file):
        headings = next((line for line in islice(lines, BANNER) if table.required_in(line.cells) >= LEAST_HEADINGS), None)
        if headings is None:
            continue
        columns = columns_of(headings.cells, table)
        if rows is not None:
            raise UnknownFileFormat(f"the sheet {title[:60]!r} is the second one with the headings of an annex")
        rows = list(_rows(lines, columns))
    if rows is None:
        raise UnknownFileFormat(_no_headings())
    yield from rows


def _rows_of_csv(file: IO[bytes], headings: HeadingTable) -> Iterator[AnnexRow]:
    example = f"{COLUMNS[1].heading!r} and {COLUMNS[2].heading!r}"
    for table in read_table(file, headings.required_in, LEAST_HEADINGS, example):
        columns = columns_of(table.headings, headings)
        yield from _rows(map(_csv_line, table.lines), columns)


def _csv_line(line: tuple[int, list[str]]) -> SheetLine:
    number, cells = line
    if number > MOST_LINES * 10:
        raise FileTooManyRows(MOST_LINES)
    return SheetLine(number, [_csv_cell(cell) for cell in cells])


def _csv_cell(cell: str) -> str | InvalidCell | None:
    if any("\udc80" <= char <= "\udcff" for char in cell):
        return InvalidCell("cell-encoding")
    return InvalidCell("cell-formula") if FORMULA.match(cell) else cell


def _no_headings() -> str:
    return (
        f"none of the first {BANNER} lines has the headings of an annex,"
        f" such as {COLUMNS[1].heading!r} and {COLUMNS[2].heading!r}"
    )


def _rows(lines: Iterator[SheetLine], columns: list[Column | None]) -> Iterator[AnnexRow]:
    count = 0
    for line in lines:
        if all(cell is None or not str(cell).strip() for cell in line.cells):
            continue
        count += 1
        if count > MOST_ITEMS:
            raise FileTooManyRows(MOST_ITEMS)
        yield _row(line, columns)


def _row(line: SheetLine, columns: list[Column | None]) -> AnnexRow:
    values: dict[str, Cell] = {}
    faults: list[Fault] = []
    notes = list(_marks_of_row(line))
    for index, cell in enumerate(line.cells):
        column = columns[index] if index < len(columns) else None
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        if column is None:
            faults.append(Fault("cell-without-heading", f"#{index + 1}", "the cell is in a column without a heading"))
        elif isinstance(cell, InvalidCell):
            faults.append(Fault(str(cell), column.heading, DETAIL_OF_RULE[cell]))
        elif index in line.wide_cells:
            faults.append(Fault("cell-merged", column.heading, DETAIL_OF_RULE["cell-merged"]))
        elif column.name == NOTES.name:
            notes.append(Fault("part-without-place", column.heading, str(cell)))
        else:
            values[column.name] = cell
            notes += _marks(line, index, column.heading)
    return AnnexRow(line.number, values, tuple(faults), tuple(notes))


def _marks_of_row(line: SheetLine) -> Iterator[Fault]:
    """What an officer should look at, since it may not be meant as it is read."""
    if line.hidden:
        yield Fault("row-hidden", "row", "the row is hidden in the sheet")
    if line.all_struck:
        yield Fault("text-struck-out", "row", "the row is struck out")


def _marks(line: SheetLine, index: int, heading: str) -> Iterator[Fault]:
    if index in line.hidden_cells:
        yield Fault("column-hidden", heading, "the column is hidden in the sheet")
    if index in line.struck_cells and not line.all_struck:
        yield Fault("text-struck-out", heading, "text of the cell is struck out")
    if index in line.merged_cells:
        yield Fault("cell-merged-below", heading, "the value of the merged cell above holds for this row too")
