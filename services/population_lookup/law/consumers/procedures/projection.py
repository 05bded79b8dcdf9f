"""Projects, from the events of `procedures` alone, when each procedure is in force and which fields it may request."""

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
from population_lookup.tables import lawful_period

projection = Projection(source="procedures", tables=[lawful_period])
projection.ignores(DecisionPublished, DecisionAnnulled, DecisionCorrected, ProcessApproved)  # they carry no periods
# a rebuild does not decode what makes no period
projection.skips_fields(ProcedureEvent, "name", "field", "levels", "item", "effective_on", "decision", "agency")


@projection.on(ProcedureEvent)
async def take_over_periods(events: Sequence[ProcedureEvent], tables: Tables) -> None:
    """Each event carries all resulting periods; of two events about one procedure the later one wins."""
    await tables.replace(lawful_period, {(event.procedure_code,): _rows(event) for event in events})


def _rows(event: ProcedureEvent) -> list[Row]:
    return [
        (
            event.procedure_code,
            period.effective_from,
            period.effective_to,
            period.version,
            period.name,
            " ".join(period.population_fields),
            msgspec.json.encode(period.decision).decode(),
        )
        for period in event.periods
    ]
