"""Records the response of the plain route while it is sent."""

from starlette.types import Message, Send

from common.http.cache.cached_response import CachedResponse, Headers
from common.http.cache.response_store import LARGEST

LINK = b"link"
"""It belongs to the body, as its cursor does."""


class ResponseRecorder:
    def __init__(self, send: Send, common_headers: Headers) -> None:
        self.send_on = send
        self.common_headers = common_headers
        self.status = 0
        self.headers: Headers = []
        self.body = b""
        self.is_complete = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            # outer middleware adds headers to the message itself
            self.status, self.headers = message["status"], list(message["headers"])
        elif message["type"] == "http.response.body" and len(self.body) <= LARGEST:
            self.body += message.get("body", b"")
            self.is_complete = not message.get("more_body", False)
        await self.send_on(message)

    def response(self) -> CachedResponse | None:
        """Returns None for a response that cannot be stored, such as one with more headers than a cached response
        has."""
        if not self.is_complete or len(self.body) > LARGEST or self.status != 200:
            return None
        own = [header for header in self.headers if header[0] == LINK]
        cached = CachedResponse(self.body, self.common_headers, own)
        return cached if sorted(self.headers) == sorted(cached.headers) else None
