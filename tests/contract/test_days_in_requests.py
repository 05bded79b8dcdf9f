"""A day in a request is `YYYY-MM-DD`: a number, or digits alone, would be parsed as seconds since 1970."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from common.calendar.province_days import day_of
from common.http.days import Day, Moment

ROOT = Path(__file__).parents[2]


def plain_days() -> Iterator[str]:
    """Yields the fields of requests and query parameters that have a type of the standard library or of pydantic."""
    for file in sorted([*ROOT.glob("services/*/*/api/**/*.py"), *ROOT.glob("libs/common/http/**/*.py")]):
        for node in ast.walk(ast.parse(file.read_text())):
            is_field = isinstance(node, ast.AnnAssign) and file.name.endswith("requests.py")
            is_parameter = (
                isinstance(node, ast.arg) and node.annotation is not None and "Query(" in ast.unparse(node.annotation)
            )
            annotation = node.annotation if isinstance(node, ast.AnnAssign | ast.arg) else None
            if annotation is None or not (is_field or is_parameter):
                continue
            names = {part.id for part in ast.walk(annotation) if isinstance(part, ast.Name)}
            if names & {"date", "datetime", "AwareDatetime"} and not names & {"Day", "Moment"}:
                yield f"{file.relative_to(ROOT)}: {ast.unparse(annotation)}"


def test_requests_use_the_types_of_days_and_moments_that_refuse_numbers() -> None:
    assert list(plain_days()) == []


@pytest.mark.parametrize(
    "value", [0, "0", "1768435200", 1768435200.5, "20260115", "2026-01-15T00:00:00", " 2026-01-15", "2026-1-5"]
)
def test_a_value_that_is_not_a_day_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(value)


@pytest.mark.parametrize("value", [0, "0", "1768435200", "2026-01-15", "2026-01-15T00:00:00"])
def test_a_value_that_is_not_a_moment_with_its_offset_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Moment).validate_python(value)


@pytest.mark.parametrize(
    "value",
    ["9999-12-31T23:59:59-14:00", "9999-12-31T17:00:00Z", "0001-01-01T00:00:00+07:01"],
)
def test_a_moment_of_which_utc_or_the_province_has_no_day_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Moment).validate_python(value)


@pytest.mark.parametrize("value", ["9999-12-31T16:59:59Z", "0001-01-01T00:00:00Z", "0001-01-01T07:00:00+07:00"])
def test_the_first_and_the_last_moment_that_have_days_are_accepted(value: str) -> None:
    assert day_of(TypeAdapter(Moment).validate_python(value))
