"""Which snapshots of the national catalogue there are, and what became of each row of one."""

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
    """The newest first, from behind `after` (day, id)."""
    statement = select(national_snapshot).order_by(snapshot.day.desc(), snapshot.id.desc()).limit(limit)
    if source is not None:
        statement = statement.where(snapshot.source == source)
    if after:
        statement = statement.where(tuple_(snapshot.day, snapshot.id) < after)
    return await rows_of(read, statement)


async def national_snapshot_by_id(read: AsyncConnection, id: UUID) -> tuple[Row[Any], dict[str, int]]:
    """With how many rows each rule was met by. Raises `NationalSnapshotNotFound`."""
    found = (await read.execute(select(national_snapshot).where(snapshot.id == id))).one_or_none()
    if found is None:
        raise NationalSnapshotNotFound(id)
    rule = func.unnest(row.rules).label("rule")
    counted = select(rule, func.count()).where(row.snapshot_id == id).group_by("rule").order_by("rule")
    return found, {met.rule: met[1] for met in await read.execute(counted)}


async def national_rows(
    read: AsyncConnection, criteria: SnapshotRowFilter, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """In the order of the file. Raises `NationalSnapshotNotFound`."""
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
