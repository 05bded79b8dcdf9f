"""Read your writes across services: a write says `Event-Position`, any reader accepts `Event-Position-At-Least`."""

import asyncio
import time

from fastapi import Request
from sqlalchemy import text

from common.errors import Refusal
from common.eventlog.position import Position, parse_positions
from common.http.headers import HEADER
from common.http.state import runtime_of

POSITION = "Event-Position"
PATIENCE = 5.0  # seconds; then the caller may try again
LOOK = 0.01  # seconds between looks at a consumer's position


class PositionNotReached(Refusal):
    """This service has not yet applied the events that the caller has seen."""

    status, type, title = 503, "position-not-reached", "The answer would be older than what you have seen"

    def __init__(self, wanted: Position, reached: int) -> None:
        super().__init__(f"{wanted} was asked for, {reached} is reached", wanted=str(wanted), reached=reached)


async def wait_as_asked(request: Request) -> None:
    header = request.headers.get(HEADER)
    if not header:
        return
    deadline = time.monotonic() + PATIENCE
    for wanted in parse_positions(header):
        await wait_for(request, wanted, deadline)


async def wait_for(request: Request, wanted: Position, deadline: float) -> None:
    while True:
        reached = await reached_by(request, wanted)
        if reached >= wanted.sequence:
            return
        if time.monotonic() > deadline:
            raise PositionNotReached(wanted, reached)
        await asyncio.sleep(LOOK)


async def reached_by(request: Request, wanted: Position) -> int:
    """How far this service is in a stream: its own log's tail, or what its consumer applied."""
    runtime = runtime_of(request)
    if wanted.source == runtime.service.name:
        query = "SELECT sequence FROM stream_shard WHERE shard = :shard"
    elif any(listening.source == wanted.source for listening in runtime.service.listens):
        query = "SELECT sequence FROM stream_position WHERE source = :source AND shard = :shard"
    else:
        return wanted.sequence  # a stream that this service does not follow cannot make its answers older
    async with runtime.engine.connect() as connection:
        found = await connection.scalar(text(query), {"source": wanted.source, "shard": wanted.shard})
    return int(found or 0)
