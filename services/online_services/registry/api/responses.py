"""Response bodies."""

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

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

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self | None:
        if row.reason_code is None:
            return None
        return cls(code=row.reason_code, name=row.reason_name, legal_basis=row.reason_legal_basis)


class LevelPeriodOut(BaseModel):
    """`[effective_from, effective_to)`; open-ended where `effective_to` is null."""

    effective_from: date
    effective_to: date | None
    level: OnlineLevel
    partial_reason: PartialReasonOut | None
    decision: DecisionOut | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls(
            effective_from=row.effective_from,
            effective_to=row.effective_to,
            level=row.level,
            partial_reason=PartialReasonOut.of_row(row),
            decision=row.decision,
        )


class OnlineServiceOut(BaseModel):
    """`offered_to` is the first day on which the service is no longer offered. Both days are null where the service was
    cancelled before its first day."""

    id: UUID
    procedure_code: str
    name: str
    agency: AgencyOut
    administrative_levels: list[str]
    offered_from: date | None
    offered_to: date | None
    under_review: bool
    revision: int


class OfferedOut(OnlineServiceOut):
    """A service with its level on the requested day."""

    level: OnlineLevel
    partial_reason: PartialReasonOut | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls(**_columns(row), level=row.level, partial_reason=PartialReasonOut.of_row(row))


class OnlineServiceDetail(OnlineServiceOut):
    levels: list[LevelPeriodOut]

    @classmethod
    def of_service(cls, service: ServiceWithLevels) -> Self:
        return cls(**_columns(service.service), levels=[LevelPeriodOut.of_row(period) for period in service.periods])


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


def _columns(row: Row[Any]) -> dict[str, Any]:
    agency = AgencyOut(code=row.agency_code, name=row.agency_name)
    names = (
        "id",
        "procedure_code",
        "name",
        "administrative_levels",
        "offered_from",
        "offered_to",
        "under_review",
        "revision",
    )
    return {"agency": agency, **{name: getattr(row, name) for name in names}}
