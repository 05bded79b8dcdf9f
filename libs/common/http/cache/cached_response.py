"""A stored response, and how it is sent."""

from starlette.types import Send

from common.http.etags import body_tag, matches

JSON = (b"content-type", b"application/json")

Headers = list[tuple[bytes, bytes]]


class CachedResponse:
    """A body with its headers. `common` are headers that every response has, also one without a body."""

    __slots__ = ("body", "common", "headers", "tag")

    def __init__(self, body: bytes, common: Headers) -> None:
        self.body = body
        self.common = common
        self.tag = body_tag(body)
        self.headers: Headers = [(b"content-length", b"%d" % len(body)), JSON, (b"etag", self.tag.encode()), *common]


async def send_response(send: Send, response: CachedResponse, request_headers: Headers) -> int:
    """Sends the response, or 304 where the caller has the body already. Returns the status."""
    if_none_match = next((value for name, value in request_headers if name == b"if-none-match"), None)
    if if_none_match is not None and matches(response.tag, if_none_match.decode("latin-1")):
        headers = [(b"etag", response.tag.encode()), *response.common]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body"})
        return 304
    await send({"type": "http.response.start", "status": 200, "headers": response.headers})
    await send({"type": "http.response.body", "body": response.body})
    return 200
