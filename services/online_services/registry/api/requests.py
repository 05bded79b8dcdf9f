"""The bodies of requests."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from common.http.days import Day
from online_services.registry.domain.levels import Offer, OnlineLevel, PartialReason
from online_services.registry.domain.registration import Registration

MOST = 2_000
"""As many as one Decision may list."""

ProcedureCode = Annotated[str, Field(pattern=r"^\d\.\d{6}(\.[A-Z0-9.]{2,35})?$", examples=["1.001234"])]
Text = Annotated[str, Field(min_length=1, max_length=1_000)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PartialReasonIn(Body):
    """`code` is one of `GET /v1/partial-reasons`; `legal_basis` names the law that asks for it."""

    code: Annotated[str, Field(max_length=40, examples=["must_be_present"])]
    legal_basis: Text


class OfferIn(Body):
    level: OnlineLevel
    partial_reason: PartialReasonIn | None = None
    effective_on: Day

    def offer(self) -> Offer:
        if (stated := self.partial_reason) is None:
            return Offer(self.level)
        return Offer(self.level, PartialReason(stated.code, stated.legal_basis))


class RegistrationIn(OfferIn):
    procedure_code: ProcedureCode
    name: Text | None = None

    def registration(self) -> Registration:
        return Registration(self.procedure_code, self.offer(), self.effective_on, self.name)


class RegistrationsIn(Body):
    """All are registered, or none."""

    services: Annotated[list[RegistrationIn], Field(min_length=1, max_length=MOST)]


class LevelChangeIn(OfferIn):
    """Holds from `effective_on` until the next change that is already decided."""
