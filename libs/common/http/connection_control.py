"""The connection of a request as something that a route may end: servers of ASGI offer no way to do so."""

import socket
import struct
from typing import Protocol

from starlette.types import Receive, Scope

CONTROL = "congbo.connection"
"""The extension in the scope of a request."""
AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER: nothing is sent any more but the reset."""


class Transport(Protocol):
    def close(self) -> None: ...

    def abort(self) -> None: ...

    def get_extra_info(self, name: str) -> socket.socket: ...


class ConnectionControl:
    """Each method returns once the server has seen the end of the connection, so that it takes an incomplete response
    for no mistake."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def close(self, receive: Receive) -> None:
        """Sends what was written before."""
        self._transport.close()
        await _until_disconnected(receive)

    async def reset(self, receive: Receive) -> None:
        self._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        self._transport.abort()
        await _until_disconnected(receive)


async def _until_disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def control_of(scope: Scope) -> ConnectionControl:
    """Raises `RuntimeError` where the server offers none."""
    control = scope.get("extensions", {}).get(CONTROL)
    if not isinstance(control, ConnectionControl):
        raise RuntimeError("this server cannot end a connection")
    return control
