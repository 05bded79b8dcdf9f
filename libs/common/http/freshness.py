"""Read your writes across services: a write says `Event-Position`, any reader accepts `Event-Position-At-Least`."""

import asyncio
import time
from collections.abc import Iterable, Mapping

from fastapi import Request
from sqlalchemy import text

from common.errors import Refusal
from common.eventlog.position import Position, parse_positions
from common.http.headers import HEADER
from common.http.state import runtime_of
from common.service.definition import Service

POSITION = "Event-Position"
PATIENCE = 5.0  # seconds; then the caller may try again
MOST_POSITIONS = 16  # a write moves one shard of each aggregate that it changes
LOOK = 0.01  # seconds between looks at a consumer's position


class PositionNotReached(Refusal):
    """This service has not yet applied the events that the caller has seen."""

    status, type, title = 503, "position-not-reached", "The answer would be older than what you have seen"

    def __init__(self, wanted: Position, reached: int) -> None:
        super().__init__(f"{wanted} was asked for, {reached} is reached", wanted=str(wanted), reached=reached)


class TooManyPositions(Refusal):
    """`Event-Position-At-Least` names more positions than one write can have moved."""

    status, type, title = 400, "too-many-positions", "Too many positions to wait for"

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} positions are named, {MOST_POSITIONS} at most can be waited for", most=MOST_POSITIONS
        )


async def wait_as_requested(request: Request) -> None:
    header = request.headers.get(HEADER)
    if not header:
        return
    if (count := header.count(",") + 1) > MOST_POSITIONS:
        raise TooManyPositions(count)
    wanted = parse_positions(header)
    deadline = time.monotonic() + PATIENCE
    while (missing := first_missing(wanted, await followed_sequences(request))) is not None:
        if time.monotonic() > deadline:
            raise PositionNotReached(*missing)
        await asyncio.sleep(LOOK)


def first_missing(wanted: Iterable[Position], reached: Mapping[tuple[str, int], int]) -> tuple[Position, int] | None:
    """The first position that is not reached, with the sequence that is; a stream that is not followed makes no answer
    older."""
    sources = {source for source, _ in reached}
    for position in wanted:
        sequence = reached.get((position.source, position.shard), 0)
        if position.source in sources and sequence < position.sequence:
            return position, sequence
    return None


async def followed_sequences(request: Request) -> dict[tuple[str, int], int]:
    """By source and shard, in one statement: the tail of this service's own log, and what its consumers have applied.

    Each stream that this service knows is there, those of which nothing was applied yet with 0.
    """
    service = runtime_of(request).service
    known = dict.fromkeys(((source, 0) for source in _sources(service)), 0)
    async with runtime_of(request).engine.connect() as connection:
        rows = await connection.execute(text(" UNION ALL ".join(_tables(service))), {"own": service.name})
        return known | {(row.source, row.shard): int(row.sequence) for row in rows}


def _sources(service: Service) -> list[str]:
    own = [service.name] if service.shards else []
    return [*own, *(subscription.source for subscription in service.subscriptions)]


def _tables(service: Service) -> list[str]:
    own = ["SELECT CAST(:own AS text) AS source, shard, sequence FROM stream_shard"] if service.shards else []
    followed = ["SELECT source, shard, sequence FROM stream_position"] if service.subscriptions else []
    return [*own, *followed] or ["SELECT CAST(:own AS text) AS source, 0 AS shard, 0 AS sequence WHERE false"]
