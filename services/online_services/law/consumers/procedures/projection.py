"""The periods in which each procedure is in force, folded from the events of `procedures` alone."""

from collections.abc import Sequence

import msgspec

from common.contracts.procedures import (
    DecisionAnnulled,
    DecisionCorrected,
    DecisionPublished,
    ProcedureEvent,
    ProcessApproved,
)
from common.projection.projections import Projection
from common.projection.tables import Row, Tables
from online_services.tables import procedure_period

projection = Projection(source="procedures", tables=[procedure_period])
# None of these events carries periods.
projection.ignores(DecisionPublished, DecisionAnnulled, DecisionCorrected, ProcessApproved)


@projection.on(ProcedureEvent)
async def replace_periods(events: Sequence[ProcedureEvent], tables: Tables) -> None:
    """Each event carries all periods of its procedure; of two events about one procedure the later one counts."""
    await tables.replace(procedure_period, {(event.procedure_code,): _rows(event) for event in events})


def _rows(event: ProcedureEvent) -> list[Row]:
    return [
        {
            "procedure_code": event.procedure_code,
            "effective_from": period.effective_from,
            "effective_to": period.effective_to,
            "version": period.version,
            "name": period.name,
            "levels": " ".join(period.levels),
            "agency_code": event.agency.code,
            "agency_name": event.agency.name,
            "decision": msgspec.json.encode(period.decision).decode(),
        }
        for period in event.periods
    ]
