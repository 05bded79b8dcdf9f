"""An access as the log shows it."""

from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel

from population_lookup.shared.domain.lookup_states import LookupState


class AccessDecisionOut(BaseModel):
    id: str
    number: str
    issuing_body: str
    signed_on: date
    title: str


class AccessOut(BaseModel):
    """`personal_id` is the citizen whom the access concerns: the caller, or whom they represent by law. A look-up of a
    household concerns each member of whom it disclosed something: then `fields` are those of this one. `refusal` is
    the type of the returned problem, null if the look-up was answered; `fields` are the disclosed fields,
    `masked_fields` those that the law lists and the officer may not see. `endpoint` is the operation that was called:
    by a look-up, or by an officer who read these accesses, whose `reason` is stated.
    `recoded_to` is the code of the procedure, where `procedure_code` is its former provisional one."""

    lookup_id: str
    personal_id: str
    requested_at: datetime
    answered_at: datetime
    endpoint: str
    agency_code: str
    officer_id: str
    procedure_code: str
    recoded_to: str | None = None
    version: int | None
    decision: AccessDecisionOut | None
    state: LookupState
    refusal: str | None
    fields: list[str]
    masked_fields: list[str] = []
    reason: str | None

    @classmethod
    def of(cls, line: dict[str, Any]) -> Self:
        return cls.model_validate(line)


class LoggedAccessOut(AccessOut):
    """Before the day `withheld_until` the citizen does not see the access, for the stated ground."""

    withheld_until: date | None
    withheld_ground: str | None


class WithholdingOut(BaseModel):
    lookup_id: str
    until: date
    ground: str
