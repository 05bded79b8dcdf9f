"""Which epoch of a source is followed in each shard, and whether the applied events are part of the source's current
history."""

from collections.abc import Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.feed_client import FeedClient, SourceBehind
from common.consumer.positions import StreamPosition
from common.consumer.source_keys import SourceKeys
from common.eventlog.epochs import FIRST_EPOCH, Epoch, verify
from common.eventlog.head import Head
from common.eventlog.keys import KeyNotTrusted
from common.service.definition import Runtime

UPSERT_FOLLOWED_EPOCH = (
    "INSERT INTO followed_epoch (source, shard, epoch) VALUES (:source, :shard, :epoch)"
    " ON CONFLICT (source, shard) DO UPDATE SET epoch = excluded.epoch, followed_at = now()"
)


async def followed_epochs_of(runtime: Runtime, source: str) -> dict[int, int]:
    """Returns the followed epoch by shard, where it is not the first."""
    async with runtime.engine.connect() as connection:
        return await followed_epochs_in(connection, source)


async def followed_epochs_in(connection: AsyncConnection, source: str) -> dict[int, int]:
    rows = await connection.execute(
        text("SELECT shard, epoch FROM followed_epoch WHERE source = :source"), {"source": source}
    )
    return {row.shard: row.epoch for row in rows}


async def follow_epoch(runtime: Runtime, source: str, shard: int, epoch: int) -> None:
    async with runtime.engine.begin() as connection:
        await connection.execute(text(UPSERT_FOLLOWED_EPOCH), {"source": source, "shard": shard, "epoch": epoch})


async def acts_since(
    feed: FeedClient, keys: SourceKeys, heads: Mapping[int, Head], followed: Mapping[int, int]
) -> list[Epoch]:
    """Returns the acts of the epochs after the lowest that is followed; they are requested only if a head is of such an
    epoch. Raises `KeyNotTrusted`."""
    newest = max((head.epoch for head in heads.values()), default=FIRST_EPOCH)
    lowest = min((followed.get(shard, FIRST_EPOCH) for shard in heads), default=FIRST_EPOCH)
    if newest <= lowest:
        return []
    listed = await feed.epochs()
    acts = await keys.verify(lambda trusted: [verify(signed, trusted) for signed in listed])
    if any(act.source != feed.source for act in acts) or newest not in {act.epoch for act in acts}:
        raise KeyNotTrusted(f"the source's head is of epoch {newest}, and no signed act of its own says so")
    return [act for act in acts if act.epoch > lowest]


async def is_on_history(feed: FeedClient, position: StreamPosition) -> bool:
    """Whether the source still has the event that was applied at this position. Its hash covers all events before
    it."""
    if position.sequence == 0:
        return True
    try:
        records = await feed.page(position.shard, position.sequence - 1, limit=1)
    except SourceBehind:
        return False
    return bool(records) and records[0].sequence == position.sequence and records[0].hash == position.hash


def is_beyond_epoch_start(acts: Sequence[Epoch], position: StreamPosition) -> bool:
    """Whether events behind the point where the newest epoch begins were applied. Up to that point both histories are
    equal, and a topic that was not recreated may still deliver events of the old one.
    """
    point = max(acts, key=lambda act: act.epoch).point(position.shard)
    return point is not None and position.sequence > point.sequence


def lost_history_cause(acts: Sequence[Epoch], position: StreamPosition) -> str:
    """The cause for which a shard is stopped whose applied events the source no longer has."""
    act = max(acts, key=lambda act: act.epoch)
    point = act.point(position.shard)
    where = "another point" if point is None else f"{act.source}/{point.shard}:{point.sequence}"
    return (
        f"the source was restored to {where}, and has another history in epoch {act.epoch}, raised by {act.raised_by}"
        f" ({act.reason}); here {position.sequence} was applied: `rebuild --after-restore {act.source}`"
    )
