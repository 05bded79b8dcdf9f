"""The timelines of procedures: locked in the order of their codes, read and written in sets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from asyncpg import Range
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.domain.changes import Change
from procedures.law.domain.contents import Content
from procedures.law.domain.parts import Part
from procedures.law.domain.periods import Ground, Period
from procedures.law.domain.references import DecisionReference
from procedures.law.domain.timeline import Timeline
from procedures.law.storage.content_rows import decode_content, heading_of_row
from procedures.shared.domain.procedure_codes import ProcedureCode

ADD_PROCEDURES = (
    "INSERT INTO procedure (code) SELECT unnest($1::text[]) ON CONFLICT (code) DO NOTHING RETURNING id, code"
)
LOCK = "SELECT id, code FROM procedure WHERE code = ANY($1) ORDER BY code FOR UPDATE"
PERIODS = """
    SELECT r.procedure_id, lower(r.in_force) AS effective_from, upper(r.in_force) AS effective_to, r.version,
           r.under_review, v.name, v.field_code, v.agency_code, v.levels, v.population_fields, v.decision_id,
           v.item_number
    FROM period r JOIN version v ON v.procedure_id = r.procedure_id AND v.number = r.version
    WHERE r.procedure_id = ANY($1) AND upper_inf(r.known)
    ORDER BY r.procedure_id, lower(r.in_force)
"""
REFERENCES = "SELECT id, number, issuing_body, signed_on, title FROM decision WHERE id = ANY($1)"
VERSIONS = "SELECT procedure_id, max(number) FROM version WHERE procedure_id = ANY($1) GROUP BY procedure_id"
LAST_KNOWN = """
    SELECT greatest(
        (SELECT max(greatest(lower(known), upper(known))) FROM period WHERE procedure_id = ANY($1)),
        (SELECT max(r.recorded_at) FROM rectification_procedure p JOIN rectification r ON r.id = p.rectification_id
         WHERE p.procedure_id = ANY($1)),
        (SELECT max(d.recorded_at)
         FROM procedure p JOIN decision_item i ON i.procedure_code = p.code AND i.predecessor_unrecorded
         JOIN decision d ON d.id = i.decision_id
         WHERE p.id = ANY($1)))
"""
ENDED = """
    SELECT i.procedure_code, min(coalesce(corrected.effective_on, i.effective_on))
    FROM decision_item i JOIN decision d ON d.id = i.decision_id AND d.status = 'published'
    LEFT JOIN LATERAL (
        SELECT m.effective_on FROM rectification_item m JOIN rectification a ON a.id = m.rectification_id
        WHERE m.decision_id = i.decision_id AND m.item_number = i.number AND m.effective_on IS NOT NULL
        ORDER BY a.recorded_at DESC LIMIT 1
    ) corrected ON true
    WHERE i.procedure_code = ANY($1) AND i.predecessor_unrecorded AND i.heading IS NOT NULL AND NOT EXISTS (
        SELECT FROM rectification_item m
        WHERE m.decision_id = i.decision_id AND m.item_number = i.number AND m.kind = 'annulment')
    GROUP BY i.procedure_code
"""
CLOSE = """
    UPDATE period r SET known = tstzrange(lower(r.known), $3)
    FROM unnest($1::bigint[], $2::date[]) AS c(procedure_id, effective_from)
    WHERE r.procedure_id = c.procedure_id AND lower(r.in_force) = c.effective_from AND upper_inf(r.known)
"""
ADD_VERSIONS = """
    INSERT INTO version (procedure_id, number, decision_id, item_number, name, field_code, agency_code, levels,
                         population_fields, content, computed_parts)
    SELECT m.procedure_id, m.version, i.decision_id, i.number, i.name, i.field_code, i.agency_code, i.levels,
           i.population_fields, i.content, string_to_array(m.computed_parts, ',')
    FROM unnest($2::bigint[], $3::int[], $4::int[], $5::text[]) AS m(procedure_id, version, item, computed_parts)
    JOIN decision_item i ON i.decision_id = $1 AND i.number = m.item
"""
SUCCESSIONS = """
    SELECT m.item, v.content::text, i.content::text
    FROM unnest($2::bigint[], $3::int[], $4::int[]) AS m(procedure_id, version, item)
    JOIN version v ON v.procedure_id = m.procedure_id AND v.number = m.version
    JOIN decision_item i ON i.decision_id = $1 AND i.number = m.item
"""
KNOWN_CODES = """
    SELECT code FROM procedure WHERE code = ANY($1)
    UNION SELECT provisional_code FROM procedure WHERE provisional_code = ANY($1)
"""
OPENED = ("procedure_id", "version", "in_force", "known", "under_review")
A_MICROSECOND = timedelta(microseconds=1)


class Timelines:
    """Call `lock` before anything is written: no other transaction can change the timelines that it returns until this
    one ends."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._ids: dict[ProcedureCode, int] = {}
        self._last_known: datetime | None = None

    async def lock(
        self, codes: Iterable[ProcedureCode], introduced: Iterable[ProcedureCode]
    ) -> dict[ProcedureCode, Timeline]:
        """Returns the timelines of the codes. A code that was never introduced, and is not introduced now, is
        absent."""
        driver = await driver_of(self._connection)
        new = sorted(set(introduced))
        added = {code: id for id, code in await driver.fetch(ADD_PROCEDURES, new)} if new else {}
        existing = sorted(set(codes) - added.keys())  # other transactions do not see the rows that this one has added
        locked = dict(await driver.fetch(LOCK, existing)) if existing else {}
        self._ids = added | {code: id for id, code in locked.items()}
        timelines = {code: Timeline(code) for code in added}
        if locked:
            self._last_known = await driver.fetchval(LAST_KNOWN, list(locked))
            timelines |= await self._load(driver, locked)
        return timelines

    async def read(self, codes: Iterable[ProcedureCode]) -> dict[ProcedureCode, Timeline]:
        """Returns the timelines of those codes that were ever introduced, without a lock: another transaction may
        change them."""
        driver = await driver_of(self._connection)
        ids = dict(await driver.fetch("SELECT id, code FROM procedure WHERE code = ANY($1)", list(set(codes))))
        self._ids |= {code: id for id, code in ids.items()}
        return await self._load(driver, ids) if ids else {}

    def moment(self, now: datetime) -> datetime:
        """Returns the moment at which the changes become known: now, but later than every moment recorded for these
        procedures. Otherwise a known range would be empty and history would be lost."""
        return now if self._last_known is None else max(now, self._last_known + A_MICROSECOND)

    async def apply(self, changes: Sequence[Change], decision: UUID, moment: datetime) -> None:
        """Closes the periods that no longer apply, and then adds the new versions and periods."""
        driver = await driver_of(self._connection)
        if closed := [
            (self._ids[change.code], period.effective_from) for change in changes for period in change.closed
        ]:
            status = await driver.execute(CLOSE, *_columns(closed), moment)
            if status != f"UPDATE {len(closed)}":
                raise RuntimeError(f"{len(closed)} periods were to be closed, but PostgreSQL returned {status}")
        if versions := [
            (self._ids[change.code], change.version, change.ground.item, _joined(change.computed_parts))
            for change in changes
            if change.version is not None
        ]:
            await driver.execute(ADD_VERSIONS, decision, *_columns(versions))
        await driver.copy_records_to_table("period", records=self._opened(changes, moment), columns=OPENED)

    async def successions(self, changes: Sequence[Change], decision: UUID) -> dict[int, tuple[Content, Content]]:
        """Returns, by the number of each item that replaces a version, the content of that version and that of the
        item."""
        replaced = [
            (self._ids[change.code], old.version, change.ground.item)
            for change in changes
            if (old := change.succeeded_period) is not None
        ]
        if not replaced:
            return {}
        driver = await driver_of(self._connection)
        rows = await driver.fetch(SUCCESSIONS, decision, *_columns(replaced))
        return {item: (decode_content(before), decode_content(after)) for item, before, after in rows}

    async def known_codes(self, codes: Iterable[ProcedureCode]) -> frozenset[ProcedureCode]:
        """Returns the codes that were ever introduced; a provisional one also after it was replaced."""
        driver = await driver_of(self._connection)
        return frozenset(code for (code,) in await driver.fetch(KNOWN_CODES, list(set(codes))))

    def _opened(self, changes: Sequence[Change], moment: datetime) -> Iterable[tuple[object, ...]]:
        known = Range(moment, None)
        for change in changes:
            for period in change.opened:
                in_force = Range(period.effective_from, period.effective_to)
                yield self._ids[change.code], period.version, in_force, known, period.under_review

    async def _load(self, driver: Any, codes: dict[int, ProcedureCode]) -> dict[ProcedureCode, Timeline]:
        rows = await driver.fetch(PERIODS, list(codes))
        references = {
            row["id"]: DecisionReference(*row)
            for row in await driver.fetch(REFERENCES, list({row["decision_id"] for row in rows}))
        }
        periods: dict[int, list[Period]] = defaultdict(list)
        for row in rows:
            ground = Ground(references[row["decision_id"]], row["item_number"])
            periods[row["procedure_id"]].append(
                Period(
                    row["effective_from"],
                    row["effective_to"],
                    row["version"],
                    heading_of_row(row),
                    ground,
                    row["under_review"],
                )
            )
        versions = dict(await driver.fetch(VERSIONS, list(codes)))
        ended = dict(await driver.fetch(ENDED, list(codes.values())))
        return {
            code: Timeline(code, tuple(periods[id]), versions.get(id, 0), ended.get(code)) for id, code in codes.items()
        }


def _joined(parts: tuple[Part, ...] | None) -> str | None:
    """Returns the parts as one text, since PostgreSQL's `unnest` would flatten an array of arrays."""
    return None if parts is None else ",".join(parts)


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
