"""The periods in which each procedure is in force, folded from the events of `procedures` alone."""

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
from online_services.tables import procedure_period

projection = Projection(source="procedures", tables=[procedure_period])
# None of these events carries periods.
projection.ignores(DecisionPublished, DecisionAnnulled, DecisionCorrected, ProcessApproved)
# a rebuild does not decode what makes no period
projection.skips_fields(ProcedureEvent, "name", "field", "levels", "item", "effective_on", "decision")


@projection.on(ProcedureEvent)
async def replace_periods(events: Sequence[ProcedureEvent], tables: Tables) -> None:
    """Each event carries all periods of its procedure; of two events about one procedure the later one counts."""
    await tables.replace(
        procedure_period, {(event.procedure_code,): _rows(event.procedure_code, event) for event in events}
    )


@projection.on(ProcedureRecoded)
async def move_periods(events: Sequence[ProcedureRecoded], tables: Tables) -> None:
    """The procedure has its periods under its own code, and none under the provisional one any more."""
    moved: dict[tuple[str], list[Row]] = {}
    for event in events:
        moved |= {(event.former_code,): [], (event.to,): _rows(event.to, event)}
    await tables.replace(procedure_period, moved)


def _rows(code: str, event: ProcedureEvent | ProcedureRecoded) -> list[Row]:
    return [
        (
            code,
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
