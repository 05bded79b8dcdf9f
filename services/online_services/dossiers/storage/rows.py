"""Converts dossiers and officers to rows and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from online_services.clock.domain.appointments import Appointment, Limit
from online_services.clock.domain.deadline_warnings import DeadlineWarning
from online_services.clock.domain.working_time import Pause
from online_services.dossiers.domain.dossier import Agencies, Dossier, Filing
from online_services.dossiers.domain.filing import FiledPaper, Person
from online_services.dossiers.domain.officers import Officer
from online_services.dossiers.domain.states import Stage
from online_services.dossiers.domain.steps import Progress, Step
from online_services.dossiers.domain.transitions import Action, Role


def dossier_of_row(row: Row[Any], pauses: Sequence[Pause]) -> Dossier:
    agencies = Agencies(row.filed_at_agency, row.receiving_agency, row.deciding_agency)
    filing = Filing(
        row.id, row.procedure_code, row.version, row.channel, row.for_case, agencies, row.filed_at, row.parent_id
    )
    return Dossier(
        filing=filing,
        stage=Stage(row.stage),
        revision=row.revision,
        number=row.number,
        received_at=row.received_at,
        ended_at=row.ended_at,
        limit=None if row.limit_unit is None else Limit(row.limit_amount, row.limit_unit),
        clock_from=row.clock_from,
        appointed=None if row.due_on is None else Appointment(row.due_on, row.due_at),
        pauses=tuple(pauses),
        paused_from=row.paused_from,
        supplement_requested=row.supplement_requested,
        supplement_due=row.supplement_due,
        handed_in=row.handed_in,
        extended=row.extended,
        progress=_progress(row),
        results=row.results,
        result_revoked=row.result_revoked,
        back_entered=row.back_entered,
    )


def _progress(row: Row[Any]) -> Progress | None:
    return None if row.step is None else Progress(row.process_decision, row.process_code, Step(row.step, row.step_name))


def row_of_dossier(dossier: Dossier) -> dict[str, Any]:
    filing, appointed, progress = dossier.filing, dossier.appointed, dossier.progress
    return {
        "id": filing.id,
        "parent_id": filing.parent_id,
        "number": dossier.number,
        "procedure_code": filing.procedure_code,
        "version": filing.version,
        "channel": filing.channel,
        "for_case": filing.for_case,
        "filed_at_agency": filing.agencies.filed_at,
        "receiving_agency": filing.agencies.receiving,
        "deciding_agency": filing.agencies.deciding,
        "stage": dossier.stage.value,
        "revision": dossier.revision,
        "filed_at": filing.filed_at,
        "received_at": dossier.received_at,
        "ended_at": dossier.ended_at,
        "limit_amount": dossier.limit and dossier.limit.amount,
        "limit_unit": dossier.limit and dossier.limit.unit,
        "clock_from": dossier.clock_from,
        "due_on": appointed and appointed.day,
        "due_at": appointed and appointed.moment,
        "paused_from": dossier.paused_from,
        "supplement_requested": dossier.supplement_requested,
        "supplement_due": dossier.supplement_due,
        "handed_in": dossier.handed_in,
        "extended": dossier.extended,
        "process_decision": progress and progress.decision_id,
        "process_code": progress and progress.process_code,
        "step": progress and progress.step.number,
        "step_name": progress and progress.step.name,
        "results": dossier.results,
        "result_revoked": dossier.result_revoked,
        "back_entered": dossier.back_entered,
    }


def person_of_row(row: Row[Any]) -> Person:
    return Person(
        personal_id=row.personal_id,
        full_name=row.full_name,
        phone=row.phone,
        delegate_personal_id=row.delegate_personal_id,
        delegation_ground=row.delegation_ground,
        delegation_extent=tuple(row.delegation_extent),
    )


def row_of_person(id: UUID, person: Person) -> dict[str, Any]:
    return {
        "dossier_id": id,
        "personal_id": person.personal_id,
        "full_name": person.full_name,
        "phone": person.phone,
        "delegate_personal_id": person.delegate_personal_id,
        "delegation_ground": person.delegation_ground,
        "delegation_extent": list(person.delegation_extent),
    }


def rows_of_papers(id: UUID, papers: Sequence[FiledPaper]) -> list[dict[str, Any]]:
    return [
        {"dossier_id": id, "number": number, "name": paper.name, "digitisation": paper.digitisation}
        for number, paper in enumerate(papers, 1)
    ]


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """Who did what as what, at which agency, when and why; `assigned_to` is the officer to whom the act assigned the
    dossier. With `entered` it is an act of a past dossier: who entered it is known, and not who did it."""

    action: Action
    role: Role
    by: str
    agency: str
    at: datetime
    reason: str | None = None
    assigned_to: str | None = None
    entered: bool = False


def row_of_act(after: Dossier, act: RecordedAct) -> dict[str, Any]:
    """It has the appointment after the act too."""
    appointed = after.appointed
    return {
        "dossier_id": after.filing.id,
        "revision": after.revision,
        "action": act.action.value,
        "role": act.role.value,
        "agency_code": act.agency,
        "acted_by": act.by,
        "acted_at": act.at,
        "reason": act.reason,
        "due_on": appointed and appointed.day,
        "due_at": appointed and appointed.moment,
        "assigned_to": act.assigned_to,
        "entered": act.entered,
    }


def rows_of_pauses(before: Dossier, after: Dossier) -> list[dict[str, Any]]:
    """The pauses that an act ended."""
    return [
        {"dossier_id": after.filing.id, "begins": pause.begins, "ends": pause.ends}
        for pause in after.pauses
        if pause not in before.pauses
    ]


def rows_of_warnings(dossier: Dossier, warnings: Sequence[DeadlineWarning]) -> list[dict[str, Any]]:
    return [
        {
            "dossier_id": dossier.filing.id,
            "clock_from": dossier.clock_from,
            "kind": warning.kind.value,
            "threshold": warning.threshold,
            "warn_at": warning.warn_at,
        }
        for warning in warnings
    ]


def officer_of_row(row: Row[Any]) -> Officer:
    return Officer(row.agency_code, row.subject, Role(row.role), row.valid_from, row.valid_to, row.legal_basis)
