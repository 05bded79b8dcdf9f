"""Brings a follower back to equal after its source was restored: what the source has lost is set aside, what is common
is folded anew.

All of it in one transaction, so that nobody sees half of it; consumers wait for the positions meanwhile.
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
from common.consumer.verify import first_difference
from common.errors import Refusal
from common.eventlog.chain import GENESIS
from common.eventlog.epochs import FIRST_EPOCH, Epoch, Point
from common.eventlog.head import Head
from common.kafka.connection import Brokers
from common.kafka.reading import last_records
from common.progress_reports import Report, ReportProgress, nothing
from common.service.definition import Runtime

SET_ASIDE = (
    "INSERT INTO orphaned_event (source, epoch, shard, sequence, hash, prevhash, id, type, time, subject, payload,"
    " cause, skipped_by, skip_reason) SELECT source, :epoch, shard, sequence, coalesce(e.hash, d.hash), e.prevhash,"
    " e.id, coalesce(e.type, d.type), e.time, e.subject, e.payload, d.cause, d.skipped_by, d.skip_reason"
    " FROM applied_event e FULL JOIN dead_letter d USING (source, shard, sequence) WHERE source = :source"
    " AND shard = :shard AND sequence > :sequence"
)
BEYOND = "DELETE FROM {table} WHERE source = :source AND shard = :shard AND sequence > :sequence"
REWIND_POSITION = (
    "UPDATE stream_position SET sequence = :sequence, hash = :hash, topic_id = NULL, next_offset = NULL, stopped_at ="
    " NULL, stopped_cause = NULL WHERE source = :source AND shard = :shard"
)


class SourceNotRestored(Refusal):
    """The source tells what we have applied: there is nothing to go back from."""

    status, type, title = 409, "source-not-restored", "The source was not restored"


class TopicNotRecreated(Refusal):
    """Kafka still holds what the source has lost: to follow the topic would apply it again."""

    status, type, title = 409, "topic-not-recreated", "The topic holds another history than the source"


@dataclass(frozen=True)
class Rewind:
    """A shard that goes back to `point`, since `epoch` begins there."""

    position: StreamPosition
    point: Point
    epoch: int


async def rewind_source(
    runtime: Runtime, source: str, report: Report, report_progress: ReportProgress = nothing
) -> None:
    """Raises `SourceNotRestored`, `TopicNotRecreated`, `HistoryMismatch`, `KeyNotTrusted`; then all stands as it
    was."""
    feed = feed_of(runtime, source)
    try:
        heads, vouched = await signed_heads(runtime, feed)
        async with runtime.engine.begin() as connection:
            await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('rebuild'))"))
            await connection.execute(text("LOCK TABLE stream_position IN EXCLUSIVE MODE"))
            known = await followed_epochs_in(connection, source)
            acts = await acts_since(feed, vouched, heads, known)
            rewinds = await _rewinds(connection, feed, heads, known, acts)
            await _same_on_kafka(runtime, feed)
            for rewind in rewinds:
                await _orphaned(connection, rewind, report)
            await rebuild_in(runtime, connection, report, report_progress)
    finally:
        await feed.close()


async def _rewinds(
    connection: AsyncConnection, feed: FeedClient, heads: dict[int, Head], known: dict[int, int], acts: Sequence[Epoch]
) -> list[Rewind]:
    rewinds = []
    for shard, position in (await positions_of(connection, feed.source)).items():
        if await is_on_history(feed, position):
            continue
        new = [act for act in acts if act.epoch > known.get(shard, FIRST_EPOCH)]
        points = [point for act in new if (point := act.point(shard)) is not None]
        if not points:
            raise HistoryMismatch(
                f"{feed.source}/{shard} tells another history, and no act of an operator says why: `epoch raise` there"
            )
        point = min(points, key=lambda each: each.sequence)
        await _common(connection, feed, position, point)
        rewinds.append(Rewind(position, point, heads[shard].epoch))
    if not rewinds:
        raise SourceNotRestored(f"{feed.source} tells all that was applied here")
    return rewinds


async def _common(connection: AsyncConnection, feed: FeedClient, position: StreamPosition, point: Point) -> None:
    """What was applied up to the point is what the source tells up to there."""
    until = min(position.sequence, point.sequence)
    different = await first_difference(connection, feed, position, until)
    if (
        different is None
        and until == point.sequence
        and await _hash_at(connection, position, until) != bytes.fromhex(point.hash)
    ):
        different = until
    if different is not None or position.sequence < point.sequence:
        where = position.sequence if different is None else different
        raise HistoryMismatch(
            f"{feed.source}/{point.shard} was applied up to {position.sequence},"
            f" and differs at {where} from what the source tells, though its epoch begins behind {point.sequence}:"
            " raise the epoch there `--from` an earlier event"
        )


async def _hash_at(connection: AsyncConnection, position: StreamPosition, sequence: int) -> bytes:
    if sequence == 0:
        return GENESIS
    where = {"source": position.source, "shard": position.shard, "sequence": sequence}
    query = text("SELECT hash FROM applied_event WHERE source = :source AND shard = :shard AND sequence = :sequence")
    return bytes(await connection.scalar(query, where) or b"")


async def _same_on_kafka(runtime: Runtime, feed: FeedClient) -> None:
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
                f"the topic of {feed.source}/{shard} ends with another event {last.sequence} than the source tells:"
                f" `python -m {feed.source} topics --recreate` first"
            )


async def _orphaned(connection: AsyncConnection, rewind: Rewind, report: Report) -> None:
    where = {"source": rewind.position.source, "shard": rewind.position.shard, "sequence": rewind.point.sequence}
    aside = await connection.execute(text(SET_ASIDE), {**where, "epoch": rewind.epoch})
    for table in ("applied_event", "dead_letter"):
        await connection.execute(text(BEYOND.format(table=table)), where)
    await connection.execute(text(REWIND_POSITION), {**where, "hash": bytes.fromhex(rewind.point.hash)})
    report(
        f"{rewind.position.source}/{rewind.position.shard}: {aside.rowcount} events set aside,"
        f" {rewind.point.sequence + 1} to {rewind.position.sequence}:"
        " what they set in motion elsewhere was not taken back"
    )
