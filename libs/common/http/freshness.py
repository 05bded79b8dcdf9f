"""Read your writes across services: a write returns `Event-Position`, and any read accepts
`Event-Position-At-Least`."""

import asyncio
import time
from collections.abc import Iterable, Mapping

from fastapi import Request
from sqlalchemy import text

from common.errors import Refusal
from common.eventlog.position import MalformedPosition, Position, parse_positions
from common.http.declarations import accepts, refuses
from common.http.documented_headers import POSITION_AT_LEAST
from common.http.headers import HEADER
from common.http.state import runtime_of
from common.service.definition import Service

POSITION = "Event-Position"
TIMEOUT = 5.0  # seconds; after them the caller gets 503 and may retry
MOST_POSITIONS = 16  # a write moves one shard of each aggregate that it changes
POLL_INTERVAL = 0.01  # seconds between reads of the positions


class PositionNotReached(Refusal):
    """This service has not yet applied the events that the caller has seen."""

    status, type, title = 503, "position-not-reached", "The response would be older than what you have seen"

    def __init__(self, requested: Position, current: int) -> None:
        super().__init__(
            f"{requested} is requested, but only sequence {current} is applied",
            requested=str(requested),
            current=current,
        )


class TooManyPositions(Refusal):
    """`Event-Position-At-Least` names more positions than one write can have moved."""

    status, type, title = 400, "too-many-positions", "Too many positions to wait for"

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} positions are named, at most {MOST_POSITIONS} can be waited for", most=MOST_POSITIONS
        )


@accepts(POSITION_AT_LEAST)
@refuses(MalformedPosition, TooManyPositions, PositionNotReached)
async def wait_for_positions(request: Request) -> None:
    header = request.headers.get(HEADER)
    if not header:
        return
    if (count := header.count(",") + 1) > MOST_POSITIONS:
        raise TooManyPositions(count)
    requested = parse_positions(header)
    deadline = time.monotonic() + TIMEOUT
    while (missing := first_behind(requested, await followed_sequences(request))) is not None:
        if time.monotonic() > deadline:
            raise PositionNotReached(*missing)
        await asyncio.sleep(POLL_INTERVAL)


def first_behind(requested: Iterable[Position], applied: Mapping[tuple[str, int], int]) -> tuple[Position, int] | None:
    """Returns the first position that is not applied, with the sequence that is. Streams that are not followed are
    ignored."""
    sources = {source for source, _ in applied}
    for position in requested:
        sequence = applied.get((position.source, position.shard), 0)
        if position.source in sources and sequence < position.sequence:
            return position, sequence
    return None


async def followed_sequences(request: Request) -> dict[tuple[str, int], int]:
    """Returns the tail of this service's own log and what its consumers have applied, by source and shard.

    Reads all in one statement. A stream of which nothing was applied yet has the sequence 0.
    """
    service = runtime_of(request).service
    unapplied = dict.fromkeys(((source, 0) for source in _sources(service)), 0)
    async with runtime_of(request).engine.connect() as connection:
        rows = await connection.execute(text(" UNION ALL ".join(_tables(service))), {"own": service.name})
        return unapplied | {(row.source, row.shard): int(row.sequence) for row in rows}


def _sources(service: Service) -> list[str]:
    own = [service.name] if service.shards else []
    return [*own, *(subscription.source for subscription in service.subscriptions)]


def _tables(service: Service) -> list[str]:
    own = ["SELECT CAST(:own AS text) AS source, shard, sequence FROM stream_shard"] if service.shards else []
    followed = ["SELECT source, shard, sequence FROM stream_position"] if service.subscriptions else []
    return [*own, *followed] or ["SELECT CAST(:own AS text) AS source, 0 AS shard, 0 AS sequence WHERE false"]
