"""The moments of a stream's records: a clock that was ahead has dated some into the future.

Within an epoch the time never decreases, so that everything after such a record would be dated into the future as well.
Instead nothing more is recorded until an operator begins a new epoch behind it (`epoch after-clock-error`).
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import TOLERANCE, as_text
from common.errors import RecordingPaused

LAST_PLAUSIBLE = "SELECT sequence FROM event_log WHERE shard = $1 AND time <= $2 ORDER BY sequence DESC LIMIT 1"

DECREASES = """
    SELECT sequence, time, next FROM (
        SELECT sequence, time, lead(time) OVER (ORDER BY sequence) AS next FROM event_log WHERE shard = $1
    ) AS record WHERE next < time ORDER BY sequence
"""


class StreamInFuture(RecordingPaused):
    """The last record of the stream is dated more than 5 s into the future, by a clock that was ahead: nothing more is
    recorded until an operator has signed how the stream goes on, or that moment has come."""

    status, type, title = 503, "stream-in-future", "The last record is dated into the future"


class Decrease(NamedTuple):
    """A record that is followed by one of an earlier moment."""

    sequence: int
    time: str
    next: str


def is_in_future(time: str, now: datetime) -> bool:
    return time > as_text(now + TOLERANCE)


async def future_of(driver: Any, stream: str, shard: int, last: int, time: str, now: datetime) -> StreamInFuture:
    """Describes a stream whose last record lies in the future: since which record that is so, and how to go on."""
    plausible = await driver.fetchval(LAST_PLAUSIBLE, shard, as_text(now + TOLERANCE))
    first = (plausible or 0) + 1
    return StreamInFuture(
        f"{stream} is dated into the future since sequence {first}, up to {time} at sequence {last}: nothing is"
        " recorded until an operator signs `epoch after-clock-error`",
        stream=stream,
        first_sequence=first,
        last_sequence=last,
        last_time=time,
    )


async def decreases_of(driver: Any, shard: int) -> list[Decrease]:
    return [Decrease(*row) for row in await driver.fetch(DECREASES, shard)]


async def restart_time(connection: AsyncConnection, shards: list[int], now: datetime) -> None:
    """Lets the next records of these shards have a moment from now on, where the last one lies later."""
    await connection.execute(
        text("UPDATE stream_shard SET time = :now WHERE shard = ANY(:shards) AND time > :now"),
        {"now": as_text(now), "shards": shards},
    )
