"""The request body of a look-up."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from common.http.request_body import RequestBody
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.protocols.shared.request_fields import (
    AgencyCode,
    BirthDateText,
    FullName,
    IntegrationCode,
    OfficerId,
    OldIdentityCard,
    PersonalIdText,
    ProcedureCode,
    RequestId,
)
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.person_key import PersonKey


class LookupIn(RequestBody):
    """Number, name and birth date must all agree. `request_id` identifies the request: a repeated request is decided
    again."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)

    request_id: RequestId
    procedure_code: ProcedureCode
    officer_id: OfficerId
    agency_code: Annotated[AgencyCode, Field(description="the caller's own agency, as in the token")]
    integration_code: IntegrationCode = "037"
    personal_id: PersonalIdText | None = None
    old_identity_card: OldIdentityCard | None = None
    full_name: FullName
    birth_date: BirthDateText

    @model_validator(mode="after")
    def one_number(self) -> Self:
        if (self.personal_id is None) == (self.old_identity_card is None):
            raise ValueError("either personal_id or old_identity_card is needed")
        return self

    def request(self) -> LookupRequest:
        return LookupRequest(
            request_id=self.request_id,
            procedure_code=self.procedure_code,
            officer_id=self.officer_id,
            agency_code=self.agency_code,
            integration_code=self.integration_code,
            person=PersonKey(
                full_name=self.full_name,
                birth_date=BirthDate.parse(self.birth_date),
                personal_id=self.personal_id,
                old_identity_card=self.old_identity_card,
            ),
        )
