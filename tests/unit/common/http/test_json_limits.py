"""What a JSON body may be made of, counted on its bytes."""

import json

import orjson
import pytest
from fastapi.exceptions import RequestValidationError
from hypothesis import given
from hypothesis import strategies as st

from common.http.json_limits import BYTES_PER_VALUE, DEEPEST, FREE_VALUES, check_json, is_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def reason(body: bytes) -> str:
    with pytest.raises(RequestValidationError) as refused:
        check_json(body)
    return str(refused.value.errors()[0]["type"])


@given(VALUES)
def test_what_is_text_in_every_string_passes_and_nothing_else(value: object) -> None:
    body = json.dumps(value).encode()
    try:
        orjson.loads(body)  # refuses half of a surrogate pair, takes NUL
        is_fine = b"\\u0000" not in body.replace(b"\\\\", b"")
    except orjson.JSONDecodeError:
        is_fine = False
    assert is_text(body) is is_fine


@pytest.mark.parametrize(
    "body",
    [
        rb'"\u0000"',
        rb'"\\\u0000"',
        rb'{"\u0000": 1}',
        rb'"\ud800"',
        rb'"\uDC00"',
        rb'"\ud83d\ud83d\ude00"',
        rb'"\ud83d\\ude00"',
    ],
)
def test_nul_and_half_of_a_surrogate_pair_are_no_text(body: bytes) -> None:
    assert reason(body) == "no_text"


@pytest.mark.parametrize("body", [rb'"\\u0000"', rb'"\ud83d\ude00"', rb'"\u1ea1\n\""', '"Đăng ký"'.encode(), b""])
def test_what_only_looks_like_it_is_text(body: bytes) -> None:
    check_json(body)


def test_nesting_is_counted_outside_of_strings_only() -> None:
    check_json(b"[" * DEEPEST + b'"[[[[ \\" [[[["' + b"]" * DEEPEST)
    assert reason(b"[" * (DEEPEST + 1)) == "too_deep"


@pytest.mark.parametrize("piece", [b"{},", b"[],", b"1,", b'"",', b'"a":1,', b'""'])
def test_many_tiny_values_are_refused(piece: bytes) -> None:
    assert reason(b"[" + piece * (3 * FREE_VALUES)) == "too_many_values"


def test_a_long_body_may_hold_more_values_than_a_short_one() -> None:
    text = orjson.dumps("," * 2 * BYTES_PER_VALUE)
    check_json(b"[" + b",".join([text] * FREE_VALUES * 2) + b"]")
