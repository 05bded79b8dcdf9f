"""A payload is hashed, sent and stored as bytes, which must be those that every implementation of RFC 8785 writes for
the same data."""

from datetime import UTC, date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from common.contracts.documents import all_types
from common.contracts.event import Event, UnknownEventType, decode, encode, event, type_of, upcasts
from common.contracts.parts import Part

CONTRACTS = [known.payload for known in all_types()]
EXACT = 2**53 - 1  # beyond it RFC 8785 has no integers: JavaScript would round them
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(),
    int: st.integers(-EXACT, EXACT),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    type(None): st.none(),
}


class Leaf(Part, frozen=True, kw_only=True):
    zeta: str
    Alpha: int
    alpha: tuple[tuple[int, ...], ...] = ()
    a1: bool | None = None


@event("canon.noted.v1", source="canon", subject="name")
class Noted(Event, frozen=True, kw_only=True):
    """Never sent: has a field of each type that a payload may have."""

    name: str
    _under: int
    Upper: str | None
    leaves: tuple[Leaf, ...]
    at: datetime
    leaf: Leaf | None = None


@event("canon.moved.v2", source="canon", subject="name")
class Moved(Event, frozen=True, kw_only=True):
    """Never sent: a second version, after the first was retired."""

    name: str
    metres: int


@upcasts("canon.moved.v1")
def in_metres(payload: bytes) -> Moved:
    old = msgspec.json.decode(payload)
    return Moved(name=old["name"], metres=old["kilometres"] * 1000)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Generates values of a type that payloads have."""
    if kind in PLAIN:
        return PLAIN[kind]
    if get_origin(kind) in (Union, UnionType):
        return st.one_of([values(part) for part in get_args(kind)])
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=3).map(tuple)
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    return st.builds(kind, **{field.name: values(field.type) for field in msgspec.structs.fields(kind)})


payloads = st.sampled_from([*CONTRACTS, Noted]).flatmap(values)


@given(payloads)
def test_the_bytes_are_those_of_the_reference_implementation(payload: Event) -> None:
    assert encode(payload) == rfc8785.dumps(msgspec.to_builtins(payload))


@given(payloads)
def test_a_decoded_payload_equals_the_encoded_one(payload: Event) -> None:
    assert decode(type_of(payload).name, encode(payload)) == payload


@given(payloads)
def test_a_reader_ignores_fields_that_it_does_not_know(payload: Event) -> None:
    later = with_more(msgspec.json.decode(encode(payload)))
    assert decode(type_of(payload).name, msgspec.json.encode(later)) == payload


def with_more(value: Any) -> Any:
    """The same data as a later version sends it: every object has one more field."""
    if isinstance(value, dict):
        return {"added_later": {"deep": [1, None]}, **{name: with_more(part) for name, part in value.items()}}
    return [with_more(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("payload", CONTRACTS)
def test_a_contract_has_ascii_names_and_no_floats(payload: type[Event]) -> None:
    """UTF-8 and UTF-16 sort other names differently, and every language writes floats differently."""
    schema = msgspec.json.schema(payload)
    assert b'"type":"number"' not in msgspec.json.encode(schema)
    assert all(name.isascii() for part in schema["$defs"].values() for name in part.get("properties", {}))


@pytest.mark.parametrize("name", ["canon.noted.v2", "canon.noted", "procedure.introduced.v9"])
def test_an_unknown_type_is_refused(name: str) -> None:
    with pytest.raises(UnknownEventType, match=name):
        decode(name, b'{"name":"x","metres":1}')


def test_a_payload_that_lacks_a_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="metres"):
        decode("canon.moved.v2", b'{"name":"x"}')


def test_a_retired_version_is_read_as_the_current_one() -> None:
    assert decode("canon.moved.v1", b'{"kilometres":7,"name":"x"}') == Moved(name="x", metres=7_000)


def test_a_type_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        event("canon.moved.v2", source="elsewhere", subject="name")(Noted)
    assert decode("canon.moved.v2", b'{"metres":1,"name":"x"}') == Moved(name="x", metres=1)
    assert type_of(Noted(name="x", _under=1, Upper=None, leaves=(), at=datetime.now(UTC))).name == "canon.noted.v1"
