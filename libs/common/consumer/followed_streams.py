"""How far a service has followed each stream that it listens to, by how much it is behind, and what stands in the
way."""

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
        waiting = [letter for letter in await deadletters.all_dead_letters(connection) if letter["skipped_at"] is None]
        lines = [line async for line in _lines(runtime, connection, waiting)]
    return Section("followed", lines)


async def waiting_dead_letters(runtime: Runtime) -> Section:
    """Dead letters that nobody has acted on."""
    async with runtime.engine.connect() as connection:
        found = await deadletters.all_dead_letters(connection)
    return Section(
        "dead_letters",
        [
            StatusLine(
                {
                    "event": f"{one['source']}/{one['shard']}:{one['sequence']}",
                    "type": one["type"],
                    "at": str(one["recorded_at"]),
                },
                CheckState.FAILED,
                one["cause"],
            )
            for one in found
            if one["skipped_at"] is None
        ],
    )


async def _lines(
    runtime: Runtime, connection: AsyncConnection, waiting: list[dict[str, Any]]
) -> AsyncIterator[StatusLine]:
    for subscription in runtime.service.subscriptions:
        feed = feed_of(runtime, subscription.source)
        try:
            standings = await positions_of(connection, subscription.source)  # before the heads, as the watch reads them
            heads, away = await _heads(feed)
            for shard in sorted({*standings, *heads}) or [0]:
                position = standings.get(shard, StreamPosition(subscription.source, shard))
                letters = sum((one["source"], one["shard"]) == (subscription.source, shard) for one in waiting)
                yield await _line(runtime, feed, position, heads.get(shard), away, letters)
        finally:
            await feed.close()


async def _heads(feed: FeedClient) -> tuple[dict[int, int], str]:
    """By shard; and why there are none. The consumer checks signatures, here it is enough to know how far."""
    try:
        return {shard: signed.head.sequence for shard, signed in (await feed.heads()).items()}, ""
    except FeedUnreachable as failed:
        return {}, str(failed)


async def _line(
    runtime: Runtime, feed: FeedClient, position: StreamPosition, head: int | None, away: str, letters: int
) -> StatusLine:
    facts: dict[str, Any] = {
        "stream": f"{position.source}/{position.shard}",
        "position": position.sequence,
        "head": head,
    }
    facts |= {"lag": None, "lag_seconds": None, "dead_letters": letters}
    if head is not None:
        facts |= {"lag": head - position.sequence, "lag_seconds": 0.0}
    if head is not None and head > position.sequence:
        facts["lag_seconds"] = await _seconds(runtime, feed, position)
    if position.stopped_cause is not None:
        return StatusLine(facts, CheckState.FAILED, position.stopped_cause)
    if head is None:
        return StatusLine(facts, CheckState.UNKNOWN, away or "the source lists no such shard")
    if head < position.sequence:
        return StatusLine(
            facts,
            CheckState.FAILED,
            "the source has fewer events than were applied: it was restored from an older state",
        )
    return StatusLine(facts)


async def _seconds(runtime: Runtime, feed: FeedClient, position: StreamPosition) -> float | None:
    """Since the first event that is not applied yet was recorded."""
    try:
        records = await feed.page(position.shard, position.sequence, limit=1)
    except (FeedUnreachable, SourceBehind):
        return None
    if not records:
        return None
    return round(max((runtime.clock.now() - from_text(records[0].time)).total_seconds(), 0), 1)
