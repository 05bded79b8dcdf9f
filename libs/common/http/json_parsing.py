"""Parses JSON bodies: what is not JSON is reported with its line and column, and a member that is given twice is
refused, since one parser takes the first of them and another one the last (RFC 8259, 4)."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

import orjson

from common.errors import Refusal
from common.http.json_limits import malformed
from common.http.part_names import shown_name

TOKEN = re.compile(rb'"((?:[^"\\]|\\.)*+)"(\s*+:)?|[{}]', re.DOTALL)


class Place(NamedTuple):
    """Both count from 1; a column is a character."""

    line: int
    column: int


class DuplicateMember(Refusal):
    """An object has two members of one name: neither of them is chosen. `member`, `line` and `column` name the
    second."""

    status, type, title = 422, "duplicate-member", "An object has two members of one name"

    def __init__(self, name: str, place: Place) -> None:
        shown = shown_name(name)
        super().__init__(
            f"{shown} is given twice, the second time at line {place.line}, column {place.column}",
            member=shown,
            line=place.line,
            column=place.column,
        )


def parse_json(body: bytes, members: int) -> Any:
    """Parses the body from the bytes: Python's own parser first makes a text of it, of up to four bytes a letter.
    `members` is how many names of members it has. Raises `RequestValidationError` and `DuplicateMember`."""
    try:
        parsed = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        _report(body, error)
    if members != _count_members(parsed):
        for name, at in _duplicates(body):
            raise DuplicateMember(name, _place(body, at))
    return parsed


def _report(body: bytes, error: orjson.JSONDecodeError) -> NoReturn:
    try:
        body.decode()
    except UnicodeDecodeError as wrong:
        raise _malformed("the bytes are not UTF-8", _place(body, wrong.start)) from error
    place = Place(error.lineno, error.colno)
    raise _malformed(f"it is not JSON: {error.msg.partition(': line ')[0]}", place) from error


def _malformed(reason: str, place: Place) -> Exception:
    text = f"{reason}, at line {place.line}, column {place.column}"
    return malformed("json_invalid", text, line=place.line, column=place.column)


def _place(body: bytes, at: int) -> Place:
    begin = body.rfind(b"\n", 0, at) + 1
    return Place(body.count(b"\n", 0, at) + 1, len(body[begin:at].decode(errors="replace")) + 1)


def _count_members(value: Any) -> int:
    found, left = 0, [value]
    while left:
        value = left.pop()
        if type(value) is dict:
            found += len(value)
            left += value.values()
        elif type(value) is list:
            left += value
    return found


def _duplicates(body: bytes) -> Iterator[tuple[str, int]]:
    """Each name that an object has already, and the byte at which it stands."""
    objects: list[set[str]] = []
    for token in TOKEN.finditer(body):
        if token[0] == b"{":
            objects.append(set())
        elif token[0] == b"}":
            objects.pop()
        elif token[2] is not None:
            name = orjson.loads(b'"' + token[1] + b'"')
            if name in objects[-1]:
                yield name, token.start()
            objects[-1].add(name)
