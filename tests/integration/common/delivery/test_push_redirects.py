"""A push is sent only to its own URL, whose address was checked, whatever the receiver answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from common.delivery.pushes import Message
from common.delivery.webhook_sender import Webhooks
from tests.support.channel import SECRET

NAME = "subscriber.example"


@asynccontextmanager
async def receiver(status: int, location: str = "") -> AsyncIterator[tuple[int, list[bytes]]]:
    """A server on the loopback that sends the same response to every request, and stores the request lines."""
    received: list[bytes] = []

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.append(await reader.readline())
        while await reader.readline() != b"\r\n":
            pass
        headers = f"Location: {location}\r\n" if location else ""
        writer.write(f"HTTP/1.1 {status} Response\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(respond, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1], received


async def on_the_loopback(host: str, port: int) -> str:
    """Resolves this one name, as a check of the address that succeeded; it must not be called for any other host."""
    assert host == NAME
    return "127.0.0.1"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_leads_a_push_to_no_address_that_was_not_checked(tmp_path: Path, status: int) -> None:
    (tmp_path / "registry").write_text(SECRET)
    async with (
        receiver(200) as (inside, received_inside),
        receiver(status, f"http://127.0.0.1:{inside}/metadata") as (port, received),
    ):
        webhooks = Webhooks(tmp_path, 5, on_the_loopback)
        response = await webhooks.send(
            Message("one", f"http://{NAME}:{port}/push", "registry", datetime.now(UTC), b"{}")
        )
        await webhooks.close()
    assert received == [b"POST /push HTTP/1.1\r\n"]
    assert received_inside == []
    assert response.status == status
