"""What a worksheet states about its cells beside their values: hidden rows and columns, merged ranges, and words that
are struck out within a cell. A reader that goes row by row does not learn of merged ranges in time, since the file
states them after the rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO

from defusedxml.ElementTree import DefusedXMLParser
from openpyxl.utils.cell import range_boundaries

CHUNK = 1 << 16
TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns count from 1, both ends included."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int

    @property
    def spans_columns(self) -> bool:
        return self.last_column > self.first_column


@dataclass(slots=True)
class SheetMarks:
    """Rows and columns count from 1. `merges` has each merged range by each of its rows; `struck_cells` are the names
    (`B7`) of cells that hold words which are struck out."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: dict[int, list[Merge]] = field(default_factory=dict)
    struck_cells: set[str] = field(default_factory=set)


class _Target:
    """Receives the elements of a worksheet's XML; keeps only what is marked."""

    def __init__(self, most_columns: int, most_merged_rows: int) -> None:
        self.marks = SheetMarks()
        self.most_columns, self.most_merged_rows = most_columns, most_merged_rows
        self.row = self.merged_rows = 0
        self.cell = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag.rpartition("}")[2]:
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                if attributes.get("hidden") in TRUE:
                    self.marks.hidden_rows.add(self.row)
            case "c":
                self.cell = attributes.get("r", "")
            case "strike" if attributes.get("val", "1") in TRUE:
                self.marks.struck_cells.add(self.cell)
            case "col" if attributes.get("hidden") in TRUE:
                last = min(int(attributes["max"]), self.most_columns)
                self.marks.hidden_columns.update(range(int(attributes["min"]), last + 1))
            case "mergeCell":
                self._merge(attributes["ref"])
            case _:
                pass  # values and formats, which openpyxl reads

    def _merge(self, reference: str) -> None:
        left, top, right, bottom = range_boundaries(reference)
        if left is None or top is None or right is None or bottom is None:
            raise ValueError(f"{reference!r} is no range of cells")
        merge = Merge(left, top, right, bottom)
        self.merged_rows += bottom - top + 1
        if self.merged_rows > self.most_merged_rows:
            raise ValueError("the merged cells cover too many rows")
        for row in range(top, bottom + 1):
            self.marks.merges.setdefault(row, []).append(merge)

    def end(self, tag: str) -> None: ...

    def data(self, data: str) -> None: ...

    def close(self) -> SheetMarks:
        return self.marks


def marks_of(sheet: IO[bytes], most_columns: int, most_merged_rows: int) -> SheetMarks:
    """Reads the XML of a worksheet. Raises `ValueError`, `KeyError` and `SyntaxError` for a broken one."""
    parser = DefusedXMLParser(target=_Target(most_columns, most_merged_rows))
    while chunk := sheet.read(CHUNK):
        parser.feed(chunk)
    marks: SheetMarks = parser.close()
    return marks
