"""The law that bounds look-ups, read from the projection of `procedures`, and whether it is current."""

from collections.abc import Collection
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.positions import stopped_streams
from population_lookup.law.domain.lawful_periods import Decision, LawfulPeriod
from population_lookup.tables import lawful_period

SOURCE = "procedures"


async def is_current(connection: AsyncConnection) -> bool:
    """Returns whether this service still follows the Decisions; a stopped stream may hide a repeal."""
    return not await stopped_streams(connection, SOURCE)


async def lawful_periods(connection: AsyncConnection, procedures: Collection[str]) -> dict[str, list[LawfulPeriod]]:
    """Returns the periods by procedure code; a procedure that was never law is absent."""
    statement = select(lawful_period).where(lawful_period.c.procedure_code.in_(procedures))
    periods: dict[str, list[LawfulPeriod]] = {}
    for row in await connection.execute(statement.order_by(lawful_period.c.effective_from)):
        periods.setdefault(row.procedure_code, []).append(_period(row))
    return periods


def _period(row: Row[Any]) -> LawfulPeriod:
    decision = orjson.loads(row.decision)
    return LawfulPeriod(
        procedure_code=row.procedure_code,
        name=row.name,
        version=row.version,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        population_fields=frozenset(row.population_fields.split()),
        decision=Decision(**{**decision, "signed_on": date.fromisoformat(decision["signed_on"])}),
    )
