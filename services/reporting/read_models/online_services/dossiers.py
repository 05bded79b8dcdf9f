"""The row of one dossier, as the report counts it, folded from its events. Nobody is identified."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from common.calendar.province_days import day_of
from common.contracts.dossiers import (
    DossierDeclined,
    DossierEvent,
    DossierFinished,
    DossierStopped,
    DossierWithdrawn,
)

PAID_ONLINE = "treasury"
"""How a fee was settled that was paid online."""


class DossierEnd(StrEnum):
    """How a dossier ended: state 9, 8, 7 or 3 of the National Portal."""

    DONE = "done"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


class ReportedTimeliness(StrEnum):
    """How a result kept the appointment that applied when it was signed."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    WITHOUT_APPOINTMENT = "without_appointment"


ENDS = (
    (DossierFinished, DossierEnd.DONE),
    (DossierStopped, DossierEnd.STOPPED),
    (DossierWithdrawn, DossierEnd.WITHDRAWN),
    (DossierDeclined, DossierEnd.DECLINED),
)
"""The events that end a dossier. What follows, such as the handing over, changes nothing of its outcome."""


def end_of(event: DossierEvent) -> DossierEnd | None:
    """Returns how the event ends its dossier; None where it does not. A rebuild decodes events as subclasses."""
    return next((end for event_type, end in ENDS if isinstance(event, event_type)), None)


class DossierRow(NamedTuple):
    """The columns of `dossier`, in their order."""

    dossier_id: str
    number: str | None
    procedure_code: str
    receiving_agency: str
    deciding_agency: str
    channel: str
    state: int
    filed_on: date
    received_on: date | None
    due_on: date | None
    ended_on: date | None
    outcome: str | None
    timeliness: str | None
    papers: int
    digitised: int
    reused: int
    paid_online: bool


def row_after(event: DossierEvent, before: DossierRow | None) -> DossierRow:
    """An event states all about its dossier except how it ended, and that a fee was paid online: these are kept."""
    ended_on = outcome = timeliness = None
    if before is not None:
        ended_on, outcome, timeliness = before.ended_on, before.outcome, before.timeliness
    if (end := end_of(event)) is not None:
        ended_on, outcome = day_of(event.occurred_at), end.value
        timeliness = timeliness_of(event).value if end is DossierEnd.DONE else None
    paid = getattr(event, "settled_by", None) == PAID_ONLINE  # only events of settled fees have the member
    return DossierRow(
        dossier_id=event.dossier_id,
        number=event.number,
        procedure_code=event.procedure_code,
        receiving_agency=event.receiving_agency,
        deciding_agency=event.deciding_agency,
        channel=event.channel,
        state=event.state,
        filed_on=day_of(event.filed_at),
        received_on=None if event.received_at is None else day_of(event.received_at),
        due_on=event.due_on,
        ended_on=ended_on,
        outcome=outcome,
        timeliness=timeliness,
        papers=event.papers,
        digitised=event.digitised,
        reused=event.reused,
        paid_online=paid or (before is not None and before.paid_online),
    )


def timeliness_of(event: DossierEvent) -> ReportedTimeliness:
    """A result is on time until the end of the appointed day or, where the limit is in working hours, until the
    appointed moment; on an earlier day it is early."""
    if event.due_on is None:
        return ReportedTimeliness.WITHOUT_APPOINTMENT
    day = day_of(event.occurred_at)
    if day > event.due_on or (event.due_at is not None and event.occurred_at > event.due_at):
        return ReportedTimeliness.LATE
    return ReportedTimeliness.EARLY if day < event.due_on else ReportedTimeliness.ON_TIME
