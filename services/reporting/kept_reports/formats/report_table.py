"""A kept report as a table for spreadsheets: CSV of RFC 4180, in UTF-8 with a byte order mark."""

import csv
import io
from collections.abc import Sequence

from reporting.reports.domain.report_content import ReportLine

CSV = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel decodes the file with the local code page."""
STARTS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""A spreadsheet evaluates a text that begins with one of these; some normalise the full-width forms first."""


def report_table(lines: Sequence[ReportLine]) -> str:
    """A number is written as it is, so that -5 stays one; a text that would be a formula begins with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(ReportLine._fields)
    writer.writerows([cell if isinstance(cell, int) else text_cell(cell) for cell in line] for line in lines)
    return BYTE_ORDER_MARK + file.getvalue()


def text_cell(text: str) -> str:
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text
