"""The internal processes by which dossiers of a procedure are handled on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

PROCESSES = text("""
    WITH approved AS (
        SELECT p.*, d.recorded_at, coalesce((
            SELECT min(r.effective_from) FROM projected.procedure_period r
            WHERE r.procedure_code = p.procedure_code AND r.decision::json->>'id' = p.decision_id
        ), p.signed_on) AS valid_from
        FROM projected.approved_process p
        JOIN projected.recorded_decision d ON d.decision_id = p.decision_id
        LEFT JOIN projected.annulled_decision a ON a.decision_id = p.decision_id
        WHERE p.procedure_code = :code AND (a.effective_from IS NULL OR a.effective_from > :on)
    )
    SELECT * FROM approved o WHERE o.valid_from <= :on AND NOT EXISTS (
        SELECT FROM approved n
        WHERE n.valid_from <= :on AND n.decision_id <> o.decision_id
            AND (n.process_code = o.process_code OR (n.agency_code = o.agency_code
                AND n.channel IS NOT DISTINCT FROM o.channel AND n.for_case IS NOT DISTINCT FROM o.for_case))
            AND (n.valid_from, n.recorded_at, n.decision_id) > (o.valid_from, o.recorded_at, o.decision_id))
    ORDER BY o.process_code
""")
"""A process is valid from the day of the version that its Decision makes, else from the day on which that was signed;
for each kind of dossier the last one counts, as in the list of `procedures`."""


async def processes_in_force(read: AsyncConnection, code: str, on: date) -> Sequence[Row[Any]]:
    return (await read.execute(PROCESSES, {"code": code, "on": on})).all()
