"""Response bodies."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from common.http.cache.sql_json import FromColumns, RowModel
from online_services.registry.domain.levels import OnlineLevel
from online_services.registry.domain.service_sets import SetKind
from online_services.registry.queries.service_sets_on import SetWithMembers
from online_services.registry.queries.service_with_levels import ServiceWithLevels


class AgencyOut(BaseModel):
    code: str
    name: str


class DecisionOut(BaseModel):
    id: str
    number: str
    issuing_body: str
    signed_on: date
    title: str


class PartialReasonOut(BaseModel):
    """`name` is the reason as it is published, in Vietnamese."""

    code: str
    name: str
    legal_basis: str


class LevelPeriodOut(RowModel):
    """`[effective_from, effective_to)`; open-ended where `effective_to` is null."""

    effective_from: date
    effective_to: date | None
    level: OnlineLevel
    partial_reason: Annotated[PartialReasonOut | None, FromColumns("reason_")]
    decision: DecisionOut | None


class OnlineServiceOut(RowModel):
    """`offered_to` is the first day on which the service is no longer offered. Both days are null where the service was
    cancelled before its first day. From `paused_from` on nothing new is filed online before a review: papers or steps
    of the procedure change on that day."""

    id: UUID
    procedure_code: str
    name: str
    agency: Annotated[AgencyOut, FromColumns("agency_")]
    administrative_levels: list[str]
    offered_from: date | None
    offered_to: date | None
    under_review: bool
    paused_from: date | None
    revision: int


class OfferedOut(OnlineServiceOut):
    """A service with its level on the requested day."""

    level: OnlineLevel
    partial_reason: Annotated[PartialReasonOut | None, FromColumns("reason_")]


class ProactiveLevelOut(RowModel):
    """How proactively the service is provided from `effective_from` until the next row begins."""

    effective_from: date
    level: int
    legal_basis: str


class OnlineServiceDetail(OnlineServiceOut):
    """`proactive_levels` are in the order of their days; before the first one the level is 0."""

    levels: list[LevelPeriodOut]
    proactive_levels: list[ProactiveLevelOut]

    @classmethod
    def of_service(cls, service: ServiceWithLevels) -> Self:
        levels = [LevelPeriodOut.of_row(period) for period in service.periods]
        proactive = [ProactiveLevelOut.of_row(period) for period in service.proactive]
        return cls(**OnlineServiceOut.values_of(service.service), levels=levels, proactive_levels=proactive)


class RegisteredServicesOut(BaseModel):
    services: list[OnlineServiceDetail]


class HistoryLine(BaseModel):
    """`action` is registered, level_changed, review_requested, reviewed, withdrawn, restored, recoded or
    proactive_level_set. After an annulment or a correction, `decision` is the instrument that orders it, and `reason`
    is the reason that the instrument states; of a proactive level `reason` is the ground."""

    revision: int
    action: str
    effective_on: date
    recorded_at: datetime
    decision: DecisionOut | None
    reason: str | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls.model_validate(row, from_attributes=True)


class History(BaseModel):
    items: list[HistoryLine]


class ReasonOut(BaseModel):
    code: str
    name: str
    name_en: str
    source: str


class Reasons(BaseModel):
    items: list[ReasonOut]


class ServiceSetOut(RowModel):
    """A set as it is recorded for the day: it exists in `[valid_from, valid_to)`, on the ground `legal_basis`."""

    code: str
    kind: SetKind
    name: str
    valid_from: date
    valid_to: date | None
    legal_basis: str


class ListedSetOut(ServiceSetOut):
    """`members` is the number of its members on the day."""

    members: int


class ListedServiceSets(BaseModel):
    on: date
    items: list[ListedSetOut]


class SetMemberOut(RowModel):
    """`service_id` and `level` tell what is offered on the day; null where nothing is."""

    procedure_code: str
    position: int
    valid_from: date
    valid_to: date | None
    legal_basis: str
    service_id: UUID | None
    level: OnlineLevel | None


class ServiceSetDetail(ServiceSetOut):
    on: date
    members: list[SetMemberOut]

    @classmethod
    def of_set(cls, on: date, found: SetWithMembers) -> Self:
        members = [SetMemberOut.of_row(member) for member in found.members]
        return cls(**ServiceSetOut.values_of(found.set), on=on, members=members)
