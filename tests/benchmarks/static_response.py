"""The limit of every HTTP figure: the same bytes from memory, by a raw ASGI application on the same server."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

BODY = b"x" * int(os.environ.get("STATIC_ANSWER_BYTES", "1200"))
HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]


async def app(
    scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]
) -> None:
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send({"type": "http.response.body", "body": BODY})
