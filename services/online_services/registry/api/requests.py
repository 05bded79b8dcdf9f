"""Request bodies."""

from typing import Annotated

from pydantic import ConfigDict, Field

from common.http.days import Day
from common.http.request_body import RequestBody
from online_services.law.api.parameters import ProcedureCode
from online_services.registry.domain.levels import Offer, OnlineLevel, PartialReason
from online_services.registry.domain.proactive_levels import ProactiveLevel
from online_services.registry.domain.registration import Registration
from online_services.registry.domain.service_sets import ServiceSet, SetKind, SetMember

MAX_REGISTRATIONS = 2_000
"""A Decision lists at most this many procedures."""

MAX_SETS, MAX_MEMBERS = 50, 2_000

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


class ProactiveLevelIn(Body):
    """`level` is 0, or one of the four levels of Điều 16 NĐ 224/2026: 1 the agency reminds, 2 it also prepares the
    dossier, 3 it also recommends what to do, 4 it acts by itself. It applies from `effective_on` until the next one
    that is recorded."""

    level: ProactiveLevel
    effective_on: Day
    legal_basis: Text


class SetMemberIn(Body):
    """The procedure is in the set in `[valid_from, valid_to)`, on the ground of the set where none is stated. A row
    that ends on its first day takes back one that was recorded by mistake."""

    procedure_code: ProcedureCode
    position: Annotated[int, Field(ge=0, le=10_000)] = 0
    valid_from: Day
    valid_to: Day | None = None
    legal_basis: Text | None = None


class ServiceSetIn(Body):
    """Members that are recorded already and not named stay in the set."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,59}$", examples=["essential-2026"])]
    kind: SetKind
    name: Text
    valid_from: Day
    valid_to: Day | None = None
    legal_basis: Text
    members: Annotated[list[SetMemberIn], Field(default_factory=list, max_length=MAX_MEMBERS)]

    def service_set(self) -> ServiceSet:
        members = tuple(
            SetMember(
                self.code,
                member.procedure_code,
                member.position,
                member.valid_from,
                member.valid_to,
                member.legal_basis or self.legal_basis,
            )
            for member in self.members
        )
        return ServiceSet(self.code, self.kind, self.name, self.valid_from, self.valid_to, self.legal_basis, members)


class ServiceSetsIn(Body):
    """Either all rows are recorded or none."""

    sets: Annotated[list[ServiceSetIn], Field(min_length=1, max_length=MAX_SETS)]
