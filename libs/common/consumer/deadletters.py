"""Events that a handler refused; their shard is stopped before them. An operator retries them once the cause is fixed,
or skips them with a recorded reason."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer import positions
from common.consumer.positions import position_of
from common.errors import Refusal
from common.eventlog.record import Record


class DeadLetterNotFound(Refusal):
    """There is no unskipped dead letter at this position, or the shard is not stopped before it."""

    status, type, title = 404, "dead-letter-not-found", "There is no such dead letter"


class ShardNotStopped(Refusal):
    """There is nothing to retry: perhaps another shard was meant."""

    status, type, title = 409, "shard-not-stopped", "The shard is not stopped"


async def record(connection: AsyncConnection, event: Record, cause: str) -> None:
    await connection.execute(
        text(
            "INSERT INTO dead_letter (source, shard, sequence, hash, type, cause)"
            " VALUES (:source, :shard, :sequence, :hash, :type, :cause)"
            " ON CONFLICT (source, shard, sequence) DO UPDATE SET cause = excluded.cause, recorded_at = now()"
        ),
        {
            "source": event.source,
            "shard": event.shard,
            "sequence": event.sequence,
            "hash": event.hash,
            "type": event.type,
            "cause": cause,
        },
    )


async def all_dead_letters(connection: AsyncConnection) -> list[dict[str, Any]]:
    rows = await connection.execute(
        text(
            "SELECT source, shard, sequence, type, cause, recorded_at, skipped_at, skipped_by, skip_reason"
            " FROM dead_letter ORDER BY source, shard, sequence"
        )
    )
    return [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented way to a mapping


async def retry(connection: AsyncConnection, source: str, shard: int) -> None:
    """Resumes a stopped shard; an event that is refused again stops it again. Raises `ShardNotStopped`."""
    await connection.execute(
        text("DELETE FROM dead_letter WHERE source = :source AND shard = :shard AND skipped_at IS NULL"),
        {"source": source, "shard": shard},
    )
    if not await positions.resume(connection, source, shard):
        raise ShardNotStopped(f"{source}/{shard} is not stopped")


async def skip(connection: AsyncConnection, source: str, shard: int, sequence: int, by: str, reason: str) -> None:
    """Skips one event for good. The operator's decision is recorded, and `verify` reports it. Raises
    `DeadLetterNotFound`."""
    position = await position_of(connection, source, shard)
    updated = await connection.execute(
        text(
            "UPDATE dead_letter SET skipped_at = now(), skipped_by = :by, skip_reason = :reason WHERE source = :source"
            " AND shard = :shard AND sequence = :sequence AND skipped_at IS NULL AND :sequence = :next RETURNING hash"
        ),
        {
            "source": source,
            "shard": shard,
            "sequence": sequence,
            "by": by,
            "reason": reason,
            "next": position.sequence + 1,
        },
    )
    hash = updated.scalar()
    if hash is None:
        raise DeadLetterNotFound(f"{source}/{shard}:{sequence} is not the dead letter that the shard is stopped before")
    await connection.execute(
        text("INSERT INTO applied_event (source, shard, sequence, hash) VALUES (:source, :shard, :sequence, :hash)"),
        {"source": source, "shard": shard, "sequence": sequence, "hash": hash},
    )
    await connection.execute(
        text(
            "INSERT INTO stream_position (source, shard, sequence, hash) VALUES (:source, :shard, :sequence, :hash)"
            " ON CONFLICT (source, shard) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash,"
            " stopped_at = NULL, stopped_cause = NULL"
        ),
        {"source": source, "shard": shard, "sequence": sequence, "hash": hash},
    )
