"""The law as it stands: locked by procedure in the order of the codes, read and written in sets."""

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
from procedures.law.domain.periods import Ground, Period
from procedures.law.domain.references import DecisionReference
from procedures.law.domain.timeline import Timeline
from procedures.law.storage.content_rows import content_in, heading_in
from procedures.shared.domain.procedure_codes import ProcedureCode

MAKE = "INSERT INTO procedure (code) SELECT unnest($1::text[]) ON CONFLICT (code) DO NOTHING RETURNING id, code"
LOCK = "SELECT id, code FROM procedure WHERE code = ANY($1) ORDER BY code FOR UPDATE"
PERIODS = """
    SELECT r.procedure_id, lower(r.in_force) AS effective_from, upper(r.in_force) AS effective_to, r.version, r.under_review,
           v.name, v.field_code, v.agency_code, v.levels, v.population_fields, v.decision_id, v.item_number
    FROM period r JOIN version v ON v.procedure_id = r.procedure_id AND v.number = r.version
    WHERE r.procedure_id = ANY($1) AND upper_inf(r.known)
    ORDER BY r.procedure_id, lower(r.in_force)
"""
REFERENCES = "SELECT id, number, issuing_body, signed_on, title FROM decision WHERE id = ANY($1)"
VERSIONS = "SELECT procedure_id, max(number) FROM version WHERE procedure_id = ANY($1) GROUP BY procedure_id"
LAST_KNOWN = """
    SELECT greatest(
        (SELECT max(greatest(lower(known), upper(known))) FROM period WHERE procedure_id = ANY($1)),
        (SELECT max(a.recorded_at) FROM rectification_procedure p JOIN rectification a ON a.id = p.act_id WHERE p.procedure_id = ANY($1)))
"""
CLOSE = """
    UPDATE period r SET known = tstzrange(lower(r.known), $3)
    FROM unnest($1::bigint[], $2::date[]) AS c(procedure_id, effective_from)
    WHERE r.procedure_id = c.procedure_id AND lower(r.in_force) = c.effective_from AND upper_inf(r.known)
"""
ADD_VERSIONS = """
    INSERT INTO version (procedure_id, number, decision_id, item_number, name, field_code, agency_code, levels, population_fields, content)
    SELECT m.procedure_id, m.version, i.decision_id, i.number, i.name, i.field_code, i.agency_code, i.levels, i.population_fields, i.content
    FROM unnest($2::bigint[], $3::int[], $4::int[]) AS m(procedure_id, version, item)
    JOIN decision_item i ON i.decision_id = $1 AND i.number = m.item
"""
SUCCESSIONS = """
    SELECT m.item, v.content::text, i.content::text
    FROM unnest($2::bigint[], $3::int[], $4::int[]) AS m(procedure_id, version, item)
    JOIN version v ON v.procedure_id = m.procedure_id AND v.number = m.version
    JOIN decision_item i ON i.decision_id = $1 AND i.number = m.item
"""
OPENED = ("procedure_id", "version", "in_force", "known", "under_review")
A_MICROSECOND = timedelta(microseconds=1)


class Timelines:
    """`lock` first; what it answers is nobody else's to change until the end of the transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._ids: dict[ProcedureCode, int] = {}
        self._last_known: datetime | None = None

    async def lock(
        self, codes: Iterable[ProcedureCode], introduced: Iterable[ProcedureCode]
    ) -> dict[ProcedureCode, Timeline]:
        """The timelines of these codes; one that never was, and is not introduced now, is absent."""
        driver = await driver_of(self._connection)
        new = sorted(set(introduced))
        made = {code: id for id, code in await driver.fetch(MAKE, new)} if new else {}
        standing = sorted(set(codes) - made.keys())  # what this transaction has made is nobody else's anyway
        older = dict(await driver.fetch(LOCK, standing)) if standing else {}
        self._ids = made | {code: id for id, code in older.items()}
        timelines = {code: Timeline(code) for code in made}
        if older:
            self._last_known = await driver.fetchval(LAST_KNOWN, list(older))
            timelines |= await self._load(driver, older)
        return timelines

    def moment(self, now: datetime) -> datetime:
        """When the changes become known: now, but after all that is known of these procedures, or a range would be
        empty and history lost."""
        return now if self._last_known is None else max(now, self._last_known + A_MICROSECOND)

    async def apply(self, changes: Sequence[Change], decision: UUID, at: datetime) -> None:
        """What is no longer held true is closed before that which takes its place is written."""
        driver = await driver_of(self._connection)
        if closed := [
            (self._ids[change.code], period.effective_from) for change in changes for period in change.closed
        ]:
            done = await driver.execute(CLOSE, *_columns(closed), at)
            if done != f"UPDATE {len(closed)}":
                raise RuntimeError(f"{len(closed)} periods were to be closed, and PostgreSQL said {done}")
        if made := [(self._ids[one.code], one.version, one.ground.item) for one in changes if one.version is not None]:
            await driver.execute(ADD_VERSIONS, decision, *_columns(made))
        await driver.copy_records_to_table("period", records=self._opened(changes, at), columns=OPENED)

    async def successions(self, changes: Sequence[Change], decision: UUID) -> dict[int, tuple[Content, Content]]:
        """By the number of each item that takes the place of a version: that version's content, and its own."""
        taken = [
            (self._ids[one.code], old.version, one.ground.item) for one in changes if (old := one.succeeded) is not None
        ]
        if not taken:
            return {}
        driver = await driver_of(self._connection)
        found = await driver.fetch(SUCCESSIONS, decision, *_columns(taken))
        return {item: (content_in(before), content_in(after)) for item, before, after in found}

    async def known_codes(self, codes: Iterable[ProcedureCode]) -> frozenset[ProcedureCode]:
        """Those of the codes that were ever introduced."""
        driver = await driver_of(self._connection)
        return frozenset(
            code for (code,) in await driver.fetch("SELECT code FROM procedure WHERE code = ANY($1)", list(set(codes)))
        )

    def _opened(self, changes: Sequence[Change], at: datetime) -> Iterable[tuple[object, ...]]:
        known = Range(at, None)
        for change in changes:
            for period in change.opened:
                span = Range(period.effective_from, period.effective_to)
                yield self._ids[change.code], period.version, span, known, period.under_review

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
                    heading_in(row),
                    ground,
                    row["under_review"],
                )
            )
        versions = dict(await driver.fetch(VERSIONS, list(codes)))
        return {code: Timeline(code, tuple(periods[id]), versions.get(id, 0)) for id, code in codes.items()}


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
