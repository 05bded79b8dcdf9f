"""A source's own feed: how systems without Kafka follow along, and how a consumer starts over or mends a gap."""

import time
from functools import cache
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import text

from common.clock import as_text
from common.database import driver_of
from common.errors import Refusal
from common.http.identity import requires_scope
from common.http.state import runtime_of, state_of
from common.runtime import Runtime
from common.streams.epochs import listed_epochs
from common.streams.feed_format import render_page
from common.streams.head import Head, SignedHead, sign
from common.streams.keys import listed_keys
from common.streams.log import read
from common.streams.record import Record

JSON = "application/json"
MOST = 2_000
STANDS = (
    "SELECT shard, sequence, hash, (SELECT coalesce(max(epoch), 1) FROM stream_epoch) AS epoch FROM stream_shard ORDER BY shard"
)


class UnknownShard(Refusal):
    """The source has no shard of this number."""

    status, type, title = 404, "unknown-shard", "There is no such shard"

    def __init__(self, shard: int) -> None:
        super().__init__(f"shard {shard} does not exist", shard=shard)


class AfterTheTail(Refusal):
    """Who asks for what follows an event that was never recorded has followed another history: the source may have been restored."""

    status, type, title = 409, "after-the-tail", "The stream does not reach so far"

    def __init__(self, after: int, tail: int) -> None:
        super().__init__(f"the stream ends at {tail}, before {after}", after=after, tail=tail)


async def page_of(runtime: Runtime, shard: int, after: int, limit: int) -> tuple[list[Record], int]:
    async with runtime.engine.connect() as connection:
        tail = await connection.scalar(text("SELECT sequence FROM stream_shard WHERE shard = :shard"), {"shard": shard})
        if tail is None:
            raise UnknownShard(shard)
        if after > tail:
            raise AfterTheTail(after, tail)
        return await read(await driver_of(connection), runtime.service.name, shard, after, limit), tail


async def events(
    request: Request,
    shard: Annotated[int, Query(ge=0, lt=2**31)] = 0,  # PostgreSQL's integer and bigint hold no more
    after: Annotated[int, Query(ge=0, lt=2**63)] = 0,
    wait: Annotated[float, Query(ge=0, le=30, description="seconds to wait for a first event")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 1_000,
) -> Response:
    """The events of a shard after a sequence, in order, as CloudEvents; `data` is the payload exactly as it was hashed."""
    runtime, wakeups = runtime_of(request), state_of(request)["wakeups"]
    deadline = time.monotonic() + wait
    while True:
        mark = wakeups.mark()
        records, tail = await page_of(runtime, shard, after, limit)
        left = deadline - time.monotonic()
        if records or left <= 0 or wakeups.closing or await request.is_disconnected():
            return Response(render_page(records, tail), media_type=JSON)
        await wakeups.wait(mark, left)


async def heads(request: Request) -> Response:
    """Where each shard stands now, signed; read from the primary."""
    runtime, key = runtime_of(request), state_of(request)["signing_key"]
    if key is None:
        raise HeadNotSigned
    now = as_text(runtime.clock.now())
    async with runtime.engine.connect() as connection:
        rows = await connection.execute(text(STANDS))
        signed = [sign(Head(runtime.service.name, row.shard, row.sequence, row.hash.hex(), now, row.epoch), key) for row in rows]
    return Response(msgspec.json.encode({"heads": signed}), media_type=JSON, headers={"Cache-Control": "no-store"})


async def keys(request: Request) -> Response:
    """Every key that has signed heads, the first by itself, each later one by the one before; bytes as base64."""
    async with runtime_of(request).engine.connect() as connection:
        listed = await listed_keys(connection)
    return Response(msgspec.json.encode({"keys": listed}), media_type=JSON)


async def epochs(request: Request) -> Response:
    """Each restore after which the streams were told anew, signed by an operator's act; empty in the first epoch."""
    async with runtime_of(request).engine.connect() as connection:
        listed = await listed_epochs(connection)
    return Response(msgspec.json.encode({"epochs": listed}), media_type=JSON)


class HeadNotSigned(Refusal):
    """This process was started without `STREAM_KEY_FILE`."""

    status, type, title = 503, "head-not-signed", "The stream's head cannot be signed"

    def __init__(self) -> None:
        super().__init__("this service runs without its signing key")


@cache
def feed_router(public: bool) -> APIRouter:
    """The four routes; without `public` they take the scope `events.read`."""
    allowed = [] if public else [Depends(requires_scope("events.read"))]
    router = APIRouter(prefix="/v1/events", tags=["events"], dependencies=allowed)
    router.add_api_route("", events, methods=["GET"], response_class=Response)
    router.add_api_route("/head", heads, methods=["GET"], response_class=Response)
    router.add_api_route("/keys", keys, methods=["GET"], response_class=Response)
    router.add_api_route("/epochs", epochs, methods=["GET"], response_class=Response)
    return router


class Heads(msgspec.Struct, frozen=True):
    """What `GET /v1/events/head` answers."""

    heads: tuple[SignedHead, ...]
