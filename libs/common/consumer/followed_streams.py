"""The sections of `status` about followed streams: the position in each, its lag, and why it is stopped."""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from common.check_state import CheckState
from common.clock import from_text
from common.consumer import deadletters
from common.consumer.carriers import feed_of
from common.consumer.feed_client import FeedClient, FeedUnreachable, SourceBehind
from common.consumer.positions import StreamPosition, positions_of
from common.service.definition import Runtime
from common.status import Section, StatusLine


async def followed_streams(runtime: Runtime) -> Section:
    async with runtime.engine.connect() as connection:
        unskipped = [
            letter for letter in await deadletters.all_dead_letters(connection) if letter["skipped_at"] is None
        ]
        lines = [line async for line in _lines(runtime, connection, unskipped)]
    return Section("followed", lines)


async def waiting_dead_letters(runtime: Runtime) -> Section:
    """Dead letters that no operator has skipped or retried."""
    async with runtime.engine.connect() as connection:
        letters = await deadletters.all_dead_letters(connection)
    return Section(
        "dead_letters",
        [
            StatusLine(
                {
                    "event": f"{letter['source']}/{letter['shard']}:{letter['sequence']}",
                    "type": letter["type"],
                    "recorded_at": str(letter["recorded_at"]),
                },
                CheckState.FAILED,
                letter["cause"],
            )
            for letter in letters
            if letter["skipped_at"] is None
        ],
    )


async def _lines(
    runtime: Runtime, connection: AsyncConnection, unskipped: list[dict[str, Any]]
) -> AsyncIterator[StatusLine]:
    for subscription in runtime.service.subscriptions:
        feed = feed_of(runtime, subscription.source)
        try:
            positions = await positions_of(connection, subscription.source)  # before the heads, as the head watch does
            heads, feed_error = await _heads(feed)
            for shard in sorted({*positions, *heads}) or [0]:
                position = positions.get(shard, StreamPosition(subscription.source, shard))
                dead_letter_count = sum(
                    (letter["source"], letter["shard"]) == (subscription.source, shard) for letter in unskipped
                )
                yield await _line(runtime, feed, position, heads.get(shard), feed_error, dead_letter_count)
        finally:
            await feed.close()


async def _heads(feed: FeedClient) -> tuple[dict[int, int], str]:
    """Returns the last sequence of each shard, and why none could be read. The consumer verifies the signatures; here
    the sequences suffice."""
    try:
        return {shard: signed.head.sequence for shard, signed in (await feed.heads()).items()}, ""
    except FeedUnreachable as error:
        return {}, str(error)


async def _line(
    runtime: Runtime,
    feed: FeedClient,
    position: StreamPosition,
    head: int | None,
    feed_error: str,
    dead_letter_count: int,
) -> StatusLine:
    facts: dict[str, Any] = {
        "stream": f"{position.source}/{position.shard}",
        "position": position.sequence,
        "head": head,
    }
    facts |= {"lag": None, "lag_seconds": None, "dead_letters": dead_letter_count}
    if head is not None:
        facts |= {"lag": head - position.sequence, "lag_seconds": 0.0}
    if head is not None and head > position.sequence:
        facts["lag_seconds"] = await _lag_seconds(runtime, feed, position)
    if position.stopped_cause is not None:
        return StatusLine(facts, CheckState.FAILED, position.stopped_cause)
    if head is None:
        return StatusLine(facts, CheckState.UNKNOWN, feed_error or "the source lists no such shard")
    if head < position.sequence:
        return StatusLine(
            facts,
            CheckState.FAILED,
            "the source has fewer events than were applied: it was restored from an older state",
        )
    return StatusLine(facts)


async def _lag_seconds(runtime: Runtime, feed: FeedClient, position: StreamPosition) -> float | None:
    """Seconds since the first event that is not applied yet was recorded."""
    try:
        records = await feed.page(position.shard, position.sequence, limit=1)
    except (FeedUnreachable, SourceBehind):
        return None
    if not records:
        return None
    return round(max((runtime.clock.now() - from_text(records[0].time)).total_seconds(), 0), 1)
