"""Text that reads differently from how it is stored: characters that change the direction of a name."""

import pytest
from pydantic import TypeAdapter, ValidationError

from procedures.shared.api.text_fields import Line


@pytest.mark.parametrize("character", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_a_name_with_a_character_that_changes_its_direction_is_refused(character: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Line).validate_python(f"Cấp giấy{character} phép")
