"""Projects, from the events of `procedures` alone, when each procedure is in force and which fields it may request."""

from collections.abc import Sequence

import msgspec

from common.contracts.procedures import (
    DecisionAnnulled,
    DecisionCorrected,
    DecisionPublished,
    ProcedureEvent,
    ProcedureRecoded,
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
    await tables.replace(
        lawful_period, {(event.procedure_code,): _rows(event.procedure_code, event) for event in events}
    )


@projection.on(ProcedureRecoded)
async def move_periods(events: Sequence[ProcedureRecoded], tables: Tables) -> None:
    """The procedure has its periods under its own code, and none under the provisional one any more."""
    moved: dict[tuple[str], list[Row]] = {}
    for event in events:
        moved |= {(event.former_code,): [], (event.to,): _rows(event.to, event)}
    await tables.replace(lawful_period, moved)


def _rows(code: str, event: ProcedureEvent | ProcedureRecoded) -> list[Row]:
    return [
        (
            code,
            period.effective_from,
            period.effective_to,
            period.version,
            period.name,
            " ".join(period.population_fields),
            msgspec.json.encode(period.decision).decode(),
        )
        for period in event.periods
    ]
