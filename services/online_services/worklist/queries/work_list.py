"""Which dossiers does an agency, or an officer of it, have to work on?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.dossiers.storage.dossier_officers import DossierOfficers


class WorkGroup(StrEnum):
    """`to_receive`, `supplement_awaited` (before reception) and `to_deliver` are of the receiving agency; `overdue`,
    `due_today`, `due_later`, `without_appointment` and `waiting` (for a supplement or a fee) of the deciding one."""

    TO_RECEIVE = "to_receive"
    SUPPLEMENT_AWAITED = "supplement_awaited"
    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_LATER = "due_later"
    WITHOUT_APPOINTMENT = "without_appointment"
    WAITING = "waiting"
    TO_DELIVER = "to_deliver"


HANDLED = "d.deciding_agency = :agency AND d.stage IN ('received', 'in_process')"
CONDITIONS = {
    WorkGroup.TO_RECEIVE: "d.receiving_agency = :agency AND d.stage = 'filed'",
    WorkGroup.SUPPLEMENT_AWAITED: "d.receiving_agency = :agency AND d.stage = 'supplement_before_reception'",
    WorkGroup.OVERDUE: f"{HANDLED} AND (d.due_on < :today OR d.due_on = :today AND d.due_at < :now)",
    WorkGroup.DUE_TODAY: f"{HANDLED} AND d.due_on = :today AND (d.due_at IS NULL OR d.due_at >= :now)",
    WorkGroup.DUE_LATER: f"{HANDLED} AND d.due_on > :today",
    WorkGroup.WITHOUT_APPOINTMENT: f"{HANDLED} AND d.due_on IS NULL",
    WorkGroup.WAITING: "d.deciding_agency = :agency AND d.stage IN ('supplement', 'fee_requested')",
    WorkGroup.TO_DELIVER: "d.receiving_agency = :agency AND d.stage IN ('stopped', 'finished')",
}
LIST = """
    SELECT d.id, d.number, d.procedure_code, d.channel, d.stage, d.revision, d.filed_at, d.received_at, d.due_on,
        d.due_at, d.paused_from, d.step, d.step_name, a.handler, a.assigned_at,
        coalesce(d.due_on, DATE '9999-12-31') AS sorted_by
    FROM dossier d LEFT JOIN dossier_assignment a ON a.dossier_id = d.id
    WHERE {condition} AND (NOT :mine OR a.handler = :subject)
        AND (coalesce(d.due_on, DATE '9999-12-31'), d.id) > (:after_day, :after_id)
    ORDER BY sorted_by, d.id
    LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """With `mine` only what is assigned to the officer."""

    group: WorkGroup
    agency: str
    subject: str
    mine: bool


async def work_list(
    read: AsyncConnection, criteria: WorkFilter, now: datetime, today: date, after: Sequence[Any], limit: int
) -> Sequence[Row[Any]]:
    """Sorted by the appointment, the earliest first; dossiers without one by the time of filing. It is empty for who
    holds no role at the agency today."""
    if not await DossierOfficers(read).roles_of(criteria.agency, criteria.subject, today):
        return []
    after_day, after_id = after or (date.min, UUID(int=0))
    values = {
        "agency": criteria.agency,
        "subject": criteria.subject,
        "mine": criteria.mine,
        "now": now,
        "today": today,
        "after_day": after_day,
        "after_id": after_id,
        "limit": limit,
    }
    return (await read.execute(text(LIST.format(condition=CONDITIONS[criteria.group])), values)).all()
