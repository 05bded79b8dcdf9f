"""`ETag` with `If-None-Match` on reads and `If-Match` on writes."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from common.errors import Refusal


class RevisionMismatch(Refusal):
    """Somebody changed the resource since the caller read it."""

    status, type, title = 412, "revision-mismatch", "The resource has changed since you read it"

    def __init__(self, current: str) -> None:
        super().__init__(f"the resource is now at {current}", current=current)


def revision_tag(revision: int) -> str:
    return f'"{revision}"'


def body_tag(body: bytes) -> str:
    """A strong tag over the bytes themselves."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def weak_tag(*parts: object) -> str:
    """Of an answer that is told by what it is made of, before its bytes are there."""
    return f"W/{body_tag(repr(parts).encode())}"


def is_known(tag: str, wanted: str) -> bool:
    """Whether `If-None-Match` names the tag."""
    return wanted.strip() == "*" or tag.removeprefix("W/") in (part.strip().removeprefix("W/") for part in wanted.split(","))


def answers_not_modified(request: Request, response: Response) -> Response:
    tag, wanted = response.headers.get("etag"), request.headers.get("if-none-match")
    if tag is None or wanted is None or response.status_code != 200 or not is_known(tag, wanted):
        return response
    kept = {
        name: value for name, value in response.headers.items() if name in ("etag", "event-position", "cache-control", "vary")
    }
    return Response(status_code=304, headers=kept)


async def if_match(if_match: Annotated[str | None, Header()] = None) -> str | None:
    return if_match


IfMatch = Annotated[str | None, Depends(if_match)]
"""The caller's idea of the current revision; None where it did not say."""


def require_match(wanted: str | None, revision: int) -> None:
    """Raises `RevisionMismatch` when the caller named a revision and it is not this one."""
    if wanted is not None and wanted.strip() not in ("*", revision_tag(revision)):
        raise RevisionMismatch(revision_tag(revision))


async def as_seen(wanted: IfMatch) -> Callable[[int], None]:
    return partial(require_match, wanted)


AsSeen = Annotated[Callable[[int], None], Depends(as_seen)]
"""Refuses a revision other than the one that the caller named in `If-Match`."""
