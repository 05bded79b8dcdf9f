"""Reads the annex of a Decision as a table (XLSX or CSV): a line of headings, then lines for items, with sections
between them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO

from common.documents.refusals import FileTooManyRows, UnknownFileFormat
from common.documents.workbooks import MOST_LINES, InvalidCell, SheetLine, sheets_of
from procedures.annex_files.domain.annex_rows import AnnexRow
from procedures.annex_files.domain.columns import COLUMNS
from procedures.annex_files.domain.heading_table import HeadingTable
from procedures.annex_files.formats.table_lines import LEAST_HEADINGS, TableLines, texts_of
from procedures.shared.domain.other_lines import LineKind, OtherLine
from procedures.shared.formats.csv_tables import BANNER, read_table

FORMULA = re.compile(r"""\s*(?: [=＝@＠] | [+＋] (?: [\w$.]*[!|(] | [\d.,]+[+*/^-] ) )""", re.VERBOSE)
"""What a spreadsheet takes for a formula in a CSV file. `+ Đơn đề nghị` is a bullet, `+84…` a number."""


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """`others` are the lines that are no rows, in the order of the file."""

    rows: list[AnnexRow]
    others: list[OtherLine]


def is_workbook(file: IO[bytes]) -> bool:
    start = file.read(4)
    file.seek(0)
    return start == b"PK\x03\x04"


def annex_table(file: IO[bytes], headings: HeadingTable, given: Iterable[str] = ()) -> AnnexTable:
    """`given` are the columns that the table need not have. Raises `UnknownFileFormat`, `UnsafeFile` and
    `FileTooManyRows`."""
    lines = TableLines(headings, given)
    others = _read_workbook(file, headings, lines) if is_workbook(file) else _read_csv(file, headings, lines)
    if not lines.rows:
        raise UnknownFileFormat("the table has no line below its headings")
    return AnnexTable(lines.rows, [*lines.others, *others])


def _read_workbook(file: IO[bytes], headings: HeadingTable, table: TableLines) -> list[OtherLine]:
    """Reads the only sheet that has the headings; the lines of other sheets are returned."""
    others: list[OtherLine] = []
    found = False
    for title, lines in sheets_of(file):
        beginning = list(islice(lines, BANNER))
        if not any(headings.identifying_in(line.cells) >= LEAST_HEADINGS for line in beginning):
            others += (_of_other_sheet(title, line) for line in chain(beginning, lines))
        elif found:
            raise UnknownFileFormat(f"the sheet {title[:60]!r} is the second one with the headings of an annex")
        else:
            found = True
            table.read(chain(beginning, lines))
    if not found:
        raise UnknownFileFormat(_no_headings())
    return others


def _of_other_sheet(title: str, line: SheetLine) -> OtherLine:
    return OtherLine(line.number, LineKind.OTHER_SHEET, " | ".join((title, *texts_of(line.cells).values())))


def _read_csv(file: IO[bytes], headings: HeadingTable, table: TableLines) -> list[OtherLine]:
    example = f"{COLUMNS[1].heading!r} and {COLUMNS[2].heading!r}"
    for found in read_table(file, headings.identifying_in, LEAST_HEADINGS, example):
        table.read(map(_csv_line, chain(found.beginning, found.lines)))
    return []


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
