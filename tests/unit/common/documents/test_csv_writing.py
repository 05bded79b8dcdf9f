"""A spreadsheet evaluates no text of a table, and every number is one."""

import csv
import io
from datetime import date

import pytest

from common.documents.csv_writing import csv_of, would_be_formula

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]


def cells(table: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table, newline="")))


@pytest.mark.parametrize("start", STARTS)
def test_a_text_that_begins_as_a_formula_does_begins_with_an_apostrophe(start: str) -> None:
    assert would_be_formula(f"{start}1+1")
    assert cells(csv_of([("code", f"{start}1+1")])) == [["code", f"'{start}1+1"]]


def test_a_command_stays_a_text_and_minus_five_a_number() -> None:
    assert cells(csv_of([("=cmd|' /C calc'!A0", -5, "-5")])) == [["'=cmd|' /C calc'!A0", "-5", "'-5"]]


def test_other_values_stay_as_they_are() -> None:
    values = ("", "Sở Tư pháp", "1.004567", "00691", "a=b", None, date(2026, 1, 2), 0)
    assert cells(csv_of([values])) == [["", "Sở Tư pháp", "1.004567", "00691", "a=b", "", "2026-01-02", "0"]]


def test_the_form_is_that_of_rfc_4180() -> None:
    assert csv_of([("a", 'Sở "Y tế", dân\nsố'), ("b", 1)]) == 'a,"Sở ""Y tế"", dân\nsố"\r\nb,1\r\n'
