"""The law that bounds look-ups, read from the projection of `procedures`, and whether it is current."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.law.domain.lawful_periods import Decision, LawfulPeriod

SOURCE = "procedures"
LAW = """
    SELECT f.is_current, p.* FROM (
        SELECT NOT EXISTS (SELECT FROM stream_position WHERE source = $1 AND stopped_at IS NOT NULL) AS is_current
    ) f
    LEFT JOIN projected.lawful_period p ON p.procedure_code = ANY($2) ORDER BY p.effective_from
"""


@dataclass(frozen=True, slots=True)
class LawOfProcedures:
    """`periods` are by procedure code; a procedure that was never law is absent. The law is not current if this service
    no longer follows the Decisions: a stopped stream may hide a repeal."""

    is_current: bool
    periods: Mapping[str, Sequence[LawfulPeriod]]


async def law_of(connection: AsyncConnection, procedures: Collection[str]) -> LawOfProcedures:
    """Reads both in one snapshot."""
    # by SQLAlchemy, which begins the transaction if this is its first statement: the driver alone would not
    rows = (await connection.exec_driver_sql(LAW, (SOURCE, list(procedures)))).all()
    periods = defaultdict[str, list[LawfulPeriod]](list)
    for row in rows:
        if row.procedure_code is not None:
            periods[row.procedure_code].append(_period(row))
    return LawOfProcedures(rows[0].is_current, periods)


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
