"""Internal processes beside the law."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.domain.submission_channels import Channel
from procedures.processes.domain.process_limits import Fit, HoursOf, InForce
from procedures.shared.domain.procedure_codes import ProcedureCode
from procedures.tables import working_hours

LAW = """
    SELECT DISTINCT ON (p.code) p.code, r.version, (v.content->'channels')::text
    FROM unnest($1::text[], $2::date[]) AS asked (code, day)
    JOIN procedure p ON p.code = asked.code
    JOIN period r ON r.procedure_id = p.id AND upper_inf(r.known) AND (upper_inf(r.in_force) OR upper(r.in_force) > asked.day)
    JOIN version v ON v.procedure_id = p.id AND v.number = r.version
    ORDER BY p.code, lower(r.in_force)
"""
FIT = (
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


def channels_in(text: str) -> Sequence[Channel]:
    """Those of a content, with the time limits that hang on them."""
    return _channels.decode(text)


class Processes:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def law(self, days: Mapping[ProcedureCode, date]) -> dict[ProcedureCode, InForce]:
        """What is in force on each procedure's day, or first after it; what never is again is absent."""
        driver = await driver_of(self._connection)
        rows = await driver.fetch(LAW, list(days), list(days.values()))
        return {code: InForce(version, channels_in(channels)) for code, version, channels in rows}

    async def hours_of(self, day: date) -> HoursOf:
        """As they hold for what is signed on that day."""
        table = working_hours
        statement = (
            select(table.c.unit, table.c.hours)
            .ext(distinct_on(table.c.unit))
            .where(table.c.valid_from <= day)
            .order_by(table.c.unit, table.c.valid_from.desc(), table.c.id.desc())
        )
        return {row.unit: row.hours for row in await self._connection.execute(statement)}

    async def add_hours(self, **said: object) -> None:
        await self._connection.execute(insert(working_hours).values(**said))

    async def put_fits(self, decision: UUID, fits: Sequence[Fit]) -> None:
        records = [
            (decision, one.process.code, one.process.hours, one.version, *(one.limit or (None,) * 5), one.incomparable)
            for one in fits
        ]
        driver = await driver_of(self._connection)
        await driver.copy_records_to_table("process_fit", records=records, columns=FIT)
