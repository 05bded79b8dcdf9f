"""The line of headings of an annex: which column each cell names, or a refusal that says what to change."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from common.documents.refusals import UnknownFileFormat
from procedures.annex_files.domain.columns import COLUMNS, Column
from procedures.annex_files.domain.heading_table import NOTES, HeadingTable
from procedures.annex_files.domain.vocabulary import words_of

LONGEST_SHOWN = 200


def columns_of(cells: Sequence[Any], table: HeadingTable, given: Collection[str]) -> list[Column | None]:
    """Raises `UnknownFileFormat` for a heading that is unknown, repeated or missing: it lists the headings that were
    found with their columns, those that are missed, and the words that the cells of each column may hold. A column of
    notes keeps the heading that it has in the file. The columns `given` may be missing."""
    headings = [str(cell).strip() if isinstance(cell, str) else "" for cell in cells]
    columns = [table.column_of(heading) for heading in headings]
    known = [column for column in columns if column is not None]
    pairs = [(heading, column) for heading, column in zip(headings, columns, strict=True) if heading]
    unknown = [heading[:LONGEST_SHOWN] for heading, column in pairs if column is None]
    repeated = sorted({column.heading for column in known if column is not NOTES and known.count(column) > 1})
    needed = [column for column in COLUMNS if column.required and column.name not in given]
    missing = [column.heading for column in needed if column not in known]
    if not (unknown or repeated or missing):
        return [
            replace(NOTES, heading=heading) if column is NOTES else column
            for heading, column in zip(headings, columns, strict=True)
        ]
    reasons = (
        ("these headings are no column of an annex", unknown),
        ("these columns have several headings", repeated),
        ("these columns are missing", missing),
    )
    detail = "; ".join(f"{reason}: {', '.join(names)}" for reason, names in reasons if names)
    raise UnknownFileFormat(
        detail,
        found=[{"heading": heading[:LONGEST_SHOWN], "column": column.heading} for heading, column in pairs if column],
        unknown=[{"heading": heading, "nearest": _nearest(heading, table)} for heading in unknown],
        repeated=repeated,
        missing=missing,
        columns=[
            {"heading": column.heading, "required": column.required, "words": list(words_of(column.name))}
            for column in (*COLUMNS, NOTES)
        ],
    )


def _nearest(heading: str, table: HeadingTable) -> str | None:
    column = table.nearest(heading)
    return None if column is None else column.heading
