"""Which procedures are law, as the projection of `procedures` holds it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.law.domain.procedure import Agency, InForce, Procedure
from online_services.tables import procedure_period


async def procedures_as_law(connection: AsyncConnection, codes: Iterable[str]) -> dict[str, Procedure]:
    """By code; a procedure that was never law, or that this service has not heard of, is absent."""
    rows: dict[str, list[Row[Any]]] = defaultdict(list)
    of_these = select(procedure_period).where(procedure_period.c.procedure_code.in_(sorted(set(codes))))
    for row in await connection.execute(of_these.order_by(procedure_period.c.effective_from)):
        rows[row.procedure_code].append(row)
    return {code: _procedure(code, periods) for code, periods in rows.items()}


def _procedure(code: str, rows: list[Row[Any]]) -> Procedure:
    agency = Agency(rows[-1].agency_code, rows[-1].agency_name)
    return Procedure(code, agency, tuple(_period(row) for row in rows))


def _period(row: Row[Any]) -> InForce:
    return InForce(row.effective_from, row.effective_to, row.name, tuple(row.levels.split()))
