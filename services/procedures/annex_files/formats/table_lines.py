"""Parts the lines of an annex into rows, headings, sections and other lines."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from common.documents.refusals import FileTooManyRows
from common.documents.workbooks import InvalidCell, SheetLine
from procedures.annex_files.domain.annex_rows import AnnexRow
from procedures.annex_files.domain.columns import Column
from procedures.annex_files.domain.heading_table import HeadingTable
from procedures.annex_files.domain.sections import AnnexSection, nested, section_in, stated_by
from procedures.annex_files.formats.headings import columns_of
from procedures.annex_files.formats.table_row import row_of
from procedures.shared.domain.other_lines import LineKind, OtherLine

MOST_ITEMS = 2_000
LEAST_HEADINGS = 2
"""Headings of columns that identify a row which a line of headings has at least."""
OF_ROWS_ONLY = frozenset({"kind", "procedure_code", "effective_on"})
"""Columns in which only a row has a cell: a section and a title have none of these."""
NUMBER_OF_COLUMN = re.compile(r"\(?\s*(\d{1,2}|[A-Z])\s*\)?(?:\s*=.*)?")
FEW_COLUMNS = 3


class TableLines:
    """`given` are the columns that a table need not have, since the whole file or a section states them."""

    def __init__(self, headings: HeadingTable, given: Iterable[str]) -> None:
        self.rows: list[AnnexRow] = []
        self.others: list[OtherLine] = []
        self._headings = headings
        self._given = frozenset(given)
        self._columns: list[Column | None] | None = None
        self._sections: tuple[AnnexSection, ...] = ()

    def read(self, lines: Iterable[SheetLine]) -> None:
        """Raises `UnknownFileFormat` and `FileTooManyRows`."""
        for line in lines:
            texts = texts_of(line.cells)
            own = {index: text for index, text in texts.items() if index not in line.merged_cells}
            if texts:
                self._read_line(line, own or texts)

    def _read_line(self, line: SheetLine, texts: Mapping[int, str]) -> None:
        if self._headings.identifying_in(line.cells) >= LEAST_HEADINGS:
            self._columns = columns_of(line.cells, self._headings, self._given)
            self._add(line, LineKind.HEADINGS, texts)
        elif self._columns is not None and are_column_numbers(texts):
            self._add(line, LineKind.COLUMN_NUMBERS, texts)
        elif self._is_row(texts):
            self._add_row(line)
        elif section := section_in(line.number, list(texts.values()), self._sections):
            self._sections = nested(self._sections, section)
            self._add(line, LineKind.SECTION, texts)
        elif self._columns is None:
            self._add(line, LineKind.BANNER, texts)
        elif not self._names_procedure(texts):
            self._add(line, LineKind.TEXT, texts)
        else:
            self._add_row(line)

    def _is_row(self, texts: Mapping[int, str]) -> bool:
        return self._columns is not None and (
            len(texts) >= FEW_COLUMNS or any(name in OF_ROWS_ONLY for name in self._columns_of(texts))
        )

    def _names_procedure(self, texts: Mapping[int, str]) -> bool:
        return "name" in self._columns_of(texts)

    def _columns_of(self, texts: Mapping[int, str]) -> list[str]:
        columns = self._columns or ()
        indexes = (index for index in texts if index < len(columns))
        return [column.name for index in indexes if (column := columns[index]) is not None]

    def _add(self, line: SheetLine, kind: LineKind, texts: Mapping[int, str]) -> None:
        self.others.append(OtherLine(line.number, kind, " | ".join(texts.values())))

    def _add_row(self, line: SheetLine) -> None:
        if len(self.rows) == MOST_ITEMS:
            raise FileTooManyRows(MOST_ITEMS)
        self.rows.append(row_of(line, self._columns or [], stated_by(self._sections)))


def texts_of(cells: Sequence[Any]) -> dict[int, str]:
    """The cells that have a text, by their index."""
    shown = {index: "" if cell is None else str(cell).strip() for index, cell in enumerate(cells)}
    return {index: text for index, text in shown.items() if text or isinstance(cells[index], InvalidCell)}


def are_column_numbers(texts: Mapping[int, str]) -> bool:
    """Whether the line numbers the columns, as the tables of Decisions do below their headings: (1), (2), (3) …"""
    numbers = [match[1] for text in texts.values() if (match := NUMBER_OF_COLUMN.fullmatch(text))]
    counted = [number for number in numbers if number.isdigit()]
    in_order = [str(number) for number in range(1, len(counted) + 1)] == counted
    return len(texts) >= FEW_COLUMNS and len(numbers) == len(texts) and in_order
