"""Records the response of the plain route while it is sent."""

from starlette.types import Message, Send

from common.http.cache.cached_response import CachedResponse, Headers

LARGEST = 500_000  # bytes of a body that is worth storing


class ResponseRecorder:
    def __init__(self, send: Send) -> None:
        self.send_on = send
        self.start: Message = {}
        self.body = b""
        self.is_complete = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body" and len(self.body) <= LARGEST:
            self.body += message.get("body", b"")
            self.is_complete = not message.get("more_body", False)
        await self.send_on(message)

    def response(self) -> CachedResponse | None:
        """Returns None for a response that cannot be stored, such as one with more headers than a cached response
        has."""
        if not self.is_complete or len(self.body) > LARGEST or self.start.get("status") != 200:
            return None
        cached = CachedResponse(self.body)
        headers: Headers = [(name, value) for name, value in self.start["headers"]]
        return cached if sorted(headers) == sorted(cached.headers) else None
