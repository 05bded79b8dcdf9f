"""Adds headers to the response of an application."""

from collections.abc import Awaitable, Sequence

from starlette.types import Message, Send


def with_headers(send: Send, headers: Sequence[tuple[bytes, bytes]]) -> Send:
    """The list of the message is not changed: a cached response shares it with every other request."""

    def send_with_headers(message: Message) -> Awaitable[None]:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *headers]
        return send(message)

    return send_with_headers
