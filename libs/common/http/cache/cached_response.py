"""A stored response, and how it is sent."""

from starlette.types import Send

from common.http.compression import SMALLEST, VARY, accepted_by, compressed, with_encoding
from common.http.etags import body_tag, matching_tag

JSON = (b"content-type", b"application/json")

Headers = list[tuple[bytes, bytes]]


class CachedResponse:
    """A body with its headers. `common` are headers that every response has, also one without a body; `own` are those
    that belong to this body. It is compressed once for each encoding, when that is first wanted."""

    __slots__ = ("_encoded", "body", "common", "headers", "tag")

    def __init__(self, body: bytes, common: Headers, own: Headers | None = None) -> None:
        self.body = body
        self.common = common
        self.tag = body_tag(body)
        length = (b"content-length", b"%d" % len(body))
        self.headers: Headers = [length, JSON, (b"etag", self.tag.encode()), *(own or ()), VARY, *common]
        self._encoded: dict[str, tuple[Headers, bytes]] = {}

    def encoded(self, encoding: str) -> tuple[Headers, bytes]:
        """The headers and the body in this encoding."""
        known = self._encoded.get(encoding)
        if known is None:
            body = compressed(self.body, encoding)
            known = self._encoded[encoding] = with_encoding(self.headers, encoding, len(body)), body
        return known


async def send_response(send: Send, response: CachedResponse, request_headers: Headers) -> int:
    """Sends the response, or 304 where the caller has the body already. Returns the status."""
    encoding, if_none_match = accepted_by(request_headers)
    if if_none_match is not None and (tag := matching_tag(response.tag, if_none_match.decode("latin-1"))) is not None:
        headers = [(b"etag", tag.encode()), VARY, *response.common]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body"})
        return 304
    headers, body = response.headers, response.body
    if encoding is not None and len(body) > SMALLEST:
        headers, body = response.encoded(encoding)
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
    return 200
