"""Pagination by an opaque cursor, the key of the last row: nothing is skipped or repeated while rows are added and
removed."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import parse_qsl, urlencode

import orjson
from fastapi import Depends, Query
from pydantic import BaseModel

from common.errors import Refusal
from common.http.declarations import refuses

MAX_LIMIT = 500
USUAL = 50
MAX_CURSOR_LENGTH = 1_000  # characters of a cursor: the longest key of any list, a suffixed code and an id, takes 120
T = TypeVar("T")


class MalformedCursor(Refusal):
    """`after` must be the `next` of a page of the same operation."""

    status, type, title = 400, "malformed-cursor", "The cursor cannot be read"


@dataclass(frozen=True, slots=True)
class PageRequest:
    """`after` holds the key of the last row of the page before; it is empty for the first page."""

    limit: int
    after: tuple[Any, ...] = ()

    def key(self, *parts: Callable[[Any], Any]) -> tuple[Any, ...]:
        """Returns `after` with each part converted by `parts`. Raises `MalformedCursor` where the cursor is of another
        operation."""
        if not self.after:
            return ()
        try:
            key = tuple(_part(read, value) for read, value in zip(parts, self.after, strict=True))
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            raise MalformedCursor("the cursor is not one of this operation") from error
        if any(isinstance(part, str) and "\0" in part for part in key):
            raise MalformedCursor("the cursor is not one of this operation")
        return key


@refuses(MalformedCursor)
async def paging(
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = USUAL,
    after: Annotated[str | None, Query(description="`next` of the page before")] = None,
) -> PageRequest:
    return PageRequest(limit, () if after is None else read_cursor(after))


Paging = Annotated[PageRequest, Depends(paging)]


class Page(BaseModel, Generic[T]):
    """`next` is null on the last page."""

    items: list[T]
    next: str | None


NEXT = re.compile(rb',"next":"([A-Za-z0-9_-]+)"}\Z')
"""The end of a rendered page: `next` is its last member."""


def next_link(query: bytes, body: bytes) -> str | None:
    """`Link` of a rendered page to the one after it, relative to the request's own address (RFC 8288); None on the last
    page."""
    cursor = NEXT.search(body, max(0, len(body) - MAX_CURSOR_LENGTH - 20))
    if cursor is None:
        return None
    others = [(name, value) for name, value in parse_qsl(query.decode("latin-1"), True) if name != "after"]
    return f'<?{urlencode([*others, ("after", cursor[1].decode())])}>; rel="next"'


def cursor_of(key: Sequence[Any]) -> str:
    return urlsafe_b64encode(orjson.dumps(list(key))).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[Any, ...]:
    try:
        if len(cursor) > MAX_CURSOR_LENGTH:
            raise ValueError("too long")
        key = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as error:
        raise MalformedCursor("the cursor is not one of this service") from error
    if not key or not isinstance(key, list) or not all(type(part) in (str, int) for part in key):
        raise MalformedCursor("the cursor is not one of this service")
    return tuple(key)


def _part(read: Callable[[Any], Any], value: Any) -> Any:
    """A number must fit PostgreSQL's bigint; everything else is text. A moment has an offset, and is one in UTC."""
    if isinstance(value, int) != (read is int) or (isinstance(value, int) and value >= 2**63):
        raise ValueError("a part of another type")
    part = read(value)
    if not isinstance(part, datetime):
        return part
    if part.tzinfo is None:
        raise ValueError("a moment without an offset")
    return part.astimezone(UTC)
