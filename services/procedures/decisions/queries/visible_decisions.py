"""The Decisions that a caller may see: what is published, and the drafts that the table of access lets them read."""

from typing import assert_never

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from procedures.decisions.domain.approval_workflow import CREATING
from procedures.decisions.domain.draft_access import ACCESS, REACH, ActingAgency, Operation, Whose
from procedures.decisions.domain.roles import DecisionRole
from procedures.law.domain.references import Status
from procedures.tables import decision, decision_step


def is_visible_to(acting: ActingAgency) -> ColumnElement[bool]:
    """Whether the Decision is published, or a draft that the agency may read. Discarded drafts are shown to nobody."""
    is_draft = decision.c.status.not_in([Status.PUBLISHED.value, Status.DISCARDED.value])
    return or_(decision.c.status == Status.PUBLISHED.value, and_(is_draft, is_readable_as_draft_by(acting)))


def is_readable_as_draft_by(acting: ActingAgency) -> ColumnElement[bool]:
    """Whether the agency may read the Decision before its publication, and therefore all of its history afterwards."""
    readable = [
        true() if REACH[role] is Whose.ALL else _is_own(role, acting.code)
        for role in ACCESS[Operation.READ]
        if role in acting.roles
    ]
    return or_(false(), *readable)


def _is_own(role: DecisionRole, agency: str) -> ColumnElement[bool]:
    """`DecisionAgencies.owner_for` as a condition."""
    match role:
        case DecisionRole.SIGNER:
            return decision.c.issuing_body == agency
        case DecisionRole.DRAFTER | DecisionRole.CONTROLLER | DecisionRole.PUBLISHER:
            return exists().where(
                decision_step.c.decision_id == decision.c.id,
                decision_step.c.step.in_([step.value for step in CREATING]),
                decision_step.c.agency_code == agency,
            )
        case _:
            assert_never(role)
