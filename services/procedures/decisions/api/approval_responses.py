"""Steps that were taken on the road of a Decision, and who holds which part on it."""

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from procedures.decisions.domain.approval_workflow import CompletedStep


class ApprovalStepOut(BaseModel):
    """`decision` is the Decision, or a draft that it revises; `revision` the one that the step made of it.
    `legal_basis` is that of the role,
    `reason` in the words of whoever took it. `taken_by` and `reason` are shown to those who have a part in it, else
    null."""

    decision: UUID
    revision: int
    step: str
    taken_by: str | None
    agency_code: str
    role: str
    title: str
    taken_at: datetime
    legal_basis: str
    reason: str | None
    signed_file_sha256: str | None

    @classmethod
    def of(cls, done: CompletedStep, whole: bool) -> Self:
        return cls(
            decision=done.decision,
            revision=done.revision,
            step=done.step,
            taken_by=done.by if whole else None,
            agency_code=done.agency,
            role=done.role,
            title=done.title,
            taken_at=done.at,
            legal_basis=done.legal_basis,
            reason=done.reason if whole else None,
            signed_file_sha256=done.signed_file_sha256,
        )


class ApprovalHistoryOut(BaseModel):
    """In the order in which they were taken, those of the drafts that it revises first."""

    decision: UUID
    items: list[ApprovalStepOut]


class RoleHolderOut(BaseModel):
    """Held in `[valid_from, valid_to)`; null leaves a side open. `subject` is null where whoever acts for the agency
    holds it, and for callers
    who do not record it."""

    role: str
    agency_code: str
    subject: str | None
    title: str
    valid_from: date | None
    valid_to: date | None
    legal_basis: str
    recorded_at: datetime

    @classmethod
    def of_row(cls, row: Row[Any], whole: bool) -> Self:
        found = cls.model_validate(row, from_attributes=True)
        return found if whole else found.model_copy(update={"subject": None})


class RoleHolders(BaseModel):
    items: list[RoleHolderOut]
