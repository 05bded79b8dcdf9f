"""HEAD is answered as GET is, without the body (RFC 9110, 9.3.2): every route that takes GET takes it."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadMiddleware:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD":
            await _respond(self.app, {**scope, "method": "GET"}, receive, send)
        else:
            await self.app(scope, receive, send)


async def _respond(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Ends the GET as soon as its headers are sent, where its body comes in pieces: nobody reads a whole catalogue."""
    ended = asyncio.Event()

    async def send_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            await send(message)
        elif message["type"] == "http.response.body" and not ended.is_set():
            await send({"type": "http.response.body"})
            if message.get("more_body", False):
                ended.set()
                await asyncio.Event().wait()  # until it is cancelled

    async def respond_to_get() -> None:
        await app(scope, receive, send_headers)

    get = asyncio.create_task(respond_to_get())
    end = asyncio.create_task(ended.wait())
    try:
        await asyncio.wait([get, end], return_when=asyncio.FIRST_COMPLETED)
    finally:
        end.cancel()
        if not get.done():
            get.cancel()
            await asyncio.wait([get])
    if not get.cancelled():
        get.result()
