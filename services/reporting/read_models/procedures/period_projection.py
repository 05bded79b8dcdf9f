"""Projects the periods in which each procedure is in force from the events of `procedures` alone.

They are kept as they are known now, and as each act left them. When an act was recorded is in the rows of its Decision
or rectification.
"""

from collections.abc import Sequence

from common.contracts.procedures import (
    DecisionAnnulled,
    DecisionCorrected,
    DecisionPublished,
    ProcedureEvent,
    ProcedureRecoded,
    ProcedureRectified,
    ProcessApproved,
)
from common.contracts.publications import PublicationConfirmed
from common.contracts.reference_data import AgencyRecorded, CalendarDayRecorded, WorkingHoursRecorded
from common.contracts.reviews import ReviewResultRecorded
from common.projection.projections import Projection
from common.projection.tables import Row, Tables
from reporting.read_models.shared.reported_level import reported_level
from reporting.tables import procedure_period, stated_period

period_projection = Projection("procedures", [procedure_period, stated_period])
# the events of the items carry the periods
period_projection.ignores(DecisionAnnulled, DecisionCorrected, DecisionPublished)
period_projection.ignores(ProcessApproved, PublicationConfirmed, ReviewResultRecorded)
period_projection.ignores(CalendarDayRecorded, WorkingHoursRecorded, AgencyRecorded)
# a rebuild does not decode what no figure is made from
UNUSED_OF_DOCUMENT = ("number", "issuing_body", "signed_on", "title")
UNUSED = ("name", "levels", "item", "effective_on", "field.name", *(f"decision.{name}" for name in UNUSED_OF_DOCUMENT))
period_projection.skips_fields(ProcedureEvent, *UNUSED)
period_projection.skips_fields(ProcedureRectified, "reason", *(f"instrument.{name}" for name in UNUSED_OF_DOCUMENT))


@period_projection.on(ProcedureEvent)
async def keep_periods(events: Sequence[ProcedureEvent], tables: Tables) -> None:
    """Each event carries all periods of its procedure: the last one counts, and of one act the last one of it."""
    last = {event.procedure_code: event for event in events}
    await tables.replace(procedure_period, {(code,): rows_of(code, event) for code, event in last.items()})
    stated = {(event.procedure_code, *act_of(event)): event for event in events}
    await tables.replace(stated_period, {act: stated_rows(act, event) for act, event in stated.items()})


@period_projection.on(ProcedureRecoded)
async def move_periods(events: Sequence[ProcedureRecoded], tables: Tables) -> None:
    """The procedure has its periods under its own code, and none under the provisional one."""
    periods: dict[tuple[str], list[Row]] = {}
    for event in events:
        periods |= {(event.former_code,): [], (event.to,): rows_of(event.to, event)}
    await tables.replace(procedure_period, periods)
    stated = {(event.to, "", event.document.id): event for event in events}
    await tables.replace(stated_period, {act: stated_rows(act, event) for act, event in stated.items()})


def act_of(event: ProcedureEvent) -> tuple[str, str]:
    """The Decision, and the instrument by which it is rectified, if it is."""
    return event.decision.id, event.instrument.id if isinstance(event, ProcedureRectified) else ""


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


def stated_rows(act: tuple[str, str, str], event: ProcedureEvent | ProcedureRecoded) -> list[Row]:
    """Where the act left no period, one row says so."""
    of_procedure = event.agency.code, event.field.code
    return [
        (
            *act,
            place,
            period.effective_from,
            period.effective_to,
            period.name,
            *of_procedure,
            reported_level(period.levels),
            period.decision.number,
        )
        for place, period in enumerate(event.periods, 1)
    ] or [(*act, 0, None, None, None, *of_procedure, None, None)]
