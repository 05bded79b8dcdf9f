"""The request body of a look-up."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from common.contracts.parts import PopulationField
from common.http.request_body import RequestBody
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.protocols.shared.request_fields import (
    AgencyCode,
    BirthDateText,
    FullName,
    IntegrationCode,
    OfficerId,
    OldIdentityCard,
    OperationName,
    PersonalIdText,
    ProcedureCode,
    RequestId,
)
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.person_key import PersonKey


class LookupIn(RequestBody):
    """Number, name and birth date must all agree; only a confirmation may leave the birth date out. The operation is
    chosen by its `operation`, a national name, or else by the integration code. `request_id` identifies the request: a
    repeated request is decided again. `fields` asks for fewer fields than the law allows; without it all are
    answered."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)

    request_id: RequestId
    procedure_code: ProcedureCode
    officer_id: OfficerId
    agency_code: Annotated[AgencyCode, Field(description="the caller's own agency, as in the token")]
    integration_code: IntegrationCode = "037"
    operation: OperationName | None = None
    personal_id: PersonalIdText | None = None
    old_identity_card: OldIdentityCard | None = None
    full_name: FullName
    birth_date: BirthDateText | None = None
    fields: Annotated[tuple[PopulationField, ...], Field(min_length=1, max_length=20)] | None = None

    @model_validator(mode="after")
    def one_number(self) -> Self:
        if (self.personal_id is None) == (self.old_identity_card is None):
            raise ValueError("either personal_id or old_identity_card is needed")
        return self

    def chosen_code(self) -> str:
        """The default code chooses only where no operation is named."""
        return "" if self.operation and "integration_code" not in self.model_fields_set else self.integration_code

    def request(self) -> LookupRequest:
        return LookupRequest(
            request_id=self.request_id,
            procedure_code=self.procedure_code,
            officer_id=self.officer_id,
            agency_code=self.agency_code,
            integration_code=self.chosen_code(),
            person=PersonKey(
                full_name=self.full_name,
                birth_date=None if self.birth_date is None else BirthDate.parse(self.birth_date),
                personal_id=self.personal_id,
                old_identity_card=self.old_identity_card,
            ),
            operation=self.operation or "",
            fields=None if self.fields is None else tuple(str(field) for field in self.fields),
        )
