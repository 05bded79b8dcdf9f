"""The operations, as the table of reference data has them."""

from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.lookup.domain.operations import NameForm, Operation, Operations, ResultKind

IN_FORCE = """
    SELECT name, integration_codes || ' ' || offered_codes AS integration_codes, coalesce(offered_as, result) AS result,
        fields, required_fields, name_form, birth_date_needed, valid_hours, (
        SELECT coalesce(string_agg(name, ' '), '') FROM sensitive_field
        WHERE valid_from <= $1 AND (valid_to IS NULL OR $1 < valid_to)
    ) AS sensitive_fields
    FROM operation
    WHERE valid_from <= $1 AND (valid_to IS NULL OR $1 < valid_to) ORDER BY name
"""


async def operations_on(connection: AsyncConnection, day: date) -> Operations:
    rows = (await connection.exec_driver_sql(IN_FORCE, (day,))).all()
    return Operations(_operation(row) for row in rows)


def _operation(row: Row[Any]) -> Operation:
    return Operation(
        name=row.name,
        integration_codes=frozenset(row.integration_codes.split()),
        result=ResultKind(row.result),
        fields=frozenset(row.fields.split()),
        required_fields=tuple(row.required_fields.split()),
        name_form=NameForm(row.name_form),
        birth_date_needed=row.birth_date_needed,
        sensitive_fields=frozenset(row.sensitive_fields.split()),
        valid_hours=row.valid_hours,
    )
