"""Snapshots of the national catalogue. Rows and records are written by COPY, batch by batch; the row of the snapshot
itself is written last."""

from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from dataclasses import dataclass, is_dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
import orjson
from sqlalchemy import Row, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.domain.contents import Content
from procedures.law.storage.content_rows import decode_content, written_members
from procedures.national_catalogue.domain.comparison import PARTS, PARTS_IN_EXPORT, completed
from procedures.national_catalogue.domain.records import NationalRecord
from procedures.national_catalogue.domain.refusals import NationalChangeNotFound
from procedures.national_catalogue.domain.row_results import RowOutcome, RowResult
from procedures.tables import national_change, national_snapshot

RECORD_COLUMNS = (
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
EXPORT = "portal-csv"
"""The file format of the portal's list export."""
ROW_COLUMNS = ("snapshot_id", "number", "line", "code", "name", "outcome", "rules", "notes")
LAST_RECORDS = """
    SELECT DISTINCT ON (r.code) r.code, r.content, r.digest, s.format
    FROM national_record r JOIN national_snapshot s ON s.id = r.snapshot_id
    LEFT JOIN national_snapshot last_complete ON last_complete.id = $3
    WHERE s.source = $2 AND s.id <> $1
        AND (last_complete.id IS NULL OR (s.day, s.recorded_at) >= (last_complete.day, last_complete.recorded_at))
    ORDER BY r.code, s.day DESC, s.recorded_at DESC
"""
"""The last record of each code: of the last complete snapshot of the source and the partial ones since, or of all
partial snapshots where there is no complete one."""

STATES_ALL = "(r.content->>'stated' IS NULL AND s.format <> 'portal-csv')"
"""Whether a record states all parts; list exports of before `stated` was recorded have only some."""
CHANGED = f"""
    WITH before AS ({LAST_RECORDS})
    SELECT after.content::text, before.content::text, before.format, fuller.content
    FROM national_record after LEFT JOIN before ON before.code = after.code
    LEFT JOIN LATERAL (
        SELECT r.content::text AS content FROM national_record r JOIN national_snapshot s ON s.id = r.snapshot_id
        WHERE r.code = before.code AND s.source = $2 AND s.id <> $1 AND ({STATES_ALL}
            OR (r.content->>'stated' IS NOT NULL AND (r.content->'stated')::jsonb @> (after.content->'stated')::jsonb))
        ORDER BY s.day DESC, s.recorded_at DESC LIMIT 1
    ) fuller ON true
    WHERE after.snapshot_id = $1 AND before.digest IS DISTINCT FROM after.digest ORDER BY after.code
"""  # noqa: S608 - put together from constants
REMOVED = f"""
    WITH before AS ({LAST_RECORDS}),
        listed AS (SELECT DISTINCT upper(code) AS code FROM national_row WHERE snapshot_id = $1)
    SELECT before.code FROM before LEFT JOIN listed ON listed.code = before.code
    WHERE listed.code IS NULL ORDER BY before.code
"""  # noqa: S608 - put together from constants
LAST_TWO_RECORDS = """
    SELECT r.snapshot_id, r.content::text AS content, s.format
    FROM national_record r JOIN national_snapshot s ON s.id = r.snapshot_id
    WHERE r.code = $1 AND s.source = $2 AND (s.day, s.recorded_at) <= ($3, $4)
    ORDER BY s.day DESC, s.recorded_at DESC LIMIT 2
"""
FULLEST_RECORD = f"""
    SELECT r.content::text AS content, s.format
    FROM national_record r JOIN national_snapshot s ON s.id = r.snapshot_id
    WHERE r.code = $1 AND s.day <= $3
    ORDER BY CASE WHEN {STATES_ALL} THEN {len(PARTS)} WHEN r.content->>'stated' IS NULL THEN {len(PARTS_IN_EXPORT)}
        ELSE json_array_length(r.content->'stated') END DESC, s.source = $2 DESC, s.day DESC, s.recorded_at DESC LIMIT 1
"""  # noqa: S608 - put together from constants
"""The last of the records that state most parts: of the same source where it has one."""
LAW_ON_DAY = """
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
class ChangedRecord:
    """A record of a new snapshot beside the last earlier record of its code, and the last one that states as much as it
    does."""

    after: NationalRecord
    before: NationalRecord | None
    fuller: NationalRecord | None


class NationalCatalogue:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self, source: str) -> None:
        """Lets only one import of a source run at a time, until the end of the transaction."""
        await self._connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:source, 5))"), {"source": source}
        )

    async def snapshot_of_file(self, source: str, day: date, digest: bytes) -> Row[Any] | None:
        """The snapshot that an earlier import made of the same file."""
        table = national_snapshot.c
        statement = select(national_snapshot).where(table.source == source, table.day == day, table.sha256 == digest)
        return (await self._connection.execute(statement)).one_or_none()

    async def newest_snapshot(self, source: str) -> Row[Any] | None:
        table = national_snapshot.c
        order = table.day.desc(), table.recorded_at.desc(), table.id.desc()
        statement = select(national_snapshot).where(table.source == source).order_by(*order).limit(1)
        return (await self._connection.execute(statement)).one_or_none()

    async def add_rows(self, snapshot: UUID, batch: Sequence[RowResult]) -> None:
        driver = await driver_of(self._connection)
        await driver.copy_records_to_table(
            "national_record", records=_records_out(snapshot, batch), columns=RECORD_COLUMNS
        )
        await driver.copy_records_to_table("national_row", records=_rows_out(snapshot, batch), columns=ROW_COLUMNS)

    async def add_snapshot(self, counts: Counter[RowOutcome], **values: Any) -> Row[Any]:
        rows_by_outcome = {outcome.value: counts[outcome] for outcome in RowOutcome}
        statement = insert(national_snapshot).values(**values, **rows_by_outcome).returning(*national_snapshot.c)
        return (await self._connection.execute(statement)).one()

    async def last_complete_snapshot(self, source: str) -> UUID | None:
        table = national_snapshot.c
        statement = select(table.id).where(table.source == source, table.complete)
        id: UUID | None = await self._connection.scalar(
            statement.order_by(table.day.desc(), table.recorded_at.desc()).limit(1)
        )
        return id

    async def changed_records(
        self, snapshot: UUID, source: str, last_complete: UUID | None
    ) -> AsyncIterator[ChangedRecord]:
        """The records of a snapshot that are new or differ from the last one. `last_complete` is the last complete
        snapshot before this one."""
        driver = await driver_of(self._connection)
        rows = driver.cursor(CHANGED, snapshot, source, last_complete, prefetch=200)
        async for after, before, format_before, fuller in rows:
            yield ChangedRecord(
                decode_record(after),
                None if before is None else decode_record(before, format_before),
                None if fuller is None else decode_record(fuller),
            )

    async def removed_codes(self, snapshot: UUID, source: str, last_complete: UUID) -> list[str]:
        """The codes of the earlier snapshots of which the file has no row, not even a refused one."""
        rows = await (await driver_of(self._connection)).fetch(REMOVED, snapshot, source, last_complete)
        return [row["code"] for row in rows]

    async def add_changes(self, snapshot: UUID, changes: Sequence[NationalChange]) -> None:
        driver = await driver_of(self._connection)
        records = [(change.id, snapshot, change.code, change.kind, list(change.parts)) for change in changes]
        columns = ("id", "snapshot_id", "code", "kind", "parts")
        await driver.copy_records_to_table("national_change", records=records, columns=columns)

    async def change(self, id: UUID) -> tuple[Row[Any], NationalRecord | None, NationalRecord | None]:
        """A change, and the records after and before it. Raises `NationalChangeNotFound`."""
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
        rows = await driver.fetch(LAST_TWO_RECORDS, row.code, row.source, row.day, row.recorded_at)
        records = {record["snapshot_id"]: decode_record(record["content"], record["format"]) for record in rows}
        after = records.pop(row.snapshot_id, None)
        return row, after, next(iter(records.values()), None)

    async def completed_record(self, change: Row[Any], record: NationalRecord | None) -> NationalRecord | None:
        """The record of a change with the parts that a fuller source states and its own does not."""
        if record is None or record.stated is None:
            return record
        driver = await driver_of(self._connection)
        fullest = await driver.fetchrow(FULLEST_RECORD, change.code, change.source, change.day)
        return completed(record, None if fullest is None else decode_record(fullest["content"], fullest["format"]))

    async def law_on(self, code: str, day: date) -> Content | None:
        """The content that is in force in the province under the code."""
        content = await (await driver_of(self._connection)).fetchval(LAW_ON_DAY, code, day)
        return None if content is None else decode_content(content)

    async def dismiss(self, change: UUID, reason: str, by: str, now: datetime) -> bool:
        """Returns False where the change was dismissed before."""
        inserted = await self._connection.execute(
            text(
                "INSERT INTO national_dismissal (change_id, reason, recorded_by, recorded_at)"
                " VALUES (:change, :reason, :by, :now) ON CONFLICT DO NOTHING RETURNING change_id"
            ),
            {"change": change, "reason": reason, "by": by, "now": now},
        )
        return inserted.one_or_none() is not None


def decode_record(content: str | bytes, file_format: str | None = None) -> NationalRecord:
    """Decodes a record from the JSON text in which it is stored. Records of list exports did not say at first which
    parts they state."""
    record = _records.decode(content)
    if file_format == EXPORT and record.stated is None:
        return replace(record, stated=tuple(sorted(stated_parts(None, EXPORT))))
    return record


def stated_parts(stated: Collection[str] | None, file_format: str) -> frozenset[str]:
    """The parts that a stored record states."""
    if stated is not None:
        return frozenset(stated)
    return PARTS_IN_EXPORT if file_format == EXPORT else frozenset(PARTS)


def encode_record(record: NationalRecord) -> bytes:
    return orjson.dumps(record, default=_json, option=orjson.OPT_PASSTHROUGH_DATACLASS)


def _json(value: object) -> dict[str, Any]:
    if not is_dataclass(value):
        raise TypeError(f"a record has no {type(value).__name__}")
    return written_members(value)


def _records_out(snapshot: UUID, batch: Sequence[RowResult]) -> Iterator[tuple[Any, ...]]:
    for row in batch:
        if (record := row.record) is not None:
            content = encode_record(record)
            yield (
                snapshot,
                record.code,
                row.number,
                record.name,
                record.field_name,
                record.ministry,
                list(record.levels),
                record.decision_number,
                content.decode(),
                sha256(content).digest(),
            )


def _rows_out(snapshot: UUID, batch: Sequence[RowResult]) -> Iterator[tuple[Any, ...]]:
    for row in batch:
        rules = list(dict.fromkeys(note.rule.value for note in row.notes))
        notes = orjson.dumps(row.notes).decode()
        yield snapshot, row.number, row.line, row.code, row.name, row.outcome.value, rules, notes
