"""What is said when a step on the road of a Decision is taken."""

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from common.http.days import Day
from procedures.decisions.api.examples import ROLE_HOLDERS
from procedures.decisions.domain.roles import DecisionRole, RoleHolder
from procedures.shared.api.text_fields import AgencyCode, Body, Line, lines

MOST = 5_000
Reason = Annotated[str, StringConstraints(min_length=1, max_length=5_000), BeforeValidator(lines)]


class ApprovalStepIn(Body):
    """Why, in his own words. The legal basis is that of the role by which he acts."""

    reason: Reason | None = None


def reason_in(said: ApprovalStepIn | None) -> str | None:
    """A step may be taken without a body."""
    return None if said is None else said.reason


class ReturnIn(Body):
    """Who sends a Decision back says why."""

    reason: Reason


class RoleHolderIn(Body):
    """Held in `[valid_from, valid_to)`; null leaves a side open. `subject` null: whoever acts for the agency. Of one
    role, agency, subject and
    first day the last row holds: so an end is set later, and a row that ends as it begins is withdrawn."""

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
            raise ValueError("a role does not end before it begins")
        return self

    def holder(self) -> RoleHolder:
        return RoleHolder(
            self.role, self.agency_code, self.title, self.legal_basis, self.subject, self.valid_from, self.valid_to
        )


class RoleHoldersIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [ROLE_HOLDERS]})

    role_holders: Annotated[tuple[RoleHolderIn, ...], Field(min_length=1, max_length=MOST)]
