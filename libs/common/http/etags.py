"""`ETag` with `If-None-Match` on reads and `If-Match` on writes (RFC 9110, 8.8.3 and 13.1).

The representation in each content encoding has a tag of its own: that of the plain body, with `-gzip` or `-zstd` before
its closing quote. A precondition may name any of them."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Annotated, NamedTuple

from fastapi import Depends, Header, Request, Response

from common.http.declarations import accepts, refuses
from common.http.documented_headers import IF_MATCH
from common.revisions import RevisionMismatch

REVISION = re.compile(r"0|[1-9][0-9]{0,17}")
TAG = re.compile(r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
ENCODED = re.compile(r"-(gzip|zstd)\Z")


class EntityTag(NamedTuple):
    """`value` is the one of the plain body, whose representation in `encoding` the tag names."""

    is_weak: bool
    value: str
    encoding: str


def revision_tag(revision: int) -> str:
    return f'"{revision}"'


def body_tag(body: bytes) -> str:
    """Returns a strong tag of the bytes."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def weak_tag(*parts: object) -> str:
    """Returns a weak tag of the values that determine a response, before it is rendered."""
    return f"W/{body_tag(repr(parts).encode())}"


def encoded_tag(tag: str, encoding: str) -> str:
    return f'{tag[:-1]}-{encoding}"'


def tags_in(header: str) -> Iterator[EntityTag]:
    """The tags of a list; what is no tag is left out."""
    for found in TAG.finditer(header):
        encoded = ENCODED.search(found[2])
        yield EntityTag(found[1] is not None, ENCODED.sub("", found[2]), encoded[1] if encoded else "")


def matching_tag(tag: str, if_none_match: str) -> str | None:
    """Returns the tag of the representation that the caller has, where `If-None-Match` names one of the content by the
    weak comparison; else None."""
    if if_none_match.strip() == "*":
        return tag
    value = tag.removeprefix("W/")[1:-1]
    for given in tags_in(if_none_match):
        if given.value == value:
            return encoded_tag(tag, given.encoding) if given.encoding else tag
    return None


def not_modified_or(request: Request, response: Response) -> Response:
    tag, if_none_match = response.headers.get("etag"), ", ".join(request.headers.getlist("if-none-match"))
    if tag is None or not if_none_match or response.status_code != 200:
        return response
    if (matched := matching_tag(tag, if_none_match)) is None:
        return response
    headers = {
        name: value for name, value in response.headers.items() if name in ("event-position", "cache-control", "vary")
    }
    return Response(status_code=304, headers={**headers, "etag": matched})


@accepts(IF_MATCH)
@refuses(RevisionMismatch)
async def expected_revisions(if_match: Annotated[str | None, Header()] = None) -> frozenset[int] | None:
    """The revisions that the caller names, by the strong comparison: none of them where it names no revision. Returns
    None where the caller sends no `If-Match`, or accepts any revision."""
    if if_match is None or if_match.strip() == "*":
        return None
    tags = (tag for tag in tags_in(if_match) if not tag.is_weak)
    return frozenset(int(tag.value) for tag in tags if REVISION.fullmatch(tag.value))


ExpectedRevision = Annotated[frozenset[int] | None, Depends(expected_revisions)]
