"""Response bodies."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from common.http.cache.sql_json import FromColumns, RowModel
from online_services.registry.domain.levels import OnlineLevel
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
    cancelled before its first day."""

    id: UUID
    procedure_code: str
    name: str
    agency: Annotated[AgencyOut, FromColumns("agency_")]
    administrative_levels: list[str]
    offered_from: date | None
    offered_to: date | None
    under_review: bool
    revision: int


class OfferedOut(OnlineServiceOut):
    """A service with its level on the requested day."""

    level: OnlineLevel
    partial_reason: Annotated[PartialReasonOut | None, FromColumns("reason_")]


class OnlineServiceDetail(OnlineServiceOut):
    levels: list[LevelPeriodOut]

    @classmethod
    def of_service(cls, service: ServiceWithLevels) -> Self:
        levels = [LevelPeriodOut.of_row(period) for period in service.periods]
        return cls(**OnlineServiceOut.values_of(service.service), levels=levels)


class RegisteredServicesOut(BaseModel):
    services: list[OnlineServiceDetail]


class HistoryLine(BaseModel):
    """`action` is registered, level_changed, review_requested, reviewed, withdrawn or restored. After an annulment or a
    correction, `decision` is the instrument that orders it, and `reason` is the reason that the instrument states."""

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
