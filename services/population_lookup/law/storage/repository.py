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
    SELECT f.is_current, f.communes AS existing_communes, requested.code AS requested_code, p.* FROM (
        SELECT NOT EXISTS (SELECT FROM stream_position WHERE source = $1 AND stopped_at IS NOT NULL) AS is_current, (
            SELECT coalesce(array_agg(agency_code), '{}') FROM projected.commune
            WHERE agency_code = ANY($3) AND (valid_from IS NULL OR valid_from <= $4)
                AND (valid_to IS NULL OR $4 < valid_to)
        ) AS communes
    ) f
    LEFT JOIN unnest($2::text[]) AS requested (code) ON true
    LEFT JOIN projected.recoded_procedure r ON r.former_code = requested.code
    LEFT JOIN projected.lawful_period p ON p.procedure_code = coalesce(r.procedure_code, requested.code)
    ORDER BY p.effective_from
"""


@dataclass(frozen=True, slots=True)
class LawOfProcedures:
    """`periods` are by the code that was requested: those of a former provisional code are the periods of the
    procedure, with its own code. A procedure that was never law is absent. `communes` are those of the requested
    agencies that are communes on the day. The law is not current if this service no longer follows the Decisions: a
    stopped stream may hide a repeal."""

    is_current: bool
    communes: frozenset[str]
    periods: Mapping[str, Sequence[LawfulPeriod]]


async def law_of(
    connection: AsyncConnection, procedures: Collection[str], agencies: Collection[str], day: date
) -> LawOfProcedures:
    """Reads everything in one snapshot."""
    # by SQLAlchemy, which begins the transaction if this is its first statement: the driver alone would not
    rows = (await connection.exec_driver_sql(LAW, (SOURCE, list(procedures), list(agencies), day))).all()
    periods = defaultdict[str, list[LawfulPeriod]](list)
    for row in rows:
        if row.procedure_code is not None:
            periods[row.requested_code].append(_period(row))
    return LawOfProcedures(rows[0].is_current, frozenset(rows[0].existing_communes), periods)


def _period(row: Row[Any]) -> LawfulPeriod:
    decision = orjson.loads(row.decision)
    return LawfulPeriod(
        procedure_code=row.procedure_code,
        name=row.name,
        version=row.version,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        population_fields=frozenset(row.population_fields.split()),
        agencies=None if row.agencies is None else frozenset(row.agencies.split()),
        communes=row.communes,
        household_member_fields=frozenset(row.household_member_fields.split()),
        decision=Decision(**{**decision, "signed_on": date.fromisoformat(decision["signed_on"])}),
    )
