"""`ETag` with `If-None-Match` on reads and `If-Match` on writes."""

import re
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Header, Request, Response

REVISION_TAG = re.compile(r'"(0|[1-9][0-9]{0,17})"')
NO_REVISION = -1
"""The revision of a tag that names none; it differs from every revision."""


def revision_tag(revision: int) -> str:
    return f'"{revision}"'


def body_tag(body: bytes) -> str:
    """Returns a strong tag of the bytes."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def weak_tag(*parts: object) -> str:
    """Returns a weak tag of the values that determine a response, before it is rendered."""
    return f"W/{body_tag(repr(parts).encode())}"


def matches(tag: str, if_none_match: str) -> bool:
    """Whether `If-None-Match` names the tag."""
    return if_none_match.strip() == "*" or tag.removeprefix("W/") in (
        part.strip().removeprefix("W/") for part in if_none_match.split(",")
    )


def not_modified_or(request: Request, response: Response) -> Response:
    tag, if_none_match = response.headers.get("etag"), request.headers.get("if-none-match")
    if tag is None or if_none_match is None or response.status_code != 200 or not matches(tag, if_none_match):
        return response
    headers = {
        name: value
        for name, value in response.headers.items()
        if name in ("etag", "event-position", "cache-control", "vary")
    }
    return Response(status_code=304, headers=headers)


async def expected_revision(if_match: Annotated[str | None, Header()] = None) -> int | None:
    """The revision that the caller has read; None where the caller names none, or accepts any."""
    if if_match is None or (tag := if_match.strip()) == "*":
        return None
    match = REVISION_TAG.fullmatch(tag)
    return NO_REVISION if match is None else int(match[1])


ExpectedRevision = Annotated[int | None, Depends(expected_revision)]
