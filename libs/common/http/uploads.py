"""A file as the body of a request, streamed to a temporary file, so that a large one is never whole in memory."""

import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, Annotated, Any

from fastapi import Depends, Request

from common.http.media_types import BYTES

IN_MEMORY = 1_000_000
"""Bytes; a larger file goes to disk."""


def file_body(*media_types: str) -> dict[str, Any]:
    """`openapi_extra` of a route whose body is a file of one of these types; any may be sent as mere bytes."""
    file = {"schema": {"type": "string", "format": "binary"}}
    return {"requestBody": {"required": True, "content": dict.fromkeys((BYTES, *media_types), file)}}


@dataclass(frozen=True, slots=True)
class Upload:
    """`opened` is the file, positioned at its beginning."""

    opened: IO[bytes]
    size: int
    sha256: bytes


async def uploaded(request: Request) -> AsyncIterator[Upload]:
    digest, size = sha256(), 0
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
        async for piece in request.stream():
            digest.update(piece)
            size += len(piece)
            file.write(piece)
        file.seek(0)
        request.state.uploaded = digest.digest()
        yield Upload(file, size, digest.digest())


TheUpload = Annotated[Upload, Depends(uploaded)]
"""Comes after the actor and before `Work` among the arguments of a route: strangers may not upload, and the idempotency
key needs the digest."""
