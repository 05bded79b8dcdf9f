"""The law, folded from the events of `procedures` alone: the periods in which each procedure is in force, the internal
processes that Decisions approve, working days, working hours, and agencies."""

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
from online_services.law.consumers.procedures import rows
from online_services.tables import (
    agency,
    annulled_decision,
    approved_process,
    calendar_day,
    procedure_period,
    recoded_procedure,
    recorded_decision,
    working_hours,
)

projection = Projection(
    source="procedures",
    tables=[
        procedure_period,
        recoded_procedure,
        approved_process,
        recorded_decision,
        annulled_decision,
        calendar_day,
        working_hours,
        agency,
    ],
)
projection.ignores(DecisionCorrected)  # the events of its items carry the periods
projection.ignores(PublicationConfirmed)  # where a Decision is shown changes nothing here
projection.ignores(ReviewResultRecorded)  # what a round of review has cut changes no law
# a rebuild does not decode what makes no row
projection.skips_fields(ProcedureEvent, "name", "field", "levels", "item", "effective_on", "decision")


@projection.on(ProcedureEvent)
async def replace_periods(events: Sequence[ProcedureEvent], tables: Tables) -> None:
    """Each event carries all periods of its procedure; of two events about one procedure the later one counts."""
    await tables.replace(
        procedure_period, {(event.procedure_code,): rows.periods(event.procedure_code, event) for event in events}
    )


@projection.on(ProcedureRecoded)
async def move_to_code(events: Sequence[ProcedureRecoded], tables: Tables) -> None:
    """The procedure has its periods and its processes under its own code, and none under the provisional one, which
    leads to it."""
    periods: dict[tuple[str], list[Row]] = {}
    codes: dict[tuple[str, str], str] = {}
    for event in events:
        periods |= {(event.former_code,): [], (event.to,): rows.periods(event.to, event)}
        codes |= {(process.decision_id, process.process_code): event.to for process in event.processes}
    await tables.replace(procedure_period, periods)
    await tables.put(recoded_procedure, [(event.former_code, event.to) for event in events])
    moved = await tables.get(approved_process, codes)
    await tables.put(approved_process, [rows.with_procedure(row, codes[key]) for key, row in moved.items()])


@projection.on(ProcessApproved)
async def add_processes(events: Sequence[ProcessApproved], tables: Tables) -> None:
    await tables.put(approved_process, [rows.process(event) for event in events])


@projection.on(DecisionPublished)
async def add_decisions(events: Sequence[DecisionPublished], tables: Tables) -> None:
    """Of two processes for the same dossiers, the one counts whose Decision was recorded last."""
    await tables.put(recorded_decision, [(event.decision_id, event.recorded_at) for event in events])


@projection.on(DecisionAnnulled)
async def end_processes(events: Sequence[DecisionAnnulled], tables: Tables) -> None:
    """A Decision that is annulled entirely approves no process any more; the annulment of items ends none."""
    await tables.put(
        annulled_decision, [(event.decision_id, event.effective_from) for event in events if event.entire_decision]
    )


@projection.on(CalendarDayRecorded)
async def add_days(events: Sequence[CalendarDayRecorded], tables: Tables) -> None:
    await tables.put(calendar_day, [(event.day, event.recorded_at, event.working, event.note) for event in events])


@projection.on(WorkingHoursRecorded)
async def add_working_hours(events: Sequence[WorkingHoursRecorded], tables: Tables) -> None:
    await tables.put(
        working_hours,
        [(event.unit, event.valid_from, event.recorded_at, event.hours, event.legal_basis) for event in events],
    )


@projection.on(AgencyRecorded)
async def put_agencies(events: Sequence[AgencyRecorded], tables: Tables) -> None:
    await tables.put(
        agency,
        [
            (event.code, event.name, event.valid_from, event.valid_to, " ".join(event.successor_codes))
            for event in events
        ],
    )
