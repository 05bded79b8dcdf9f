"""The law that bounds look-ups, as the projection of `procedures` holds it, and whether that is today's."""

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
    """Whether this service still follows the Decisions; a stopped stream may hide a repeal."""
    return not await stopped_streams(connection, SOURCE)


async def lawful_periods(connection: AsyncConnection, procedures: Collection[str]) -> dict[str, list[LawfulPeriod]]:
    """By procedure code; one that was never law is absent."""
    of_these = select(lawful_period).where(lawful_period.c.procedure_code.in_(procedures))
    periods: dict[str, list[LawfulPeriod]] = {}
    for row in await connection.execute(of_these.order_by(lawful_period.c.effective_from)):
        periods.setdefault(row.procedure_code, []).append(_period(row))
    return periods


def _period(row: Row[Any]) -> LawfulPeriod:
    told = orjson.loads(row.decision)
    return LawfulPeriod(
        procedure_code=row.procedure_code,
        name=row.name,
        version=row.version,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        population_fields=frozenset(row.population_fields.split()),
        decision=Decision(**{**told, "signed_on": date.fromisoformat(told["signed_on"])}),
    )
