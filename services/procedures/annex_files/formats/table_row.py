"""A line of an annex that is a row: its cells by column, with the faults of single cells and what the sheet shows
beside its values."""

from collections.abc import Iterator, Sequence

from common.documents.workbooks import InvalidCell, SheetLine
from procedures.annex_files.domain.annex_rows import AnnexRow, Cell, Fault
from procedures.annex_files.domain.columns import Column
from procedures.annex_files.domain.heading_table import NOTES
from procedures.annex_files.domain.sections import Stated

DETAIL_OF_RULE = {
    "cell-formula": "the cell has a formula; write its value instead",
    "cell-error": "the cell has an error, or a value of an unsupported type",
    "day-with-time": "the cell has a day with a time of day",
    "cell-encoding": "the cell has bytes that are not of the encoding of the file",
    "cell-merged": "the cell is merged over several columns; give each column its own value",
}


def row_of(line: SheetLine, columns: Sequence[Column | None], stated: Stated) -> AnnexRow:
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
    return AnnexRow(line.number, values, tuple(faults), tuple(notes), stated)


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
