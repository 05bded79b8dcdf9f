"""The names of agencies and fields at the moment of the events."""

from collections.abc import Sequence

from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.law.domain.changes import Change
from procedures.law.events.event_references import Names
from procedures.registers.storage.repository import Registers


async def names_for_events(work: UnitOfWork, decision: Decision, changes: Sequence[Change]) -> Names:
    """The names of all agencies and fields that the Decision, its changes and its processes refer to."""
    agencies = {
        decision.agency_code,
        *(change.heading.agency_code for change in changes),
        *(code for process in decision.processes for code in process.agency_codes()),
    }
    fields = {change.heading.field_code for change in changes}
    return Names.of(await work.of(Registers).agency_names(agencies), await work.of(Registers).field_names(fields))
