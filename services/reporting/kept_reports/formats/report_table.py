"""A kept report as a table for spreadsheets: CSV of RFC 4180, in UTF-8 with a byte order mark."""

from collections.abc import Sequence

from common.documents.csv_writing import BYTE_ORDER_MARK, csv_of
from reporting.reports.domain.report_content import ReportLine

TEXTS = ReportLine._fields.index("value")
COLUMNS = (*ReportLine._fields[: TEXTS + 1], "estimated")


def report_table(lines: Sequence[ReportLine]) -> str:
    """A number is written as it is, so that -5 stays one; one with an estimate in it is marked. A text that would be a
    formula begins with an apostrophe."""
    rows = [(*line[:TEXTS], line.amount, "x" if line.estimated else "") for line in lines]
    return BYTE_ORDER_MARK + csv_of([COLUMNS, *rows])
