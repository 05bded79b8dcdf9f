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
# a rebuild does not decode what makes no period
projection.skips_fields(ProcedureEvent, "name", "field", "levels", "item", "effective_on", "decision")


@projection.on(ProcedureEvent)
async def replace_periods(events: Sequence[ProcedureEvent], tables: Tables) -> None:
    """Each event carries all periods of its procedure; of two events about one procedure the later one counts."""
    await tables.replace(procedure_period, {(event.procedure_code,): _rows(event) for event in events})


def _rows(event: ProcedureEvent) -> list[Row]:
    return [
        (
            event.procedure_code,
            period.effective_from,
            period.effective_to,
            period.version,
            period.name,
            " ".join(period.levels),
            event.agency.code,
            event.agency.name,
            msgspec.json.encode(period.decision).decode(),
        )
        for period in event.periods
    ]
