"""Projects, from the events of `procedures` alone, when each procedure is in force, which fields it may request, and
which agencies may."""

from collections.abc import Sequence

import msgspec

from common.contracts.parts import Level
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
from population_lookup.law.domain.commune_agencies import is_commune
from population_lookup.tables import commune, lawful_period, recoded_procedure

projection = Projection(source="procedures", tables=[lawful_period, recoded_procedure, commune])
projection.ignores(DecisionPublished, DecisionAnnulled, DecisionCorrected, ProcessApproved)  # they carry no periods
projection.ignores(CalendarDayRecorded, WorkingHoursRecorded)  # no look-up depends on them
projection.ignores(PublicationConfirmed)  # where a Decision is shown changes nothing here
projection.ignores(ReviewResultRecorded)  # what a round of review has cut changes no law
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
    """The procedure has its periods under its own code, and none under the provisional one, which leads to it."""
    moved: dict[tuple[str], list[Row]] = {}
    for event in events:
        moved |= {(event.former_code,): [], (event.to,): _rows(event.to, event)}
    await tables.replace(lawful_period, moved)
    await tables.put(recoded_procedure, [(event.former_code, event.to) for event in events])


@projection.on(AgencyRecorded)
async def keep_communes(events: Sequence[AgencyRecorded], tables: Tables) -> None:
    """An agency that is recorded under another name may become a commune, or stop being one."""
    last = {event.code: event for event in events}
    rows = [(code, event.valid_from, event.valid_to) for code, event in last.items() if is_commune(event.name)]
    await tables.delete(commune, [(code,) for code, event in last.items() if not is_commune(event.name)])
    await tables.put(commune, rows)


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
            None if period.agencies is None else " ".join(period.agencies),
            Level.COMMUNE in period.levels,
            " ".join(period.household_member_fields),
        )
        for period in event.periods
    ]
