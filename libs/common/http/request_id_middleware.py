"""`Request-Id`: the caller's own id where it is well formed, else a new one. This middleware is the outermost, so that
every response has the header."""

from collections.abc import Awaitable

from starlette.types import ASGIApp, Receive, Scope, Send

from common.http.response_headers import with_headers
from common.request_ids import accepted_request_id, new_request_id, request_id

HEADER = b"request-id"


class RequestIdMiddleware:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if scope["type"] != "http":
            return self.app(scope, receive, send)
        given = dict(scope["headers"]).get(HEADER)  # the last one
        id = (None if given is None else accepted_request_id(given)) or new_request_id()
        request_id.set(id)
        return self.app(scope, receive, with_headers(send, [(HEADER, id.encode())]))
