"""The headings that annexes have: those of the template, and synonyms, which are data that officers extend."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from procedures.annex_files.domain.columns import BY_KEY, COLUMNS, Column, key_of

NOTES = Column("note", "Ghi chú", "Văn bản; được giữ trong ghi chú của dòng, không thuộc nội dung thủ tục")
"""The column of texts that have no place in an item: they are kept in the notes of the row, each with its text."""
COLUMN_BY_NAME = {column.name: column for column in (*COLUMNS, NOTES)}
IDENTIFYING = frozenset({"number", "kind", "procedure_code", "effective_on", "name"})
LIKENESS = 0.6


@dataclass(frozen=True, slots=True)
class HeadingSynonym:
    """`column` is the name of a column, or `note`. Headings are compared by `key`."""

    heading: str
    column: str
    withdrawn: bool = False

    @property
    def key(self) -> str:
        return key_of(self.heading)


class HeadingTable:
    """Which column a heading names. The headings of the template always name theirs."""

    def __init__(self, column_names: Mapping[str, str]) -> None:
        """`column_names` has the name of a column by the key of a heading; a name that is no column is left out, since
        a later version of this service may have recorded it."""
        known = {key: COLUMN_BY_NAME[name] for key, name in column_names.items() if name in COLUMN_BY_NAME}
        self._columns = {**known, key_of(NOTES.heading): NOTES, **BY_KEY}

    def column_of(self, cell: Any) -> Column | None:
        return self._columns.get(key_of(cell)) if isinstance(cell, str) else None

    def identifying_in(self, cells: Iterable[Any]) -> int:
        """How many headings of columns that identify a row a line has."""
        columns = (column for column in map(self.column_of, cells) if column is not None)
        return len({column.name for column in columns} & IDENTIFYING)

    def nearest(self, heading: str) -> Column | None:
        """The column that a heading which names none is probably meant to name."""
        close = difflib.get_close_matches(key_of(heading)[:100], self._columns, 1, LIKENESS)
        return self._columns[close[0]] if close else None


TEMPLATE = HeadingTable({})
"""The headings of the template alone."""
