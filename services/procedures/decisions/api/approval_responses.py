"""Steps of the approval workflow that were taken, and who holds which role."""

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from procedures.decisions.domain.approval_workflow import CompletedStep


class ApprovalStepOut(BaseModel):
    """`decision` is the Decision itself, or a draft that it revises; `revision` is the one that the step produced.
    `legal_basis` is that of the role, `reason` is in the words of whoever took the step. `taken_by` and `reason` are
    null for callers whose agency could not read the Decision as a draft."""

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
    def of(cls, completed: CompletedStep, with_account: bool) -> Self:
        return cls(
            decision=completed.decision,
            revision=completed.revision,
            step=completed.step,
            taken_by=completed.taken_by if with_account else None,
            agency_code=completed.agency_code,
            role=completed.role,
            title=completed.title,
            taken_at=completed.taken_at,
            legal_basis=completed.legal_basis,
            reason=completed.reason if with_account else None,
            signed_file_sha256=completed.signed_file_sha256,
        )


class ApprovalHistoryOut(BaseModel):
    """Steps in the order in which they were taken; those of the drafts that the Decision revises come first."""

    decision: UUID
    items: list[ApprovalStepOut]


class RoleHolderOut(BaseModel):
    """The role is held in `[valid_from, valid_to)`; null leaves a side open. `subject` is null where anyone who acts
    for the agency holds the role, and for callers who do not record role holders."""

    role: str
    agency_code: str
    subject: str | None
    title: str
    valid_from: date | None
    valid_to: date | None
    legal_basis: str
    recorded_at: datetime

    @classmethod
    def of_row(cls, row: Row[Any], with_subject: bool) -> Self:
        holder = cls.model_validate(row, from_attributes=True)
        return holder if with_subject else holder.model_copy(update={"subject": None})


class RoleHolders(BaseModel):
    items: list[RoleHolderOut]
