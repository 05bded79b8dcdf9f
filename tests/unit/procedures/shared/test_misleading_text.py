"""Text that reads differently from how it is stored: full-width formula signs, and characters that change the direction
of a name."""

import pytest
from pydantic import TypeAdapter, ValidationError

from procedures.open_data.formats.table import csv_of
from procedures.shared.api.text_fields import Line


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_a_cell_that_begins_with_a_sign_of_a_formula_is_written_as_text(sign: str) -> None:
    assert csv_of([(f"{sign}A1",)]) == f"'{sign}A1\r\n"


@pytest.mark.parametrize("character", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_a_name_with_a_character_that_changes_its_direction_is_refused(character: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Line).validate_python(f"Cấp giấy{character} phép")
