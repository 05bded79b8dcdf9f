"""Projects the periods in which each procedure is in force from the events of `procedures` alone."""

from collections.abc import Sequence

from common.contracts.procedures import (
    DecisionAnnulled,
    DecisionCorrected,
    DecisionPublished,
    ProcedureEvent,
    ProcedureRecoded,
    ProcessApproved,
)
from common.contracts.publications import PublicationConfirmed
from common.contracts.reference_data import AgencyRecorded, CalendarDayRecorded, WorkingHoursRecorded
from common.contracts.reviews import ReviewResultRecorded
from common.projection.projections import Projection
from common.projection.tables import Row, Tables
from reporting.read_models.shared.reported_level import reported_level
from reporting.tables import procedure_period

period_projection = Projection("procedures", [procedure_period])
# the events of the items carry the periods
period_projection.ignores(DecisionAnnulled, DecisionCorrected, DecisionPublished)
period_projection.ignores(ProcessApproved, PublicationConfirmed, ReviewResultRecorded)
period_projection.ignores(CalendarDayRecorded, WorkingHoursRecorded, AgencyRecorded)
# a rebuild does not decode what no figure is made from
period_projection.skips_fields(ProcedureEvent, "name", "levels", "item", "effective_on", "decision", "field.name")


@period_projection.on(ProcedureEvent)
async def keep_periods(events: Sequence[ProcedureEvent], tables: Tables) -> None:
    """Each event carries all periods of its procedure: the last one counts."""
    last = {event.procedure_code: event for event in events}
    await tables.replace(procedure_period, {(code,): rows_of(code, event) for code, event in last.items()})


@period_projection.on(ProcedureRecoded)
async def move_periods(events: Sequence[ProcedureRecoded], tables: Tables) -> None:
    """The procedure has its periods under its own code, and none under the provisional one."""
    periods: dict[tuple[str], list[Row]] = {}
    for event in events:
        periods |= {(event.former_code,): [], (event.to,): rows_of(event.to, event)}
    await tables.replace(procedure_period, periods)


def rows_of(code: str, event: ProcedureEvent | ProcedureRecoded) -> list[Row]:
    """A procedure belongs to one agency and one field, as the last event states them."""
    return [
        (
            code,
            period.effective_from,
            period.effective_to,
            period.version,
            period.name,
            event.agency.code,
            event.agency.name,
            event.field.code,
            reported_level(period.levels),
            period.decision.id,
            period.decision.number,
        )
        for period in event.periods
    ]
