"""The table of a kept report is CSV of RFC 4180 in which no text is a formula and every number is one."""

import csv
import io
from decimal import Decimal

from reporting.kept_reports.domain.kept_reports import Difference, differences
from reporting.kept_reports.formats.report_table import report_table
from reporting.reports.domain.report_content import ReportLine


def line(value: int, group: str = "", name: str = "", decimals: int = 0, *, estimated: bool = False) -> ReportLine:
    return ReportLine("by_agency", group, "decisions", name, name, value, decimals, estimated)


def cells(table: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline="")))


def test_a_command_stays_a_text_and_minus_five_a_number() -> None:
    table = report_table([line(-5, "H60.01", "=cmd|' /C calc'!A0")])
    name = "'=cmd|' /C calc'!A0"
    assert cells(table)[1] == ["by_agency", "H60.01", "decisions", name, name, "-5", ""]


def test_a_number_has_its_decimal_places_and_an_estimate_is_marked() -> None:
    table = report_table([line(-1205, decimals=2), line(1205, decimals=3), line(1200, estimated=True)])
    assert [row[-2:] for row in cells(table)[1:]] == [["-12.05", ""], ["1.205", ""], ["1200", "x"]]


def test_the_form_is_that_of_rfc_4180_with_a_byte_order_mark() -> None:
    table = report_table([line(1, "H60.01", 'Sở "Y tế", dân\nsố')])
    assert table == (
        "\ufeffsection,group,key,name_vi,name_en,value,estimated\r\n"
        'by_agency,H60.01,decisions,"Sở ""Y tế"", dân\nsố","Sở ""Y tế"", dân\nsố",1,\r\n'
    )


def test_equal_digits_of_another_decimal_place_are_a_difference() -> None:
    assert differences([line(125, decimals=1)], [line(125)]) == [
        Difference("by_agency/decisions", Decimal("12.5"), Decimal(125))
    ]
    assert differences([line(120, decimals=1)], [line(12)]) == []


def test_a_line_that_is_missing_or_new_or_has_another_value_is_a_difference() -> None:
    kept, computed = (
        [line(1, "a"), line(2, "b"), line(3, "c")],
        [line(1, "a", "another name"), line(5, "b"), line(0, "d")],
    )
    assert differences(kept, computed) == [
        Difference("by_agency/b/decisions", Decimal(2), Decimal(5)),
        Difference("by_agency/c/decisions", Decimal(3), None),
        Difference("by_agency/d/decisions", None, Decimal(0)),
    ]
