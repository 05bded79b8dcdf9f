"""A kept report as a table for spreadsheets: CSV of RFC 4180, in UTF-8 with a byte order mark."""

from collections.abc import Sequence

from common.documents.csv_writing import BYTE_ORDER_MARK, csv_of
from reporting.reports.domain.report_content import ReportLine


def report_table(lines: Sequence[ReportLine]) -> str:
    """A number is written as it is, so that -5 stays one; a text that would be a formula begins with an apostrophe."""
    return BYTE_ORDER_MARK + csv_of([ReportLine._fields, *lines])
