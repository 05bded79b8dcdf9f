"""`Request-Id`: the caller's own id where it is well formed, else a new one. This middleware is the outermost, so that
every response has the header."""

from starlette.types import ASGIApp, Receive, Scope, Send

from common.http.response_headers import with_headers
from common.request_ids import accepted_request_id, new_request_id, request_id

HEADER = b"request-id"


class RequestIdMiddleware:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        id = None
        for name, value in scope["headers"]:
            if name == HEADER:
                id = accepted_request_id(value)
        if id is None:
            id = new_request_id()
        request_id.set(id)
        await self.app(scope, receive, with_headers(send, [(HEADER, id.encode())]))
