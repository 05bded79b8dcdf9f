"""Request bodies."""

from typing import Annotated

from pydantic import ConfigDict, Field

from common.http.days import Day
from common.http.request_body import RequestBody
from online_services.registry.domain.levels import Offer, OnlineLevel, PartialReason
from online_services.registry.domain.registration import Registration

MAX_REGISTRATIONS = 2_000
"""A Decision lists at most this many procedures."""

ProcedureCode = Annotated[str, Field(pattern=r"^\d\.\d{6}(\.[A-Z0-9.]{2,35})?$", examples=["1.001234"])]
Text = Annotated[str, Field(min_length=1, max_length=1_000)]


class Body(RequestBody):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PartialReasonIn(Body):
    """`code` is one that `GET /v1/partial-reasons` lists; `legal_basis` names the law that requires the reason."""

    code: Annotated[str, Field(max_length=40, examples=["must_be_present"])]
    legal_basis: Text


class OfferIn(Body):
    level: OnlineLevel
    partial_reason: PartialReasonIn | None = None
    effective_on: Day

    def offer(self) -> Offer:
        if (reason := self.partial_reason) is None:
            return Offer(self.level)
        return Offer(self.level, PartialReason(reason.code, reason.legal_basis))


class RegistrationIn(OfferIn):
    procedure_code: ProcedureCode
    name: Text | None = None

    def registration(self) -> Registration:
        return Registration(self.procedure_code, self.offer(), self.effective_on, self.name)


class RegistrationsIn(Body):
    """Either all services are registered or none."""

    services: Annotated[list[RegistrationIn], Field(min_length=1, max_length=MAX_REGISTRATIONS)]


class LevelChangeIn(OfferIn):
    """The level applies from `effective_on` until the next change that has already been decided."""
