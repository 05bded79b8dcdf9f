"""The fields and agencies by which the catalogue of a day can be filtered."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.queries.law_rows import held_true
from procedures.shared.queries.rows import rows_of
from procedures.tables import agency, field, period, version


async def filters_of_catalogue(read: AsyncConnection, on: date) -> Sequence[Row[Any]]:
    """Returns `register` (agency or field), `code` and `name` of each that a procedure in force on the day belongs to,
    in the order of the codes."""
    same_version = (version.c.procedure_id == period.c.procedure_id) & (version.c.number == period.c.version)
    law = (
        select(version.c.agency_code, version.c.field_code)
        .join(period, same_version)
        .where(period.c.in_force.contains(on), held_true(None))
        .distinct()
        .cte("law")
    )
    agencies = select(literal("agency").label("register"), agency.c.code, agency.c.name).where(
        agency.c.code.in_(select(law.c.agency_code))
    )
    fields = select(literal("field"), field.c.code, field.c.name).where(field.c.code.in_(select(law.c.field_code)))
    registers = agencies.union_all(fields).subquery()
    return await rows_of(read, select(registers).order_by(registers.c.register, registers.c.code))
