"""Tables as CSV (RFC 4180) that a spreadsheet opens without evaluating any text in them."""

import csv
import io
from collections.abc import Iterable

CSV = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
"""Begins a file: without it Excel decodes the file with the local code page."""
STARTS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""A spreadsheet evaluates a text that begins with one of these as a formula; some normalise the full-width forms
first, and skip white space."""


def csv_of(rows: Iterable[Iterable[object]]) -> str:
    """Writes rows. A text that would be a formula gets an apostrophe in front; all else, such as the number -5, is
    written as it is, and None as nothing."""
    file = io.StringIO()
    csv.writer(file).writerows([cell_of(value) for value in row] for row in rows)
    return file.getvalue()


def cell_of(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and would_be_formula(value) else value


def would_be_formula(text: str) -> bool:
    return text.startswith(STARTS_FORMULA)
