"""The comparison of internal processes with the law, and working hours."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.domain.submission_channels import Channel
from procedures.processes.domain.process_limits import Fit, HoursPerUnit, VersionInForce
from procedures.shared.domain.procedure_codes import ProcedureCode
from procedures.tables import working_hours

VERSIONS = """
    SELECT DISTINCT ON (p.code) requested.code, r.version, (v.content->'channels')::text
    FROM unnest($1::text[], $2::date[]) AS requested (code, day)
    JOIN procedure p ON p.code = current_code(requested.code)
    JOIN period r ON r.procedure_id = p.id AND upper_inf(r.known)
        AND (upper_inf(r.in_force) OR upper(r.in_force) > requested.day)
    JOIN version v ON v.procedure_id = p.id AND v.number = r.version
    ORDER BY p.code, lower(r.in_force)
"""
FIT_COLUMNS = (
    "decision_id",
    "process_code",
    "hours",
    "version",
    "limit_channel",
    "limit_case",
    "limit_amount",
    "limit_unit",
    "limit_hours",
    "incomparable",
)
_channels = msgspec.json.Decoder(tuple[Channel, ...])


def decode_channels(text: str) -> Sequence[Channel]:
    """Returns the channels of a content, with their time limits, from JSON text."""
    return _channels.decode(text)


class Processes:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def versions(self, days: Mapping[ProcedureCode, date]) -> dict[ProcedureCode, VersionInForce]:
        """Returns the version of each procedure that is in force on its day, or else the first one after that day. A
        procedure without either is absent."""
        driver = await driver_of(self._connection)
        rows = await driver.fetch(VERSIONS, list(days), list(days.values()))
        return {code: VersionInForce(version, decode_channels(channels)) for code, version, channels in rows}

    async def hours_per_unit(self, day: date) -> HoursPerUnit:
        """Returns the working hours that apply to Decisions signed on that day."""
        table = working_hours
        statement = (
            select(table.c.unit, table.c.hours)
            .ext(distinct_on(table.c.unit))
            .where(table.c.valid_from <= day)
            .order_by(table.c.unit, table.c.valid_from.desc(), table.c.id.desc())
        )
        return {row.unit: row.hours for row in await self._connection.execute(statement)}

    async def add_hours(self, **columns: object) -> None:
        await self._connection.execute(insert(working_hours).values(**columns))

    async def add_fits(self, decision: UUID, fits: Sequence[Fit]) -> None:
        records = [
            (decision, fit.process.code, fit.process.hours, fit.version, *(fit.limit or (None,) * 5), fit.incomparable)
            for fit in fits
        ]
        driver = await driver_of(self._connection)
        await driver.copy_records_to_table("process_fit", records=records, columns=FIT_COLUMNS)
