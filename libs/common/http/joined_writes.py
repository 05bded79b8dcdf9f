"""One write to the socket for all that a response sends at once.

uvicorn writes the head of a response and its body one after the other, and uvloop passes each to the kernel at once:
two system calls, two packets, and a caller that is woken twice."""

import asyncio
from typing import Any

LARGEST = 65_536
"""Bytes that are held back at most: a body that is streamed without a pause would fill the memory."""


class JoinedWrites(asyncio.Transport):
    """Stands in front of the transport of a connection. It holds back what is written until the loop has run what is
    ready, and writes that at once."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if not self._held:
            self._loop.call_soon(self.flush)
        self._held.append(bytes(data))
        self._size += len(data)
        if self._size > LARGEST:
            self.flush()

    def flush(self) -> None:
        held, self._held, self._size = self._held, [], 0
        if held and not self._transport.is_closing():
            self._transport.writelines(held)

    def close(self) -> None:
        self.flush()
        self._transport.close()

    def abort(self) -> None:
        self._transport.abort()

    def is_closing(self) -> bool:
        return self._transport.is_closing()

    def pause_reading(self) -> None:
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        self._transport.resume_reading()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self._transport.get_extra_info(name, default)
