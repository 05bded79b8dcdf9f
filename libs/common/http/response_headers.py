"""Adds headers to the response of an application."""

from collections.abc import Sequence

from starlette.types import Message, Send


def with_headers(send: Send, headers: Sequence[tuple[bytes, bytes]]) -> Send:
    """The list of the message is not changed: a cached response shares it with every other request."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *headers]
        await send(message)

    return send_with_headers
