"""Snapshots of the national catalogue, and the outcome of each of their rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.national_catalogue.domain.refusals import NationalSnapshotNotFound
from procedures.shared.queries.rows import rows_of
from procedures.tables import national_row, national_snapshot

snapshot, row = national_snapshot.c, national_row.c


@dataclass(frozen=True, slots=True)
class SnapshotRowFilter:
    snapshot: UUID
    outcome: str | None = None
    rule: str | None = None


async def national_snapshots(
    read: AsyncConnection, source: str | None, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """Snapshots after the cursor `after` (day, id), newest first."""
    statement = select(national_snapshot).order_by(snapshot.day.desc(), snapshot.id.desc()).limit(limit)
    if source is not None:
        statement = statement.where(snapshot.source == source)
    if after:
        statement = statement.where(tuple_(snapshot.day, snapshot.id) < after)
    return await rows_of(read, statement)


async def national_snapshot_by_id(read: AsyncConnection, id: UUID) -> tuple[Row[Any], dict[str, int]]:
    """A snapshot, with the number of its rows in which each rule was met. Raises `NationalSnapshotNotFound`."""
    snapshot_row = (await read.execute(select(national_snapshot).where(snapshot.id == id))).one_or_none()
    if snapshot_row is None:
        raise NationalSnapshotNotFound(id)
    rule = func.unnest(row.rules).label("rule")
    counts = select(rule, func.count()).where(row.snapshot_id == id).group_by("rule").order_by("rule")
    return snapshot_row, {counted.rule: counted[1] for counted in await read.execute(counts)}


async def national_rows(
    read: AsyncConnection, criteria: SnapshotRowFilter, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """Rows after the cursor `after` (number), in the order of the file. Raises `NationalSnapshotNotFound`."""
    if await read.scalar(select(snapshot.id).where(snapshot.id == criteria.snapshot)) is None:
        raise NationalSnapshotNotFound(criteria.snapshot)
    statement = select(national_row).where(row.snapshot_id == criteria.snapshot).order_by(row.number).limit(limit)
    if criteria.outcome is not None:
        statement = statement.where(row.outcome == criteria.outcome)
    if criteria.rule is not None:
        statement = statement.where(row.rules.contains([criteria.rule]))
    if after:
        statement = statement.where(row.number > after[0])
    return await rows_of(read, statement)
