"""Checks a source's signed heads every few seconds: they reveal a restored source, lost last events, and a carrier that
delivers nothing."""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import structlog

from common import metrics
from common.consumer.carrier import Batch
from common.consumer.feed_client import FeedClient, FeedUnreachable, SourceBehind
from common.consumer.followed_epochs import (
    acts_since,
    follow_epoch,
    followed_epochs_of,
    is_beyond_epoch_start,
    is_on_history,
    lost_history_cause,
)
from common.consumer.positions import StreamPosition
from common.consumer.source_keys import SourceKeys
from common.database.connections import is_transient
from common.eventlog.epochs import FIRST_EPOCH, Epoch
from common.eventlog.head import Head, verify
from common.eventlog.keys import KeyNotTrusted

if TYPE_CHECKING:
    from common.consumer.consumer import Consumer

# seconds; if the head is ahead in two checks and nothing was applied in between, the events are read from the feed
CHECK_INTERVAL = 5.0

log = structlog.get_logger()


async def watch_heads(consumer: "Consumer", feed: FeedClient, stop: asyncio.Event) -> None:
    checked: dict[int, int] = {}
    keys = SourceKeys(consumer.runtime, feed)
    while not await _stop_requested(stop):
        try:
            # read before the heads: events applied in between are no sign of a restored source
            positions = await consumer.positions()
            heads = await signed_heads(feed, keys)
            epochs = await followed_epochs_of(consumer.runtime, feed.source)
            acts = await acts_since(feed, keys, heads, epochs)
        except KeyNotTrusted as error:
            for shard in checked or {0: 0}:
                await consumer.stop_shard(shard, str(error))
            continue
        except Exception as error:
            if not is_transient(error):
                raise
            log.info("the source's head cannot be read", source=feed.source, cause=str(error))
            continue
        for shard, head in heads.items():
            position = positions.get(shard, StreamPosition(feed.source, shard))
            if head.epoch > epochs.get(shard, FIRST_EPOCH) and not await is_on_current_history(
                consumer, feed, head, position, acts
            ):
                continue
            await check_head(consumer, feed, head, position, checked.get(shard, -1))
            checked[shard] = position.sequence


async def _stop_requested(stop: asyncio.Event) -> bool:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), CHECK_INTERVAL)
    return stop.is_set()


async def signed_heads(feed: FeedClient, keys: SourceKeys) -> dict[int, Head]:
    """Returns each shard's head, verified. Raises `KeyNotTrusted`."""
    heads = await feed.heads()
    return await keys.verify(lambda trusted: {shard: verify(signed, trusted) for shard, signed in heads.items()})


async def check_head(
    consumer: "Consumer", feed: FeedClient, head: Head, position: StreamPosition, checked_sequence: int
) -> None:
    """Compares a head with the position that was read just before it; `checked_sequence` is that of the last check."""
    metrics.lag.labels(feed.source, head.shard).set(max(head.sequence - position.sequence, 0))
    if position.stopped_cause is not None:
        return
    if head.sequence < position.sequence:
        cause = (
            f"the source ends at {head.sequence}, here {position.sequence} was applied:"
            " it was restored from an older state"
        )
        await consumer.stop_shard(head.shard, cause)
    elif head.sequence == position.sequence and head.sequence and head.hash != position.hash.hex():
        await consumer.stop_shard(
            head.shard, f"the source has another event at sequence {head.sequence} than was applied"
        )
    elif head.sequence > position.sequence and position.sequence == checked_sequence:
        await catch_up(consumer, feed, head, position.sequence)


async def is_on_current_history(
    consumer: "Consumer", feed: FeedClient, head: Head, position: StreamPosition, acts: Sequence[Epoch]
) -> bool:
    """Whether the applied events are part of the source's history since a restore. If not, the shard is stopped, and
    the cause names the act that began the epoch."""
    try:
        if await is_on_history(feed, position):
            if is_beyond_epoch_start(acts, position):
                await follow_epoch(consumer.runtime, feed.source, head.shard, head.epoch)
            return True
    except FeedUnreachable:
        return False
    cause = lost_history_cause(acts, position)
    if position.stopped_cause != cause:
        await consumer.stop_shard(head.shard, cause)
    return False


async def catch_up(consumer: "Consumer", feed: FeedClient, head: Head, after: int) -> None:
    shard = head.shard
    try:
        records = await feed.page(shard, after)
    except FeedUnreachable:
        return
    except SourceBehind as error:
        await consumer.stop_shard(shard, str(error))
        return
    if not records:
        await consumer.stop_shard(
            shard, f"the source's head is at {head.sequence}, and its feed has nothing after {after}: events are lost"
        )
        return
    position = await consumer.position(shard)
    await consumer.apply(Batch(shard, records, position.topic_id, position.next_offset))
