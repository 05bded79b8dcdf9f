"""The content of a version, fetched once: it is kept only if its hash is the one that the stream states."""

import json
from dataclasses import dataclass
from hashlib import sha256


class ContentDiffers(Exception):
    """What was fetched is not the content that the stream announced; it is not kept."""


@dataclass(frozen=True, slots=True)
class MissingContent:
    """A version that the stream has announced. Older events do not state the hash: then the first content that is
    fetched counts, and its hash is recorded."""

    procedure_code: str
    version: int
    content_sha256: str | None


@dataclass(frozen=True, slots=True)
class Content:
    """`stated` says whether an event stated the hash."""

    procedure_code: str
    version: int
    text: str
    content_sha256: str
    stated: bool


def checked(missing: MissingContent, body: bytes) -> Content:
    """Raises `ContentDiffers`."""
    actual = sha256(body).hexdigest()
    of_version = f"version {missing.version} of {missing.procedure_code}"
    if missing.content_sha256 is not None and actual != missing.content_sha256:
        raise ContentDiffers(f"the content of {of_version} has the hash {actual}, stated is {missing.content_sha256}")
    try:
        is_object = isinstance(json.loads(body), dict)
    except ValueError:
        is_object = False
    if not is_object:
        raise ContentDiffers(f"the content of {of_version} is no JSON object")
    return Content(
        missing.procedure_code, missing.version, body.decode(), actual, stated=missing.content_sha256 is not None
    )
