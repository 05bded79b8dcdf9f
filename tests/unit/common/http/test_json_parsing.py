"""How JSON bodies are parsed: what is wrong with one is reported with its line and column."""

import json
from typing import Any

import pytest
from fastapi.exceptions import RequestValidationError
from hypothesis import given
from hypothesis import strategies as st

from common.http.json_limits import check_json
from common.http.json_parsing import DuplicateMember, parse_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
)


def parsed(body: bytes) -> Any:
    return parse_json(body, check_json(body))


@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_what_has_each_name_once_is_parsed(value: object, indent: int | None, ascii: bool) -> None:
    assert parsed(json.dumps(value, indent=indent, ensure_ascii=ascii).encode()) == value


@pytest.mark.parametrize(
    ("body", "member", "place"),
    [
        (b'{"a":1,"a":2}', "a", (1, 8)),
        (b'{"a":1,\n  "b": {"c": [{"d":1}, {"d":1, "d" : 2}]}}', "d", (2, 32)),
        (b'{"tr":"\xc4\x91","a":{},"\\u0061":1}', "a", (1, 18)),
        (b'{"x{\\"":"}","x{\\"":"\\"x\\":"}', "…", (1, 13)),
        (b'{"a008190123456":1,"a008190123456":1}', "a…", (1, 20)),
    ],
)
def test_a_member_that_is_given_twice_is_named_with_its_place(body: bytes, member: str, place: tuple[int, int]) -> None:
    with pytest.raises(DuplicateMember) as refused:
        parsed(body)
    facts = refused.value.facts
    assert (facts["member"], (facts["line"], facts["column"])) == (member, place)


@pytest.mark.parametrize(
    ("body", "reason", "place"),
    [
        (b'{"a":\n 1,}', "it is not JSON", (2, 3)),
        ('{"tên": "Đăng ký" x}'.encode(), "it is not JSON", (1, 19)),
        (b"{", "it is not JSON", (1, 2)),
        (b'{"a":\n "b\xff"}', "the bytes are not UTF-8", (2, 4)),
        ('{"Đ": "'.encode() + b'\xed\xa0\x80"}', "the bytes are not UTF-8", (1, 8)),
        ('{"a": 1}'.encode("utf-16"), "the bytes are not UTF-8", (1, 1)),
    ],
)
def test_what_is_no_json_or_no_utf_8_is_reported_with_its_place(
    body: bytes, reason: str, place: tuple[int, int]
) -> None:
    with pytest.raises(RequestValidationError) as refused:
        parsed(body)
    (error,) = refused.value.errors()
    assert error["msg"].startswith(reason)
    assert error["facts"] == {"line": place[0], "column": place[1]}
