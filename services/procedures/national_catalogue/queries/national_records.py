"""What the national catalogue says: of each code the newest record of each source, or that of one snapshot."""

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
    """None leaves a filter out; without a snapshot the newest record of each source counts. `name` is part of a name,
    in any case."""

    snapshot: UUID | None = None
    source: str | None = None
    level: str | None = None
    ministry: str | None = None
    name: str | None = None


async def national_catalogue(
    read: AsyncConnection, criteria: NationalRecordFilter, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """By code and source, from behind `after`."""
    newest = _records().ext(distinct_on(record.code, snapshot.source))
    found = newest.order_by(record.code, snapshot.source, snapshot.day.desc(), snapshot.recorded_at.desc())
    if criteria.snapshot is not None:
        found = found.where(record.snapshot_id == criteria.snapshot)
    if criteria.source is not None:
        found = found.where(snapshot.source == criteria.source)
    shown = found.subquery()
    statement = select(shown).order_by(shown.c.code, shown.c.source).limit(limit)
    if after:
        statement = statement.where(tuple_(shown.c.code, shown.c.source) > after)
    if criteria.level is not None:
        statement = statement.where(shown.c.levels.contains([criteria.level]))
    if criteria.ministry is not None:
        statement = statement.where(shown.c.ministry == criteria.ministry)
    if criteria.name is not None:
        statement = statement.where(shown.c.name.icontains(criteria.name, autoescape=True))
    return await rows_of(read, statement)


async def national_records(read: AsyncConnection, code: str) -> Sequence[Row[Any]]:
    """Each telling of one code, the newest first, with the notes of its row. Raises `NationalRecordNotFound`."""
    joined = (row.snapshot_id == record.snapshot_id) & (row.number == record.number)
    statement = (
        select(*HEADING, record.content, record.digest, row.number, row.line, row.notes)
        .join_from(national_record, national_snapshot, snapshot.id == record.snapshot_id)
        .join(national_row, joined)
        .where(record.code == code)
        .order_by(snapshot.day.desc(), snapshot.recorded_at.desc(), snapshot.id)
    )
    if not (found := await rows_of(read, statement)):
        raise NationalRecordNotFound(code)
    return found


def _records() -> Select[Any]:
    return select(*HEADING).join_from(national_record, national_snapshot, snapshot.id == record.snapshot_id)
