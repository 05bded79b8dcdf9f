"""A small closed-loop load on loopback: keep-alive connections, one request in flight on each, bounded in time."""

import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any


class LoadConnection(asyncio.Protocol):
    """Sends the next request when the last response is complete; parses no more of it than its length."""

    def __init__(self, requests: Iterator[bytes], done: asyncio.Future[None], until: float) -> None:
        self.requests = requests
        self.done = done
        self.until = until
        self.responses = 0
        self.refused = 0
        self.last_refusal = b""
        self.buffer = b""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found or len(body) < length_of(head):
            return
        self.buffer = b""
        self.responses += 1
        if not head.startswith(b"HTTP/1.1 200"):
            self.refused += 1
            self.last_refusal = head.split(b"\r\n", 1)[0] + b" " + body
        if time.perf_counter() < self.until:
            self.transport.write(next(self.requests))
        else:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


def length_of(head: bytes) -> int:
    start = head.lower().index(b"content-length:") + 15
    return int(head[start:].split(b"\r\n", 1)[0])


async def count_responses(
    host: str, port: int, requests: Sequence[Iterator[bytes]], for_seconds: float
) -> tuple[int, float]:
    """Sends the requests of each iterator on a connection of its own. Returns the number of responses with status 200,
    and the seconds; raises if any response has another status."""
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    open_connections: list[LoadConnection] = []
    for each in requests:
        done: asyncio.Future[None] = loop.create_future()
        _, protocol = await loop.create_connection(
            lambda r=each, d=done: LoadConnection(r, d, began + for_seconds),  # type: ignore[misc]
            host,
            port,
        )
        open_connections.append(protocol)
    await asyncio.gather(*(connection.done for connection in open_connections))
    if refused := sum(connection.refused for connection in open_connections):
        last = next(connection.last_refusal for connection in open_connections if connection.refused)
        raise RuntimeError(f"{refused} responses did not have the status 200, such as {last[:500].decode()}")
    return sum(connection.responses for connection in open_connections), time.perf_counter() - began


def gets(host: str, paths: list[str], connections: int = 32) -> Iterator[Iterator[bytes]]:
    """Each connection begins at another of the paths."""
    for number in range(connections):
        first = number * len(paths) // connections
        yield cycle([f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode() for path in paths[first:] + paths[:first]])


if __name__ == "__main__":  # a process of its own, so that the load does not share an interpreter with what it measures
    import uvloop

    host, port, seconds, *paths = sys.argv[1:]
    print(*uvloop.run(count_responses(host, int(port), list(gets(host, paths)), float(seconds))))
