"""Writes the template of an agency and a period, filled with what is entered and what was approved before. Codes and
other texts are texts, so that `00691` keeps its zeros and nothing that somebody entered becomes a formula."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.documents.csv_writing import would_be_formula
from common.documents.fixed_zip import with_fixed_dates, without_invalid_characters
from common.exact_numbers import as_text
from reporting.entry_sheets.formats.sheet_columns import (
    DENOMINATOR,
    HEADINGS,
    MARK,
    NUMERATOR,
    TITLE,
    WIDTHS,
    YES,
)
from reporting.indicators.domain.expected_values import ExpectedValue
from reporting.indicators.domain.values import EnteredValue
from reporting.shared.domain.periods import Period

EXACT_DIGITS = 15
"""As many digits a number of Excel keeps; a longer one is written as text."""
Cell = str | Decimal | None


def write_entry_sheet(agency: str, period: Period, values: Sequence[ExpectedValue]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheet = workbook.create_sheet(TITLE)
    _fill(sheet, [(MARK, agency, str(period)), HEADINGS, *map(line_of, values)])
    for column, width in enumerate(WIDTHS, 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = width
        if HEADINGS[column - 1] not in (NUMERATOR, DENOMINATOR):
            dimension.number_format = "@"  # what is typed there stays a text
    sheet.freeze_panes = "A3"
    file = BytesIO()
    workbook.save(file)
    return with_fixed_dates(file.getvalue(), period.first)


def line_of(expected: ExpectedValue) -> tuple[Cell, ...]:
    indicator, last, previous = expected.indicator, expected.last, expected.previous
    shown = None if previous is None else f"{fraction_of(previous)} ({previous.period})"
    head = (indicator.code, indicator.name_vi, indicator.unit_vi, expected.place, shown)
    if last is None:
        return (*head, None, None, None, None, None, None)
    return (
        *head,
        last.numerator,
        last.denominator,
        YES if last.estimated else None,
        last.source_document,
        last.note,
        str(last.id),
    )


def fraction_of(value: EnteredValue) -> str:
    parts = (value.numerator, value.denominator)
    return "/".join(as_text(part) for part in parts if part is not None)


def _fill(sheet: Worksheet, lines: Iterable[tuple[Cell, ...]]) -> None:
    for number, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            if value is None or value == "":
                continue
            cell = sheet.cell(number, column)
            if isinstance(value, Decimal) and len(value.as_tuple().digits) <= EXACT_DIGITS:
                cell.value = value
            else:
                text = as_text(value) if isinstance(value, Decimal) else value
                cell.value = without_invalid_characters(text)
                cell.data_type = "s"  # otherwise a text that begins with = is a formula
                cell.quotePrefix = would_be_formula(text)  # keeps it a text when somebody edits the cell
                cell.number_format = "@"
            if number <= 2:
                cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
