"""Tell the other services what a rectification did."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.law.domain.changes import Change
from procedures.publication.commands.names_for_events import names_for_events
from procedures.rectification.domain.annulment import Annulment
from procedures.rectification.domain.correction import Correction
from procedures.rectification.events import act_event, procedure_events


async def emit_rectification(
    work: UnitOfWork, act: Annulment | Correction, decision: Decision, changes: Sequence[Change], at: datetime
) -> None:
    names = await names_for_events(work, decision, changes)
    await work.record(
        procedure_events(act, changes, names), closing=partial(act_event, act, decision, changes, names, at)
    )
