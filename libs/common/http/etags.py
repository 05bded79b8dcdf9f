"""`ETag` with `If-None-Match` on reads and `If-Match` on writes."""

import re
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Header, Request, Response

REVISION_TAG = re.compile(r'"(0|[1-9][0-9]{0,17})"')
NO_REVISION = -1
"""What a tag names that is no revision's: it equals none."""


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
    return wanted.strip() == "*" or tag.removeprefix("W/") in (
        part.strip().removeprefix("W/") for part in wanted.split(",")
    )


def not_modified_or(request: Request, response: Response) -> Response:
    tag, wanted = response.headers.get("etag"), request.headers.get("if-none-match")
    if tag is None or wanted is None or response.status_code != 200 or not is_known(tag, wanted):
        return response
    kept = {
        name: value
        for name, value in response.headers.items()
        if name in ("etag", "event-position", "cache-control", "vary")
    }
    return Response(status_code=304, headers=kept)


async def expected_revision(if_match: Annotated[str | None, Header()] = None) -> int | None:
    """The revision that the caller has read; None where the caller names none, or says that any will do."""
    if if_match is None or (tag := if_match.strip()) == "*":
        return None
    named = REVISION_TAG.fullmatch(tag)
    return NO_REVISION if named is None else int(named[1])


ExpectedRevision = Annotated[int | None, Depends(expected_revision)]
