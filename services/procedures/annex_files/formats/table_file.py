"""The annex of a Decision as a table (XLSX or CSV): one line of headings, then one line for each item."""

import csv
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from typing import IO, Any

from procedures.annex_files.domain.annex_rows import AnnexRow, Cell, Fault
from procedures.annex_files.domain.columns import BY_KEY, COLUMNS, Column, key_of
from procedures.shared.formats.refusals import FileTooManyRows, UnknownFileFormat
from procedures.shared.formats.workbooks import MOST_LINES, Spoilt, sheets_of

MOST_ITEMS = 2_000
BANNER = 20
"""Lines among which the headings must stand."""
Line = tuple[int, Sequence[Any]]
WHY = {
    "cell-formula": "the cell holds a formula; put its value there",
    "cell-error": "the cell holds an error or no value of a table",
    "day-with-time": "a day with a time of day",
    "cell-encoding": "the cell is not written in UTF-8",
}


def is_workbook(file: IO[bytes]) -> bool:
    start = file.read(4)
    file.seek(0)
    return start == b"PK\x03\x04"


def annex_rows(file: IO[bytes]) -> list[AnnexRow]:
    """Raises `UnknownFileFormat`, `UnsafeFile` and `FileTooManyRows`."""
    found = list(_of_workbook(file) if is_workbook(file) else _of_csv(file))
    if not found:
        raise UnknownFileFormat("the table has no line below its headings")
    return found


def _of_workbook(file: IO[bytes]) -> Iterator[AnnexRow]:
    """The one sheet that has the headings."""
    read: list[AnnexRow] | None = None
    for title, lines in sheets_of(file):
        if (columns := _headings(lines)) is None:
            continue
        if read is not None:
            raise UnknownFileFormat(f"the sheet {title[:60]!r} is the second one with the headings of an annex")
        read = list(_rows(lines, columns))
    if read is None:
        raise UnknownFileFormat(_no_headings())
    yield from read


def _of_csv(file: IO[bytes]) -> Iterator[AnnexRow]:
    text = TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        first = text.read(100_000)
        text.seek(0)
        reader = csv.reader(text, strict=True, delimiter=";" if first.count(";") > first.count(",") else ",")
        lines = _csv_lines(reader)
        if (columns := _headings(lines)) is None:
            raise UnknownFileFormat(_no_headings())
        yield from _rows(lines, columns)
    except csv.Error as broken:
        raise UnknownFileFormat(f"the table cannot be read: {broken}") from broken
    finally:
        text.detach()


def _csv_lines(reader: Any) -> Iterator[Line]:
    before = 0
    for cells in reader:
        if reader.line_num > MOST_LINES * 10:
            raise FileTooManyRows(MOST_LINES)
        yield before + 1, [_csv_cell(cell) for cell in cells]
        before = reader.line_num


def _csv_cell(cell: str) -> str | Spoilt | None:
    if any("\udc80" <= sign <= "\udcff" for sign in cell):
        return Spoilt("cell-encoding")
    return Spoilt("cell-formula") if cell.lstrip().startswith(("=", "@", "+", "＝", "＠", "＋")) else cell


def _headings(lines: Iterator[Line]) -> list[Column | None] | None:
    """Raises `UnknownFileFormat` for a heading that is unknown, stands twice, or is missing."""
    for place, (_, cells) in enumerate(lines):
        if place >= BANNER:
            return None
        named = [str(cell).strip() if isinstance(cell, str) else "" for cell in cells]
        columns = [BY_KEY.get(key_of(name)) if name else None for name in named]
        if sum(column is not None and column.required for column in columns) >= 2:
            _require_all(named, columns)
            return columns
    return None


def _require_all(named: list[str], columns: list[Column | None]) -> None:
    known = [column for column in columns if column is not None]
    if strange := [name[:60] for name, column in zip(named, columns, strict=True) if name and column is None]:
        raise UnknownFileFormat(f"these headings are no column of an annex: {', '.join(strange)}")
    if twice := sorted({column.heading for column in known if known.count(column) > 1}):
        raise UnknownFileFormat(f"these headings stand twice: {', '.join(twice)}")
    if lacking := [column.heading for column in COLUMNS if column.required and column not in known]:
        raise UnknownFileFormat(f"these headings are missing: {', '.join(lacking)}")


def _no_headings() -> str:
    return (
        f"no line among the first {BANNER} has the headings of an annex,"
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
    said: dict[str, Cell] = {}
    faults: list[Fault] = []
    for place, cell in enumerate(cells):
        column = columns[place] if place < len(columns) else None
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        if column is None:
            faults.append(Fault("cell-without-heading", f"#{place + 1}", "the cell stands below no heading"))
        elif isinstance(cell, Spoilt):
            faults.append(Fault(str(cell), column.heading, WHY[cell]))
        else:
            said[column.name] = cell
    return AnnexRow(number, said, tuple(faults))
