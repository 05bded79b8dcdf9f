"""Snapshots of the national catalogue: rows and records go in by COPY, batch by batch, the snapshot's own row last."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
import orjson
from sqlalchemy import Row, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.domain.contents import Content
from procedures.law.storage.content_rows import decode_content
from procedures.national_catalogue.domain.records import NationalRecord
from procedures.national_catalogue.domain.refusals import NationalChangeNotFound
from procedures.national_catalogue.domain.row_results import Judged, RowOutcome
from procedures.tables import national_change, national_snapshot

RECORD = (
    "snapshot_id",
    "code",
    "number",
    "name",
    "field_name",
    "ministry",
    "levels",
    "decision_number",
    "content",
    "digest",
)
ROW = ("snapshot_id", "number", "line", "code", "outcome", "rules", "notes")
CURRENT = """
    SELECT DISTINCT ON (r.code) r.code, r.content, r.digest, s.shape
    FROM national_record r JOIN national_snapshot s ON s.id = r.snapshot_id
    LEFT JOIN national_snapshot w ON w.id = $3
    WHERE s.source = $2 AND s.id <> $1 AND (w.id IS NULL OR (s.day, s.recorded_at) >= (w.day, w.recorded_at))
    ORDER BY r.code, s.day DESC, s.recorded_at DESC
"""
"""What the source was last known to say: its last whole snapshot, and the parts that came since. Without a whole one,
all parts."""

CHANGED = f"""
    WITH was AS ({CURRENT})
    SELECT now.content::text, was.content::text, was.shape FROM national_record now LEFT JOIN was ON was.code = now.code
    WHERE now.snapshot_id = $1 AND was.digest IS DISTINCT FROM now.digest ORDER BY now.code
"""  # noqa: S608 - put together from constants
MISSING = f"""
    WITH was AS ({CURRENT}), given AS (SELECT DISTINCT upper(code) AS code FROM national_row WHERE snapshot_id = $1)
    SELECT was.code FROM was LEFT JOIN given ON given.code = was.code WHERE given.code IS NULL ORDER BY was.code
"""  # noqa: S608 - put together from constants
TELLINGS = """
    SELECT r.snapshot_id, r.content::text AS content FROM national_record r JOIN national_snapshot s ON s.id = r.snapshot_id
    WHERE r.code = $1 AND s.source = $2 AND (s.day, s.recorded_at) <= ($3, $4) ORDER BY s.day DESC, s.recorded_at DESC LIMIT 2
"""
LAW = """
    SELECT v.content::text FROM procedure p JOIN version v ON v.procedure_id = p.id
    JOIN period r ON r.procedure_id = v.procedure_id AND r.version = v.number
    WHERE p.code = $1 AND r.in_force @> $2::date AND upper_inf(r.known)
"""
_records = msgspec.json.Decoder(NationalRecord)


@dataclass(frozen=True, slots=True)
class NationalChange:
    id: UUID
    code: str
    kind: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredSnapshot:
    """A record beside what the source was last known to say of its code, in which shape."""

    now: NationalRecord
    was: NationalRecord | None
    shape: str | None


class NationalCatalogue:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self, source: str) -> None:
        """One import of a source at a time, until the end of the transaction."""
        await self._connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:source, 5))"), {"source": source}
        )

    async def same(self, source: str, day: date, digest: bytes) -> Row[Any] | None:
        """The snapshot that was made of this very file."""
        table = national_snapshot.c
        found = select(national_snapshot).where(table.source == source, table.day == day, table.sha256 == digest)
        return (await self._connection.execute(found)).one_or_none()

    async def newest(self, source: str) -> Row[Any] | None:
        table = national_snapshot.c
        order = table.day.desc(), table.recorded_at.desc(), table.id.desc()
        statement = select(national_snapshot).where(table.source == source).order_by(*order).limit(1)
        return (await self._connection.execute(statement)).one_or_none()

    async def add_rows(self, snapshot: UUID, batch: Sequence[Judged]) -> None:
        driver = await driver_of(self._connection)
        await driver.copy_records_to_table("national_record", records=_records_out(snapshot, batch), columns=RECORD)
        await driver.copy_records_to_table("national_row", records=_rows_out(snapshot, batch), columns=ROW)

    async def add_snapshot(self, counts: Counter[RowOutcome], **said: Any) -> Row[Any]:
        values = {outcome.value: counts[outcome] for outcome in RowOutcome}
        statement = insert(national_snapshot).values(**said, **values).returning(*national_snapshot.c)
        return (await self._connection.execute(statement)).one()

    async def last_whole(self, source: str) -> UUID | None:
        table = national_snapshot.c
        statement = select(table.id).where(table.source == source, table.whole)
        found: UUID | None = await self._connection.scalar(
            statement.order_by(table.day.desc(), table.recorded_at.desc()).limit(1)
        )
        return found

    async def differing(self, snapshot: UUID, source: str, whole: UUID | None) -> AsyncIterator[StoredSnapshot]:
        """The records that are new or written otherwise. `whole`: the last snapshot before this that listed all."""
        driver = await driver_of(self._connection)
        async for now, was, shape in driver.cursor(CHANGED, snapshot, source, whole, prefetch=200):
            yield StoredSnapshot(record_in(now), None if was is None else record_in(was), shape)

    async def gone(self, snapshot: UUID, source: str, whole: UUID) -> list[str]:
        """The codes of which the file has no row, not even a refused one."""
        found = await (await driver_of(self._connection)).fetch(MISSING, snapshot, source, whole)
        return [row[0] for row in found]

    async def add_changes(self, snapshot: UUID, changes: Sequence[NationalChange]) -> None:
        driver = await driver_of(self._connection)
        records = [(one.id, snapshot, one.code, one.kind, list(one.parts)) for one in changes]
        columns = ("id", "snapshot_id", "code", "kind", "parts")
        await driver.copy_records_to_table("national_change", records=records, columns=columns)

    async def change(self, id: UUID) -> tuple[Row[Any], NationalRecord | None, NationalRecord | None]:
        """A change, what the source says since and what it said before. Raises `NationalChangeNotFound`."""
        statement = (
            select(
                national_change, national_snapshot.c.source, national_snapshot.c.day, national_snapshot.c.recorded_at
            )
            .join(national_snapshot, national_snapshot.c.id == national_change.c.snapshot_id)
            .where(national_change.c.id == id)
        )
        if (row := (await self._connection.execute(statement)).one_or_none()) is None:
            raise NationalChangeNotFound(id)
        driver = await driver_of(self._connection)
        told = await driver.fetch(TELLINGS, row.code, row.source, row.day, row.recorded_at)
        records = {place["snapshot_id"]: record_in(place["content"]) for place in told}
        now = records.pop(row.snapshot_id, None)
        return row, now, next(iter(records.values()), None)

    async def law_on(self, code: str, day: date) -> Content | None:
        """What is in force here under the code."""
        found = await (await driver_of(self._connection)).fetchval(LAW, code, day)
        return None if found is None else decode_content(found)

    async def dismiss(self, change: UUID, reason: str, by: str, at: datetime) -> bool:
        """Answers whether nobody had."""
        found = await self._connection.execute(
            text(
                "INSERT INTO national_dismissal (change_id, reason, recorded_by, recorded_at)"
                " VALUES (:change, :reason, :by, :at) ON CONFLICT DO NOTHING RETURNING change_id"
            ),
            {"change": change, "reason": reason, "by": by, "at": at},
        )
        return found.one_or_none() is not None


def record_in(content: str | bytes) -> NationalRecord:
    """The record as it was written, from the text that it is kept as."""
    return _records.decode(content)


def record_out(record: NationalRecord) -> bytes:
    return orjson.dumps(record, default=_number)


def _number(value: object) -> int | float:
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} is no part of a record")
    return int(value) if value == value.to_integral_value() else float(value)


def _records_out(snapshot: UUID, batch: Sequence[Judged]) -> Iterator[tuple[Any, ...]]:
    for one in batch:
        if (record := one.record) is not None:
            content = record_out(record)
            yield (
                snapshot,
                record.code,
                one.number,
                record.name,
                record.field_name,
                record.ministry,
                list(record.levels),
                record.decision_number,
                content.decode(),
                sha256(content).digest(),
            )


def _rows_out(snapshot: UUID, batch: Sequence[Judged]) -> Iterator[tuple[Any, ...]]:
    for one in batch:
        rules = list(dict.fromkeys(note.rule.value for note in one.notes))
        yield snapshot, one.number, one.line, one.code, one.outcome.value, rules, orjson.dumps(one.notes).decode()
