"""The feed of a source: for followers without Kafka, and for consumers that start over or fill a gap."""

import time
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import text

from common.clock import as_text
from common.contracts.event import is_retired, known_types
from common.errors import Refusal
from common.eventlog.epochs import SignedEpoch, listed_epochs
from common.eventlog.feed_format import FeedPage
from common.eventlog.head import Head, SignedHead, sign
from common.eventlog.keys import SigningKey, listed_keys
from common.http.authentication import requires_scope
from common.http.declarations import never_stored, refuses
from common.http.feed_pages import EventTypeNotSent, PageKey, PositionBeyondTail, ShardNotFound
from common.http.query_parameters import QueryCheckedRoute
from common.http.state import runtime_of, state_of

JSON = "application/json"
MAX_LIMIT = 2_000
HEADS = (
    "SELECT shard, sequence, hash, (SELECT coalesce(max(epoch), 1) FROM stream_epoch) AS epoch FROM stream_shard"
    " ORDER BY shard"
)


@refuses(ShardNotFound, PositionBeyondTail, EventTypeNotSent)
async def events(
    request: Request,
    shard: Annotated[int, Query(ge=0, lt=2**31)] = 0,  # the ranges of PostgreSQL's integer and bigint
    after: Annotated[int, Query(ge=0, lt=2**63)] = 0,
    wait: Annotated[float, Query(ge=0, le=30, description="seconds to wait for a first event")] = 0,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 1_000,
    type: Annotated[
        tuple[str, ...],
        Query(max_length=100, description="only events of these types; such a page is `filtered`, and proves nothing"),
    ] = (),
) -> Response:
    """The events of a shard after a sequence, in order, as CloudEvents. `data` is the payload exactly as it was
    hashed."""
    types = known_types_of(request, type)
    wakeups, pages = state_of(request)["wakeups"], state_of(request)["feed_pages"]
    deadline = time.monotonic() + wait
    while True:
        mark = wakeups.mark()
        page = await pages.at(PageKey(shard, after, limit, types))
        remaining = deadline - time.monotonic()
        if not page.is_empty or remaining <= 0 or wakeups.closing or await request.is_disconnected():
            return Response(page.rendered, media_type=JSON)
        await wakeups.wait(mark, remaining)


def known_types_of(request: Request, types: tuple[str, ...]) -> tuple[str, ...]:
    """Returns each type once, in one order. Raises `EventTypeNotSent`."""
    if not types:
        return ()
    source = runtime_of(request).service.name
    known = {event_type.name for event_type in known_types(source)}
    if unknown := {type for type in types if type not in known and not is_retired(type)}:
        raise EventTypeNotSent(unknown, known)
    return tuple(sorted(set(types)))


class HeadNotSigned(Refusal):
    """This process was started without `STREAM_KEY_FILE`."""

    status, type, title = 503, "head-not-signed", "The stream's head cannot be signed"

    def __init__(self) -> None:
        super().__init__("this service runs without its signing key")


@never_stored
@refuses(HeadNotSigned)
async def heads(request: Request) -> Response:
    """The signed head of each shard, read from the primary."""
    runtime, key = runtime_of(request), state_of(request)["signing_key"]
    if key is None:
        raise HeadNotSigned
    now = as_text(runtime.clock.now())
    async with runtime.engine.connect() as connection:
        rows = await connection.execute(text(HEADS))
        signed = [
            sign(Head(runtime.service.name, row.shard, row.sequence, row.hash.hex(), now, row.epoch), key)
            for row in rows
        ]
    return Response(msgspec.json.encode({"heads": signed}), media_type=JSON, headers={"Cache-Control": "no-store"})


async def keys(request: Request) -> Response:
    """Every key that has signed heads. The first key is signed by itself, each later one by its predecessor; bytes are
    base64."""
    async with runtime_of(request).engine.connect() as connection:
        listed = await listed_keys(connection)
    return Response(msgspec.json.encode({"keys": listed}), media_type=JSON)


async def epochs(request: Request) -> Response:
    """The signed epochs: each begins where the streams go on differently after a restore. Empty in the first epoch."""
    async with runtime_of(request).engine.connect() as connection:
        listed = await listed_epochs(connection)
    return Response(msgspec.json.encode({"epochs": listed}), media_type=JSON)


class SignedHeads(msgspec.Struct, frozen=True):
    """The response of `GET /v1/events/head`."""

    heads: tuple[SignedHead, ...]


class SigningKeys(msgspec.Struct, frozen=True):
    """The response of `GET /v1/events/keys`."""

    keys: tuple[SigningKey, ...]


class SignedEpochs(msgspec.Struct, frozen=True):
    """The response of `GET /v1/events/epochs`."""

    epochs: tuple[SignedEpoch, ...]


OPERATIONS: dict[str, tuple[str, Callable[..., Any], type[msgspec.Struct]]] = {
    "": ("listEvents", events, FeedPage),
    "/head": ("getStreamHeads", heads, SignedHeads),
    "/keys": ("listStreamKeys", keys, SigningKeys),
    "/epochs": ("listStreamEpochs", epochs, SignedEpochs),
}
"""Of each path below that of the feed: the id of the operation, its endpoint, and the struct of its response."""
RESPONSES = [struct for _, _, struct in OPERATIONS.values()]


@cache
def feed_router(public: bool) -> APIRouter:
    """Returns the four routes; where the feed is not public they require the scope `events.read`."""
    allowed = [] if public else [Depends(requires_scope("events.read"))]
    router = APIRouter(prefix="/v1/events", tags=["events"], dependencies=allowed, route_class=QueryCheckedRoute)
    for path, (operation, endpoint, response) in OPERATIONS.items():
        router.add_api_route(
            path,
            endpoint,
            methods=["GET"],
            operation_id=operation,
            response_class=Response,
            responses={200: {"content": {JSON: {"schema": {"$ref": f"#/components/schemas/{response.__name__}"}}}}},
        )
    return router
