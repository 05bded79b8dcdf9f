"""A stored response, and how it is sent."""

from starlette.types import Send

from common.http.etags import body_tag, matches
from common.http.outer_middleware import HEADERS

JSON = (b"content-type", b"application/json")

Headers = list[tuple[bytes, bytes]]


class CachedResponse:
    """A body with its headers."""

    __slots__ = ("body", "headers", "start", "tag")

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.tag = body_tag(body)
        self.headers: Headers = [(b"content-length", b"%d" % len(body)), JSON, (b"etag", self.tag.encode()), *HEADERS]
        self.start = {"type": "http.response.start", "status": 200, "headers": self.headers}


async def send_response(send: Send, response: CachedResponse, request_headers: Headers) -> int:
    """Sends the response, or 304 where the caller has the body already. Returns the status."""
    if_none_match = next((value for name, value in request_headers if name == b"if-none-match"), None)
    if if_none_match is not None and matches(response.tag, if_none_match.decode("latin-1")):
        headers = [(b"etag", response.tag.encode()), *HEADERS]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body"})
        return 304
    await send(response.start)
    await send({"type": "http.response.body", "body": response.body})
    return 200
