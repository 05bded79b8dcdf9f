"""Pages by an opaque cursor: the key of the last row, so that nothing is skipped or repeated while rows come and go."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import orjson
from fastapi import Depends, Query
from pydantic import BaseModel

from common.errors import Refusal

MOST = 500
USUAL = 50
LONGEST = 1_000  # characters of a cursor: the longest key of any list, a suffixed code and an id, takes 120
T = TypeVar("T")


class MalformedCursor(Refusal):
    """`after` must be the `next` of a page that this operation gave."""

    status, type, title = 400, "malformed-cursor", "The cursor cannot be read"


@dataclass(frozen=True, slots=True)
class PageRequest:
    """`after` holds the key of the last row of the page before, empty for the first page."""

    limit: int
    after: tuple[Any, ...] = ()

    def key(self, *parts: Callable[[Any], Any]) -> tuple[Any, ...]:
        """`after`, each part read as what the operation pages by; raises `MalformedCursor` where another operation gave
        the cursor."""
        if not self.after:
            return ()
        try:
            key = tuple(_part(read, value) for read, value in zip(parts, self.after, strict=True))
        except (ValueError, TypeError, AttributeError) as unreadable:
            raise MalformedCursor("the cursor is not one of this operation") from unreadable
        if any(isinstance(part, str) and "\0" in part for part in key):
            raise MalformedCursor("the cursor is not one of this operation")
        return key


async def paging(
    limit: Annotated[int, Query(ge=1, le=MOST)] = USUAL,
    after: Annotated[str | None, Query(description="`next` of the page before")] = None,
) -> PageRequest:
    return PageRequest(limit, () if after is None else read_cursor(after))


Paging = Annotated[PageRequest, Depends(paging)]


class Page(BaseModel, Generic[T]):
    """`next` is null on the last page."""

    items: list[T]
    next: str | None


def cursor_of(key: Sequence[Any]) -> str:
    return urlsafe_b64encode(orjson.dumps(list(key))).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[Any, ...]:
    try:
        if len(cursor) > LONGEST:
            raise ValueError("too long")
        key = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as unreadable:
        raise MalformedCursor("the cursor is not one of ours") from unreadable
    if not key or not isinstance(key, list) or not all(type(part) in (str, int) for part in key):
        raise MalformedCursor("the cursor is not one of ours")
    return tuple(key)


def _part(read: Callable[[Any], Any], value: Any) -> Any:
    """A number is read as a number that PostgreSQL's bigint holds, all else as text."""
    if isinstance(value, int) != (read is int) or (isinstance(value, int) and value >= 2**63):
        raise ValueError("a part of another kind")
    return read(value)
