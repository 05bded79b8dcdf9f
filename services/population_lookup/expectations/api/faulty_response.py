"""Responses that do not arrive as they should. The look-up is decided and logged by then, and no connection to the
database is held while such a response is sent."""

import asyncio
from typing import assert_never

from fastapi import Request, Response
from starlette.types import Message, Receive, Scope, Send

from common.http.connection_control import control_of
from common.http.problems import COUNTED_STATUS
from population_lookup.expectations.domain.fault_kinds import (
    Cut,
    Dribble,
    Malformed,
    NoResponse,
    Reset,
    TransportFault,
)

ORDERED = "congbo.transport_fault"
"""Where the scope of a request holds the fault until its response is rendered."""
MISSING_BYTES = 8
"""At the end of a malformed response: enough for the end of any XML or JSON document."""


def order_fault(request: Request, fault: TransportFault) -> None:
    request.scope[ORDERED] = fault


def with_fault(request: Request, response: Response) -> Response:
    fault: TransportFault | None = request.scope.get(ORDERED)
    if fault is None:
        return response
    return FaultyResponse(bytes(response.body), response, fault)


class FaultyResponse(Response):
    """Has the status and headers of the whole response."""

    def __init__(self, content: bytes, whole: Response, fault: TransportFault) -> None:
        super().__init__(content, whole.status_code)
        self.raw_headers = whole.raw_headers
        self.fault = fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[COUNTED_STATUS] = self.status_code  # no failure of the service
        body, fault = bytes(self.body), self.fault
        match fault:
            case Dribble(seconds=seconds, pieces=pieces):
                await self._start(send)
                await _in_pieces(send, body, seconds, pieces)
            case Malformed():
                self.headers["content-length"] = str(max(len(body) - MISSING_BYTES, 0))
                await self._start(send)
                await send(_piece(body[:-MISSING_BYTES], more=False))
            case Cut(bytes=length):
                await self._start(send)
                await send(_piece(body[:length], more=True))
                await control_of(scope).close(receive)
            case NoResponse(seconds=seconds):
                await _until_disconnected(receive, seconds)
                await control_of(scope).close(receive)
            case Reset():
                await control_of(scope).reset(receive)
            case _:
                assert_never(fault)

    async def _start(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})


def _piece(body: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}


async def _in_pieces(send: Send, body: bytes, seconds: float, pieces: int) -> None:
    length = max(-(-len(body) // pieces), 1)
    for begin in range(0, len(body), length):
        await asyncio.sleep(seconds / pieces)
        await send(_piece(body[begin : begin + length], more=True))
    await send(_piece(b"", more=False))


async def _until_disconnected(receive: Receive, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return
