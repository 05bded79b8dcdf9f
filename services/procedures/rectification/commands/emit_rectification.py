"""Tell the other services what a rectification did."""

from collections.abc import Sequence
from datetime import datetime

from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.law.domain.changes import Change
from procedures.publication.commands.names_for_events import names_told
from procedures.rectification.domain.annulment import Annulment
from procedures.rectification.domain.correction import Correction
from procedures.rectification.events import events_of


async def tell_rectification(
    work: UnitOfWork, act: Annulment | Correction, decision: Decision, changes: Sequence[Change], at: datetime
) -> None:
    if work.log is None:
        raise RuntimeError("this service owns a stream")
    names = await names_told(work, decision, changes)
    first = await work.log.next_sequence(work.connection)
    await work.record(events_of(act, decision, changes, names, at, first))
