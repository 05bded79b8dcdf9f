"""An object that was decoded in part is like the whole one, but for the skipped fields, which nobody can read
unnoticed."""

from typing import Any

import msgspec
import pytest

from common.contracts.event import Event, encode
from common.contracts.partial_events import FieldNotDecoded, partial_class, partial_reader_of
from common.contracts.parts import Part


class Ground(Part, frozen=True, kw_only=True):
    number: str
    title: str


class Changed(Event, frozen=True, kw_only=True):
    """Never sent."""

    name: str
    ground: Ground
    grounds: tuple[Ground, ...]
    note: str | None = None


GROUND = Ground(number="1/QĐ", title="Công bố")
WHOLE = Changed(name="a", ground=GROUND, grounds=(GROUND,), note="n")


def decoded(*skipped: str, payload: bytes | None = None) -> Any:
    return partial_reader_of(Changed, frozenset(skipped))(encode(WHOLE) if payload is None else payload)


def test_all_other_fields_are_decoded_and_the_object_is_of_its_class() -> None:
    partial = decoded("grounds", "note")
    assert isinstance(partial, Changed)
    assert (partial.name, partial.ground) == ("a", GROUND)
    assert decoded() == WHOLE


@pytest.mark.parametrize("field", ["name", "grounds", "note"])
def test_reading_a_skipped_field_raises_even_with_a_default(field: str) -> None:
    with pytest.raises(FieldNotDecoded, match=f"Changed.{field}"):
        getattr(decoded(field), field)
    with pytest.raises(FieldNotDecoded, match=f"Changed.{field}"):
        getattr(decoded(field), field, None)


def test_a_field_of_a_part_is_skipped_by_itself() -> None:
    ground = decoded("ground.title").ground
    assert isinstance(ground, Ground)
    assert ground.number == "1/QĐ"
    with pytest.raises(FieldNotDecoded, match=r"Ground\.title"):
        ground.title  # noqa: B018 - reading it is what is tested


def test_an_object_with_skipped_fields_cannot_be_encoded() -> None:
    with pytest.raises(TypeError, match="unsupported"):
        encode(decoded("note"))


def test_only_the_skipped_fields_are_not_validated() -> None:
    wrong = encode(WHOLE).replace(b'"note":"n"', b'"note":7')
    assert decoded("note", payload=wrong).name == "a"
    with pytest.raises(msgspec.ValidationError, match="note"):
        decoded("grounds", payload=wrong)


@pytest.mark.parametrize("path", ["nothing", "ground.nothing", "grounds.title", "name.title"])
def test_a_field_that_does_not_exist_cannot_be_skipped(path: str) -> None:
    with pytest.raises(ValueError, match=r"nothing|grounds|name"):
        partial_class(Changed, [path])
