"""Reads procedures with their periods in force from the projection of `procedures`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.law.domain.procedure import Agency, InForce, Procedure
from online_services.tables import procedure_period, recoded_procedure


async def procedures_by_code(connection: AsyncConnection, codes: Iterable[str]) -> dict[str, Procedure]:
    """A procedure that never was in force, or whose events have not arrived here yet, is absent."""
    rows: dict[str, list[Row[Any]]] = defaultdict(list)
    statement = (
        select(procedure_period)
        .where(procedure_period.c.procedure_code.in_(sorted(set(codes))))
        .order_by(procedure_period.c.effective_from)
    )
    for row in await connection.execute(statement):
        rows[row.procedure_code].append(row)
    return {code: _procedure(code, periods) for code, periods in rows.items()}


async def present_code(connection: AsyncConnection, code: str) -> str:
    """A former provisional code leads to the code that the procedure has now; any other code is that code."""
    return (await recoded_codes(connection, [code])).get(code, code)


async def recoded_codes(connection: AsyncConnection, codes: Iterable[str]) -> Mapping[str, str]:
    """The codes of procedures by their former provisional codes, as far as these are among the codes."""
    statement = select(recoded_procedure).where(recoded_procedure.c.former_code.in_(sorted(set(codes))))
    return {row.former_code: row.procedure_code for row in await connection.execute(statement)}


def _procedure(code: str, rows: list[Row[Any]]) -> Procedure:
    agency = Agency(rows[-1].agency_code, rows[-1].agency_name)
    return Procedure(code, agency, tuple(_period(row) for row in rows))


def _period(row: Row[Any]) -> InForce:
    return InForce(row.effective_from, row.effective_to, row.name, tuple(row.levels.split()))
