"""What a JSON body may be made of, counted on its bytes before it is parsed: 9 MB of empty objects become 200 MB of
Python objects, and many more when each of them is reported as malformed."""

import re
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from fastapi.exceptions import RequestValidationError

SMALL_BODY = 64_000
"""Bytes: what a route takes unless `body_limit` says otherwise. A record with its longest texts takes a third of it."""
DEEPEST = 32
"""Levels of nesting; a Decision takes seven."""
FREE_VALUES = 60_000
BYTES_PER_VALUE = 50
"""A body may hold so many values however short it is, and one more for each so many bytes. A Decision of 2,000 repeals
(270 kB) holds 12,000; one with 2,000 whole contents (3 MB) about 100,000."""

QUOTED = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
BRACKETS = re.compile(rb"[][{}]")
TEXT = re.compile(
    rb"(?:[^\\]++|\\[^u]|\\u(?!0000|[dD][89a-fA-F])|\\u[dD][89abAB]..\\u[dD][c-fC-F]..)*+",
    re.DOTALL,
)
"""JSON in which each escape stands for text: not for NUL, and for no surrogate without its other half."""
NO_TEXT = "a NUL character or half of a surrogate pair is not text"

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def body_limit(largest: int) -> Callable[[Endpoint], Endpoint]:
    """States beside a route how many bytes its body may have: what the largest lawful request needs."""

    def noted(endpoint: Endpoint) -> Endpoint:
        endpoint.__body_limit__ = largest  # type: ignore[attr-defined]  # FastAPI keeps the function itself
        return endpoint

    return noted


def takes_json(route: Any) -> bool:
    """Whether FastAPI parses the body of the route."""
    field = getattr(route, "body_field", None)
    return field is not None and getattr(field.field_info, "media_type", "application/json") == "application/json"


def body_limit_of(route: Any) -> int:
    """Returns the bytes that a body of the route may have: of one that is not JSON and states none there is no limit
    here."""
    usual = SMALL_BODY if takes_json(route) else sys.maxsize
    limit: int = getattr(getattr(route, "endpoint", None), "__body_limit__", usual)
    return limit


def check_json(body: bytes) -> int:
    """Returns how many names of members it holds. Raises `RequestValidationError` where the body is nested too deep,
    holds too many values for its length, or holds text that no database takes. Whether it is JSON at all is for the
    parser to say."""
    most = FREE_VALUES + len(body) // BYTES_PER_VALUE
    strings = (body.count(b'"') - body.count(b'\\"')) // 2
    if strings > 2 * most:  # each value has a name at most; seen at once, before anything is searched
        raise malformed("too_many_values", f"it holds more than {most} values")
    outside = QUOTED.sub(b"", body)
    if outside.count(b",") + outside.count(b"{") + outside.count(b"[") > most:
        raise malformed("too_many_values", f"it holds more than {most} values")
    if depth_of(outside) > DEEPEST:
        raise malformed("too_deep", f"it is nested more than {DEEPEST} levels deep")
    if b"\\u" in body and not is_text(body):
        raise malformed("no_text", NO_TEXT)
    return outside.count(b":")


def depth_of(outside: bytes) -> int:
    """The levels of nesting of JSON without its strings, as far as needed to see that there are too many."""
    depth = deepest = 0
    for bracket in BRACKETS.finditer(outside):
        depth += 1 if bracket[0] in b"[{" else -1
        deepest = max(deepest, depth)
        if deepest > DEEPEST:
            break
    return deepest


def is_text(body: bytes) -> bool:
    return TEXT.fullmatch(body) is not None


def malformed(kind: str, reason: str, *place: str, **facts: int) -> RequestValidationError:
    """`facts` become members of the error in the problem."""
    return RequestValidationError(
        [{"type": kind, "loc": place or ("body",), "msg": reason, "input": None, "facts": facts}]
    )
