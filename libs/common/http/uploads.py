"""A file as the body of a request, streamed to a temporary file, so that a large one is never whole in memory."""

import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, Annotated

from fastapi import Depends, Request

IN_MEMORY = 1_000_000
"""Bytes; a larger file goes to disk."""


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
