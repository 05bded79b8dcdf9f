"""What agencies and fields are called at the moment when events tell of them."""

from collections.abc import Sequence

from procedures.decisions.domain.decision import Decision
from procedures.law.domain.changes import Change
from procedures.law.events.references import Names
from procedures.shared.work import ProceduresWork


async def names_told(work: ProceduresWork, decision: Decision, changes: Sequence[Change]) -> Names:
    """All that the Decision, its changes and its processes speak of."""
    agencies = {
        decision.agency_code,
        *(change.heading.agency_code for change in changes),
        *(code for process in decision.processes for code in process.agency_codes()),
    }
    fields = {change.heading.field_code for change in changes}
    return Names.of(await work.registers.agency_names(agencies), await work.registers.field_names(fields))
