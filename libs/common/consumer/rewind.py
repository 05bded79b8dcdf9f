"""Rewinds a follower after its source was restored: the events that the source has lost are set aside, and the
projections are rebuilt from the common history.

All of it is one transaction, so that nobody sees an intermediate state; consumers wait for the locked positions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.carriers import feed_of
from common.consumer.feed_client import FeedClient, SourceBehind
from common.consumer.followed_epochs import acts_since, followed_epochs_in, is_on_history
from common.consumer.head_watch import signed_heads
from common.consumer.positions import StreamPosition, positions_of
from common.consumer.rebuild import rebuild_in
from common.consumer.replay import HistoryMismatch
from common.consumer.source_keys import SourceKeys
from common.consumer.verify import first_difference
from common.errors import Refusal
from common.eventlog.chain import GENESIS
from common.eventlog.epochs import FIRST_EPOCH, Epoch, Point
from common.eventlog.head import Head
from common.kafka.connection import Brokers
from common.kafka.reading import last_records
from common.progress_reports import Report, ReportProgress, no_progress
from common.service.definition import Runtime

SET_ASIDE = (
    "INSERT INTO orphaned_event (source, epoch, shard, sequence, hash, prevhash, id, type, time, subject, payload,"
    " cause, skipped_by, skip_reason) SELECT source, :epoch, shard, sequence, coalesce(e.hash, d.hash), e.prevhash,"
    " e.id, coalesce(e.type, d.type), e.time, e.subject, e.payload, d.cause, d.skipped_by, d.skip_reason"
    " FROM applied_event e FULL JOIN dead_letter d USING (source, shard, sequence) WHERE source = :source"
    " AND shard = :shard AND sequence > :sequence"
)
DELETE_BEYOND = "DELETE FROM {table} WHERE source = :source AND shard = :shard AND sequence > :sequence"
REWIND_POSITION = (
    "UPDATE stream_position SET sequence = :sequence, hash = :hash, topic_id = NULL, next_offset = NULL, stopped_at ="
    " NULL, stopped_cause = NULL WHERE source = :source AND shard = :shard"
)


class SourceNotRestored(Refusal):
    """The source has all the events that were applied: there is nothing to rewind."""

    status, type, title = 409, "source-not-restored", "The source was not restored"


class TopicNotRecreated(Refusal):
    """The topic still has the events that the source has lost: following it would apply them again."""

    status, type, title = 409, "topic-not-recreated", "The topic holds another history than the source"


@dataclass(frozen=True)
class Rewind:
    """A shard that is rewound to `point`, where `epoch` begins."""

    position: StreamPosition
    point: Point
    epoch: int


async def rewind_source(
    runtime: Runtime, source: str, report: Report, report_progress: ReportProgress = no_progress
) -> None:
    """Raises `SourceNotRestored`, `TopicNotRecreated`, `HistoryMismatch`, `KeyNotTrusted`; nothing is changed then."""
    feed = feed_of(runtime, source)
    try:
        keys = SourceKeys(runtime, feed)
        heads = await signed_heads(feed, keys)
        async with runtime.engine.begin() as connection:
            await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('rebuild'))"))
            await connection.execute(text("LOCK TABLE stream_position IN EXCLUSIVE MODE"))
            followed = await followed_epochs_in(connection, source)
            acts = await acts_since(feed, keys, heads, followed)
            rewinds = await _rewinds(connection, feed, heads, followed, acts)
            await _check_topic(runtime, feed)
            for rewind in rewinds:
                await _set_aside(connection, rewind, report)
            await rebuild_in(runtime, connection, report, report_progress)
    finally:
        await feed.close()


async def _rewinds(
    connection: AsyncConnection,
    feed: FeedClient,
    heads: dict[int, Head],
    followed: dict[int, int],
    acts: Sequence[Epoch],
) -> list[Rewind]:
    rewinds = []
    for shard, position in (await positions_of(connection, feed.source)).items():
        if await is_on_history(feed, position):
            continue
        new_acts = [act for act in acts if act.epoch > followed.get(shard, FIRST_EPOCH)]
        points = [point for act in new_acts if (point := act.point(shard)) is not None]
        if not points:
            raise HistoryMismatch(
                f"{feed.source}/{shard} has another history, and no operator has signed an epoch: `epoch raise` there"
            )
        point = min(points, key=lambda candidate: candidate.sequence)
        await _check_common_history(connection, feed, position, point)
        rewinds.append(Rewind(position, point, heads[shard].epoch))
    if not rewinds:
        raise SourceNotRestored(f"{feed.source} has all the events that were applied here")
    return rewinds


async def _check_common_history(
    connection: AsyncConnection, feed: FeedClient, position: StreamPosition, point: Point
) -> None:
    """Raises `HistoryMismatch` unless the applied events and those of the source are equal up to the point."""
    until = min(position.sequence, point.sequence)
    difference = await first_difference(connection, feed, position, until)
    if (
        difference is None
        and until == point.sequence
        and await _hash_at(connection, position, until) != bytes.fromhex(point.hash)
    ):
        difference = until
    if difference is not None or position.sequence < point.sequence:
        sequence = position.sequence if difference is None else difference
        raise HistoryMismatch(
            f"{feed.source}/{point.shard} was applied up to {position.sequence},"
            f" and differs at {sequence} from the source, although its epoch begins behind {point.sequence}:"
            " raise the epoch there `--from` an earlier event"
        )


async def _hash_at(connection: AsyncConnection, position: StreamPosition, sequence: int) -> bytes:
    if sequence == 0:
        return GENESIS
    params = {"source": position.source, "shard": position.shard, "sequence": sequence}
    query = text("SELECT hash FROM applied_event WHERE source = :source AND shard = :shard AND sequence = :sequence")
    return bytes(await connection.scalar(query, params) or b"")


async def _check_topic(runtime: Runtime, feed: FeedClient) -> None:
    if (brokers := Brokers.of(runtime.settings)) is None:
        return
    shards = len(await feed.heads())
    for shard, last in (await last_records(brokers, feed.source, shards)).items():
        try:
            records = await feed.page(shard, last.sequence - 1, limit=1)
        except SourceBehind:
            records = []
        if not records or records[0].hash != last.hash:
            raise TopicNotRecreated(
                f"the topic of {feed.source}/{shard} ends with another event {last.sequence} than the source has:"
                f" `python -m {feed.source} topics --recreate` first"
            )


async def _set_aside(connection: AsyncConnection, rewind: Rewind, report: Report) -> None:
    params = {"source": rewind.position.source, "shard": rewind.position.shard, "sequence": rewind.point.sequence}
    inserted = await connection.execute(text(SET_ASIDE), {**params, "epoch": rewind.epoch})
    for table in ("applied_event", "dead_letter"):
        await connection.execute(text(DELETE_BEYOND.format(table=table)), params)
    await connection.execute(text(REWIND_POSITION), {**params, "hash": bytes.fromhex(rewind.point.hash)})
    report(
        f"{rewind.position.source}/{rewind.position.shard}: {inserted.rowcount} events set aside,"
        f" {rewind.point.sequence + 1} to {rewind.position.sequence}:"
        " commands that reactions to them have called are not undone"
    )
