"""Records of the national catalogue: for each code the newest record of each source, or the one of a given snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.national_catalogue.domain.refusals import NationalRecordNotFound
from procedures.shared.queries.rows import rows_of
from procedures.tables import national_record, national_row, national_snapshot

record, snapshot, row = national_record.c, national_snapshot.c, national_row.c
HEADING = (
    record.code,
    record.name,
    record.field_name,
    record.ministry,
    record.levels,
    record.decision_number,
    record.snapshot_id,
    snapshot.source,
    snapshot.day,
)


@dataclass(frozen=True, slots=True)
class NationalRecordFilter:
    """A filter that is None does not apply; without a snapshot only the newest record of each source counts. `name` is
    a part of a name, in any case."""

    snapshot: UUID | None = None
    source: str | None = None
    level: str | None = None
    ministry: str | None = None
    name: str | None = None


async def national_catalogue(
    read: AsyncConnection, criteria: NationalRecordFilter, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """Records after the cursor `after`, ordered by code and source."""
    newest = _records().ext(distinct_on(record.code, snapshot.source))
    candidates = newest.order_by(record.code, snapshot.source, snapshot.day.desc(), snapshot.recorded_at.desc())
    if criteria.snapshot is not None:
        candidates = candidates.where(record.snapshot_id == criteria.snapshot)
    if criteria.source is not None:
        candidates = candidates.where(snapshot.source == criteria.source)
    records = candidates.subquery()
    statement = select(records).order_by(records.c.code, records.c.source).limit(limit)
    if after:
        statement = statement.where(tuple_(records.c.code, records.c.source) > after)
    if criteria.level is not None:
        statement = statement.where(records.c.levels.contains([criteria.level]))
    if criteria.ministry is not None:
        statement = statement.where(records.c.ministry == criteria.ministry)
    if criteria.name is not None:
        statement = statement.where(records.c.name.icontains(criteria.name, autoescape=True))
    return await rows_of(read, statement)


async def national_records(read: AsyncConnection, code: str, source: str | None = None) -> Sequence[Row[Any]]:
    """The record of a code in each snapshot, or in each of a source, newest first, with the notes of its row. Raises
    `NationalRecordNotFound`."""
    same_row = (row.snapshot_id == record.snapshot_id) & (row.number == record.number)
    statement = (
        select(*HEADING, snapshot.format, record.content, record.digest, row.number, row.line, row.notes)
        .join_from(national_record, national_snapshot, snapshot.id == record.snapshot_id)
        .join(national_row, same_row)
        .where(record.code == code)
        .order_by(snapshot.day.desc(), snapshot.recorded_at.desc(), snapshot.id)
    )
    if source is not None:
        statement = statement.where(snapshot.source == source)
    if not (rows := await rows_of(read, statement)):
        raise NationalRecordNotFound(code)
    return rows


def _records() -> Select[Any]:
    return select(*HEADING).join_from(national_record, national_snapshot, snapshot.id == record.snapshot_id)
