"""Emit the events of a rectification."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import msgspec

from common.contracts.procedures import ProcedureRectified
from common.eventlog.log import EncodedEvent, encode_event
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.law.domain.changes import Change
from procedures.law.events.event_sizes import check_rectified
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
    """Raises `EventTooLarge`."""
    names = await names_for_events(work, decision, changes)
    events = procedure_events(rectification, decision, changes, names)
    await work.record(
        [_encoded(event) for event in events],
        closing=partial(decision_event, rectification, decision, changes, names, recorded_at),
    )


def _encoded(event: ProcedureRectified) -> EncodedEvent:
    encoded = encode_event(event)
    check_rectified(encoded, len(msgspec.json.encode(event.periods)), event.item.number)
    return encoded
