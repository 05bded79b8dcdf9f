"""Days as they are written in files."""

from datetime import date

import pytest

from procedures.shared.domain.written_days import day_in


@pytest.mark.parametrize("text", ["2026-02-01", "1/2/2026", "01/02/2026", " 01/02/2026\n"])
def test_a_day_is_read_from_either_form(text: str) -> None:
    assert day_in(text) == date(2026, 2, 1)


@pytest.mark.parametrize(
    "text", ["", "30/02/2026", "2026-2-1", "01/02/26", "2026/02/01", "٠١/٠٢/٢٠٢٦", "01/02/2026 08:00"]
)
def test_what_no_calendar_has_and_any_other_form_is_no_day(text: str) -> None:
    assert day_in(text) is None
