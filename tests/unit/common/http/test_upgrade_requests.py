"""A client may offer another protocol with its first request, as Java's own does: HTTP/2 without TLS."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from common.http.slow_connections import HeadTimeoutProtocol

OFFER = b"Host: service.test\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAA\r\n"
POST, SIZE = b"POST / HTTP/1.1\r\n" + OFFER, b"Content-Length: %d\r\n\r\n"
LIKE_A_HEAD = b"one\r\nUpgrade: h2c\r\ntwo\r\n\r\n"


async def echo(_: Scope, receive: Receive, send: Send) -> None:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    headers = [(b"content-length", str(len(body)).encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
async def port() -> AsyncIterator[int]:
    config = uvicorn.Config(
        echo, host="127.0.0.1", port=0, lifespan="off", log_config=None, ws="none", http=HeadTimeoutProtocol
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await running


@pytest.mark.parametrize(
    ("parts", "body"),
    [
        ([POST + SIZE % 5 + b"hello"], b"hello"),
        ([POST + SIZE % 5, b"hello"], b"hello"),
        ([POST + b"Transfer-Encoding: chunked\r\n\r\n", b"5\r\nhello\r\n0\r\n\r\n"], b"hello"),
        ([POST.replace(b"Upgrade: h2c", b"upgrade: h2c") + SIZE % 5, b"hello"], b"hello"),
        ([POST.replace(b"Upgrade: h2c", b"UPGRADE: H2C") + SIZE % 5, b"hello"], b"hello"),
        ([POST.replace(b"Upgrade: h2c", b"uPGrade: h2C, WebSocket") + SIZE % 5, b"hello"], b"hello"),
        ([POST + SIZE % len(LIKE_A_HEAD), LIKE_A_HEAD], LIKE_A_HEAD),
        ([POST + SIZE % len(LIKE_A_HEAD) + LIKE_A_HEAD], LIKE_A_HEAD),
    ],
    ids=[
        "at once",
        "after the head",
        "chunked",
        "in small letters",
        "in capitals",
        "in any case",
        "like a head",
        "like a head, at once",
    ],
)
async def test_the_body_of_a_request_that_offers_another_protocol_arrives_whole(
    port: int, parts: list[bytes], body: bytes
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0.05)
        head, _, received = (await asyncio.wait_for(reader.read(), 5)).partition(b"\r\n\r\n")
    finally:
        writer.close()
    assert (head.split(b"\r\n")[0], received) == (b"HTTP/1.1 200 OK", body)
