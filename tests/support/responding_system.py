"""Another system that responds to each request with the same lines."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def responding_system(*lines: str, ends: bool = True) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A server on the loopback that sends the lines to every request, and stores the request lines. One that never ends
    goes on with further headers, so that no single read takes long."""
    received: list[bytes] = []
    stopped = asyncio.Event()

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.append(await reader.readline())
        writer.write("".join(f"{line}\r\n" for line in lines).encode())
        await writer.drain()
        while not ends and not stopped.is_set():
            writer.write(b"X-More: 1\r\n")
            await asyncio.sleep(0.02)
        writer.close()

    async with await asyncio.start_server(respond, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1], received
        stopped.set()
