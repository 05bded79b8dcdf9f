"""Closes connections that send nothing, or whose request line and headers arrive too slowly or do not end: uvicorn
itself would wait for ever."""

import asyncio
import re
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from common.http.connection_control import CONTROL, ConnectionControl
from common.http.joined_writes import JoinedWrites

HEAD_TIMEOUT = 15.0  # seconds from the first byte, or from connecting, to the end of the headers
LARGEST_HEAD = 64_000  # bytes of request line and headers; a token has about 1,000

UPGRADE = re.compile(rb"\r\nupgrade:[^\r\n]*(?=\r\n)", re.IGNORECASE)


class HeadTimeoutProtocol(HttpToolsProtocol):
    head_timeout = HEAD_TIMEOUT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._patience: asyncio.TimerHandle | None = None
        self._head: int | None = None
        self._in_body = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        self._writes = JoinedWrites(transport, self.loop)
        super().connection_made(self._writes)
        self._wait_for_a_head()

    def data_received(self, data: bytes) -> None:
        if not self._in_body and b"upgrade:" in data.lower():
            data = without_upgrade(data)
        super().data_received(data)
        if self._patience is None and getattr(self.cycle, "response_complete", True):
            self._wait_for_a_head()  # the next request, or the rest of a body whose response was sent before its end
        if self._head is not None:
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self.transport.close()

    def eof_received(self) -> None:
        """A client may send its request and end its side at once: the transport closes itself after this."""
        self._writes.flush()

    def on_message_begin(self) -> None:
        self._head = 0
        super().on_message_begin()
        extensions: dict[str, Any] = {CONTROL: ConnectionControl(self.transport)}
        self.scope["extensions"] = extensions

    def on_headers_complete(self) -> None:
        self._head, self._in_body = None, True
        self._stop_waiting()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._in_body = False
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait_for_a_head(self) -> None:
        self._patience = self.loop.call_later(self.head_timeout, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


def without_upgrade(data: bytes) -> bytes:
    """Leaves `Upgrade` out of the head that begins the data. A server may ignore it (RFC 9110, 7.8), but uvicorn loses
    the body of a request that has it, and Java's HTTP client sends it with the first request of a connection."""
    head, end, rest = data.partition(b"\r\n\r\n")
    return UPGRADE.sub(b"", head + end) + rest
