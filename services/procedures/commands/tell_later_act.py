"""Tell the other services what a later act did."""

from collections.abc import Sequence
from datetime import datetime

from procedures.domain.annulment import Annulment
from procedures.domain.changes import Change
from procedures.domain.correction import Correction
from procedures.domain.decision import Decision
from procedures.publishing.later_acts import events_of
from procedures.publishing.references import Names
from procedures.storage.work import ProceduresWork


async def tell_later_act(
    work: ProceduresWork, act: Annulment | Correction, decision: Decision, changes: Sequence[Change], at: datetime
) -> None:
    if work.log is None:
        raise RuntimeError("this service owns a stream")
    agencies = {decision.agency_code, *(change.heading.agency_code for change in changes)}
    fields = {change.heading.field_code for change in changes}
    names = Names.of(await work.registers.agency_names(agencies), await work.registers.field_names(fields))
    first = await work.log.next_sequence(work.connection)
    await work.record(events_of(act, decision, changes, names, at, first))
