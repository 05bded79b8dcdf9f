"""A fake publication channel on the loopback interface. It verifies signatures as the Standard Webhooks specification
says, and responds as the test has set it."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request, Response

from common.clock import Clock
from common.delivery.address_resolution import any_address
from common.delivery.pusher import Pusher
from common.delivery.pushes import LONGEST_WAIT
from common.delivery.webhook_sender import Webhooks
from common.operations.serving import serve_app
from procedures.publication_channels.clients.channel_pusher import CHANNEL_RECEIVERS
from suite.folders_and_ports import free_port
from tests.support.procedures_harness import CATALOGUE, ProceduresHarness
from tests.support.server_startup import wait_until_listening

SECRET = "whsec_" + base64.b64encode(b"a secret of twenty-four.").decode()
PORTAL = "provincial_portal"
TOLERANCE = 300  # seconds, as the specification recommends

Responder = Callable[[], Awaitable[Response]]


def signature(secret: str, id: str, timestamp: str, body: bytes) -> str:
    """The signature of Standard Webhooks: HMAC-SHA256 over id, timestamp and body, joined by full stops."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return (
        "v1," + base64.b64encode(hmac.new(key, f"{id}.{timestamp}.".encode() + body, hashlib.sha256).digest()).decode()
    )


@dataclass
class Channel:
    """`received` holds every message with a valid signature, repeated ones too. After `next_responses` are used up,
    each message is confirmed with 201."""

    url: str
    clock: Clock
    secret: str = SECRET
    received: list[tuple[str, bytes]] = field(default_factory=list)
    next_responses: list[Responder] = field(default_factory=list)

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [json.loads(body)["data"] for _, body in self.received]

    def will_respond(self, *statuses: int) -> None:
        self.next_responses += [responding_with(status) for status in statuses]

    async def receive(self, request: Request) -> Response:
        id, timestamp = request.headers["webhook-id"], request.headers["webhook-timestamp"]
        body = await request.body()
        expected = signature(self.secret, id, timestamp, body)
        candidates = request.headers["webhook-signature"].split(" ")
        fresh = abs(int(timestamp) - self.clock.now().timestamp()) < TOLERANCE
        if not fresh or not any(hmac.compare_digest(candidate, expected) for candidate in candidates):
            return Response("bad signature", 401)
        self.received.append((id, body))
        return (
            await self.next_responses.pop(0)()
            if self.next_responses
            else Response(status_code=201, headers={"Location": f"/tthc/{len(self.received)}"})
        )


def responding_with(status: int, text: str = "", **headers: str) -> Responder:
    async def respond() -> Response:
        return Response(text, status, headers)

    return respond


async def slow_response() -> Response:
    await asyncio.sleep(3)
    return Response(status_code=200)


@asynccontextmanager
async def run_channel(clock: Clock) -> AsyncIterator[Channel]:
    port = free_port()
    channel, app, stop = Channel(f"http://127.0.0.1:{port}/push", clock), FastAPI(), asyncio.Event()
    app.add_route("/push", channel.receive, methods=["POST"])
    running = asyncio.ensure_future(serve_app(app, "127.0.0.1", port)(stop))
    try:
        await wait_until_listening(port)
        yield channel
    finally:
        stop.set()
        await running


async def connect_channel(harness: ProceduresHarness, code: str, url: str, **parts: Any) -> None:
    body = {
        "code": code,
        "name": code,
        "mandatory": True,
        "method": "push",
        "url": url,
        "secret_name": "portal",
        **parts,
    }
    response = await harness.http.post(
        "/v1/publication-channels", json={"channels": [body]}, headers=harness.service.bearer(CATALOGUE)
    )
    assert response.status_code == 200, response.text


@asynccontextmanager
async def run_pusher(
    harness: ProceduresHarness, folder: Path, seconds: float = 5, secret: str = SECRET
) -> AsyncIterator[Pusher]:
    (folder / "portal").write_text(secret)
    webhooks = Webhooks(folder, seconds, any_address)
    try:
        yield Pusher(harness.service.runtime, webhooks.send, CHANNEL_RECEIVERS)
    finally:
        await webhooks.close()


@pytest.fixture
async def portal(harness: ProceduresHarness) -> AsyncIterator[Channel]:
    async with run_channel(harness.service.clock) as channel:
        await connect_channel(harness, PORTAL, channel.url)
        yield channel


@pytest.fixture
async def portal_pusher(harness: ProceduresHarness, tmp_path: Path) -> AsyncIterator[Pusher]:
    async with run_pusher(harness, tmp_path) as pusher:
        yield pusher


def advance_clock(harness: ProceduresHarness, seconds: float = LONGEST_WAIT) -> None:
    harness.service.clock.moment += timedelta(seconds=seconds)
