"""Bodies of the requests that take a step of the approval workflow, and of those that record role holders."""

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from common.http.days import Day
from common.http.text_forms import lines
from procedures.decisions.api.examples import ROLE_HOLDERS
from procedures.decisions.domain.roles import DecisionRole, RoleHolder
from procedures.shared.api.text_fields import AgencyCode, Body, Line

MOST = 5_000
Reason = Annotated[str, StringConstraints(min_length=1, max_length=5_000), BeforeValidator(lines)]


class ApprovalStepIn(Body):
    """Why the step is taken, in the words of whoever takes it. The legal basis is that of the role in which they
    act."""

    reason: Reason | None = None


def reason_of(body: ApprovalStepIn | None) -> str | None:
    """A step may be taken without a body."""
    return None if body is None else body.reason


class ReturnIn(Body):
    """Whoever sends a Decision back must state why."""

    reason: Reason


class RoleHolderIn(Body):
    """The role is held in `[valid_from, valid_to)`; null leaves a side open. A `subject` of null means anyone who acts
    for the agency. Among rows with the same role, agency, subject and first day, the last recorded one counts: so an
    end can be set later, and a row whose end equals its beginning withdraws the role."""

    role: DecisionRole
    agency_code: AgencyCode
    subject: Annotated[str, Field(min_length=1, max_length=255)] | None = None
    title: Line
    valid_from: Day | None = None
    valid_to: Day | None = None
    legal_basis: Line

    @model_validator(mode="after")
    def ends_after_it_begins(self) -> "RoleHolderIn":
        if self.valid_from is not None and self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("a role cannot end before it begins")
        return self

    def holder(self) -> RoleHolder:
        return RoleHolder(
            self.role, self.agency_code, self.title, self.legal_basis, self.subject, self.valid_from, self.valid_to
        )


class RoleHoldersIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [ROLE_HOLDERS]})

    role_holders: Annotated[tuple[RoleHolderIn, ...], Field(min_length=1, max_length=MOST)]
