"""Looks at a source's signed heads every few seconds: a restored source, a cut-off tail and a silent carrier show
there."""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

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
from common.database.connections import is_transient
from common.eventlog.epochs import FIRST_EPOCH, Epoch
from common.eventlog.head import Head, verify
from common.eventlog.keys import KeyNotTrusted, trusted_keys
from common.service.definition import Runtime

if TYPE_CHECKING:
    from common.consumer.consumer import Consumer

CHECK_INTERVAL = (
    2.0  # seconds; a head that was ahead at two looks, with nothing arriving between them, is read from the feed
)

log = structlog.get_logger()


async def watch_heads(consumer: "Consumer", feed: FeedClient, stop: asyncio.Event) -> None:
    looked: dict[int, int] = {}
    while not await _stop_requested(stop):
        try:
            standings = (
                await consumer.positions()
            )  # before the heads: what is applied meanwhile is no sign of a restored source
            heads, vouched = await signed_heads(consumer.runtime, feed)
            epochs = await followed_epochs_of(consumer.runtime, feed.source)
            acts = await acts_since(feed, vouched, heads, epochs)
        except KeyNotTrusted as forged:
            for shard in looked or {0: 0}:
                await consumer.stop_shard(shard, str(forged))
            continue
        except Exception as away:
            if not is_transient(away):
                raise
            log.info("the source's head cannot be read", source=feed.source, cause=str(away))
            continue
        for shard, head in heads.items():
            position = standings.get(shard, StreamPosition(feed.source, shard))
            if head.epoch > epochs.get(shard, FIRST_EPOCH) and not await follows(consumer, feed, head, position, acts):
                continue
            await look(consumer, feed, head, position, looked.get(shard, -1))
            looked[shard] = position.sequence


async def _stop_requested(stop: asyncio.Event) -> bool:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), CHECK_INTERVAL)
    return stop.is_set()


async def signed_heads(runtime: Runtime, feed: FeedClient) -> tuple[dict[int, Head], Mapping[str, Ed25519PublicKey]]:
    """Each shard's head, signed by a key that the first one we ever saw vouches for; and all such keys."""
    heads, keys = await feed.heads(), await feed.keys()  # in this order: who signed a head was listed before
    if not keys:
        raise KeyNotTrusted("the source signs its head and lists no key")
    async with runtime.engine.begin() as connection:
        pinned = await pinned_key(connection, feed.source, keys[0].public_key)
    vouched = trusted_keys(keys, pinned)
    return {shard: verify(signed, vouched) for shard, signed in heads.items()}, vouched


async def pinned_key(connection: AsyncConnection, source: str, first: bytes) -> bytes:
    """The source's first key as we saw it first: trust on first use."""
    await connection.execute(
        text("INSERT INTO pinned_key (source, public_key) VALUES (:source, :key) ON CONFLICT DO NOTHING"),
        {"source": source, "key": first},
    )
    pinned = await connection.scalar(
        text("SELECT public_key FROM pinned_key WHERE source = :source"), {"source": source}
    )
    return bytes(pinned)


async def look(consumer: "Consumer", feed: FeedClient, head: Head, position: StreamPosition, before: int) -> None:
    """Compare a head with where we stood just before it was read; `before` is where we stood at the last look."""
    metrics.lag.labels(feed.source, head.shard).set(max(head.sequence - position.sequence, 0))
    if position.stopped_cause is not None:
        return
    if head.sequence < position.sequence:
        cause = (
            f"the source ends at {head.sequence}, we have applied {position.sequence}:"
            " it was restored from an older state"
        )
        await consumer.stop_shard(head.shard, cause)
    elif head.sequence == position.sequence and head.sequence and head.hash != position.hash.hex():
        await consumer.stop_shard(
            head.shard, f"the source has another event at sequence {head.sequence} than we have applied"
        )
    elif head.sequence > position.sequence and position.sequence == before:
        await catch_up(consumer, feed, head, position.sequence)


async def follows(
    consumer: "Consumer", feed: FeedClient, head: Head, position: StreamPosition, acts: Sequence[Epoch]
) -> bool:
    """Whether what we have applied is part of the history that the source tells since a restore; if not, stop and name
    the act."""
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
    except SourceBehind as behind:
        await consumer.stop_shard(shard, str(behind))
        return
    if not records:
        await consumer.stop_shard(
            shard, f"the source's head is at {head.sequence}, and its feed has nothing after {after}: events are lost"
        )
        return
    position = await consumer.position(shard)
    await consumer.apply(Batch(shard, records, position.topic_id, position.next_offset))
