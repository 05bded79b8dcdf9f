"""The names of agencies and fields at the moment of the events, and what periods state of the contents."""

from collections.abc import Sequence

from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.law.domain.changes import Change
from procedures.law.events.event_references import Names
from procedures.law.storage.stored_contents import StoredContentReferences
from procedures.registers.storage.repository import Registers


async def names_for_events(work: UnitOfWork, decision: Decision, changes: Sequence[Change]) -> Names:
    """The names of all agencies and fields that the Decision, its changes and its processes refer to, and what
    the periods of the changed procedures state of their contents."""
    agencies = {
        decision.agency_code,
        *(change.heading.agency_code for change in changes),
        *(code for process in decision.processes for code in process.agency_codes()),
    }
    fields = {change.heading.field_code for change in changes}
    return Names.of(
        await work.of(Registers).agency_names(agencies),
        await work.of(Registers).field_names(fields),
        await work.of(StoredContentReferences).of_changes(changes, decision.id),
    )
