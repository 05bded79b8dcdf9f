"""Emit the events of a rectification."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.law.domain.changes import Change
from procedures.publication.commands.names_for_events import names_for_events
from procedures.rectification.domain.annulment import Annulment
from procedures.rectification.domain.correction import Correction
from procedures.rectification.events import decision_event, procedure_events


async def emit_rectification(
    work: UnitOfWork,
    rectification: Annulment | Correction,
    decision: Decision,
    changes: Sequence[Change],
    recorded_at: datetime,
) -> None:
    names = await names_for_events(work, decision, changes)
    await work.record(
        procedure_events(rectification, changes, names),
        closing=partial(decision_event, rectification, decision, changes, names, recorded_at),
    )
