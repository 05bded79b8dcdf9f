"""Which epoch of a source we follow, shard by shard, and whether what we have applied is part of what it tells now."""

from collections.abc import Mapping, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.feed_client import FeedClient, SourceBehind
from common.consumer.positions import StreamPosition
from common.eventlog.epochs import FIRST_EPOCH, Epoch, verify
from common.eventlog.head import Head
from common.eventlog.keys import KeyNotTrusted
from common.service.definition import Runtime

FOLLOW = (
    "INSERT INTO followed_epoch (source, shard, epoch) VALUES (:source, :shard, :epoch)"
    " ON CONFLICT (source, shard) DO UPDATE SET epoch = excluded.epoch, followed_at = now()"
)


async def followed_epochs_of(runtime: Runtime, source: str) -> dict[int, int]:
    """By shard, those that are not the first."""
    async with runtime.engine.connect() as connection:
        return await followed_epochs_in(connection, source)


async def followed_epochs_in(connection: AsyncConnection, source: str) -> dict[int, int]:
    rows = await connection.execute(
        text("SELECT shard, epoch FROM followed_epoch WHERE source = :source"), {"source": source}
    )
    return {row.shard: row.epoch for row in rows}


async def follow_epoch(runtime: Runtime, source: str, shard: int, epoch: int) -> None:
    async with runtime.engine.begin() as connection:
        await connection.execute(text(FOLLOW), {"source": source, "shard": shard, "epoch": epoch})


async def acts_since(
    feed: FeedClient, vouched: Mapping[str, Ed25519PublicKey], heads: Mapping[int, Head], known: Mapping[int, int]
) -> list[Epoch]:
    """The acts since the lowest epoch that is followed, asked for only where a head says that there are any. Raises
    `KeyNotTrusted`."""
    newest = max((head.epoch for head in heads.values()), default=FIRST_EPOCH)
    lowest = min((known.get(shard, FIRST_EPOCH) for shard in heads), default=FIRST_EPOCH)
    if newest <= lowest:
        return []
    acts = [verify(signed, vouched) for signed in await feed.epochs()]
    if any(act.source != feed.source for act in acts) or newest not in {act.epoch for act in acts}:
        raise KeyNotTrusted(f"the source's head is of epoch {newest}, and no signed act of its own says so")
    return [act for act in acts if act.epoch > lowest]


async def is_on_history(feed: FeedClient, position: StreamPosition) -> bool:
    """Whether the source tells at our position the event that we have applied there; its hash speaks for all before
    it."""
    if position.sequence == 0:
        return True
    try:
        records = await feed.page(position.shard, position.sequence - 1, limit=1)
    except SourceBehind:
        return False
    return bool(records) and records[0].sequence == position.sequence and records[0].hash == position.hash


def is_beyond_epoch_start(acts: Sequence[Epoch], position: StreamPosition) -> bool:
    """Whether something was applied behind the point where the newest epoch begins. Up to there all histories are one,
    and a topic
    that was not made anew may still bring what is no more.
    """
    point = max(acts, key=lambda each: each.epoch).point(position.shard)
    return point is not None and position.sequence > point.sequence


def lost_history_cause(acts: Sequence[Epoch], position: StreamPosition) -> str:
    """Why a shard stops whose applied events the source does not tell any more."""
    act = max(acts, key=lambda each: each.epoch)
    point = act.point(position.shard)
    where = "another point" if point is None else f"{act.source}/{point.shard}:{point.sequence}"
    return (
        f"the source was restored to {where}, and tells another history in epoch {act.epoch}, raised by {act.raised_by}"
        f" ({act.reason}); we have applied {position.sequence}: `rebuild --after-restore {act.source}`"
    )
