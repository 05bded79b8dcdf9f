"""Converts domain objects to rows and back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import distinct_on

from online_services.law.domain.decision import Decision
from online_services.law.domain.procedure import Agency
from online_services.registry.domain.levels import LevelHistory, LevelPeriod, Offer, OnlineLevel, PartialReason
from online_services.registry.domain.online_service import OnlineService
from online_services.registry.domain.proactive_levels import ProactiveLevel, ProactivePeriod
from online_services.tables import proactive_level

Values = dict[str, Any]

_KEY = (proactive_level.c.service_id, proactive_level.c.effective_from)
RECORDED_PROACTIVE_LEVELS = select(proactive_level).ext(distinct_on(*_KEY)).order_by(*_KEY, proactive_level.c.id.desc())
"""Of rows with the same service and day the last recorded one counts."""


def decision_of_json(document: Mapping[str, Any] | None) -> Decision | None:
    if document is None:
        return None
    return Decision(**{**document, "signed_on": date.fromisoformat(document["signed_on"])})


def json_of_decision(decision: Decision | None) -> Values | None:
    if decision is None:
        return None
    return {
        "id": decision.id,
        "number": decision.number,
        "issuing_body": decision.issuing_body,
        "signed_on": decision.signed_on.isoformat(),
        "title": decision.title,
    }


def period_of_row(row: Row[Any]) -> LevelPeriod:
    reason = None if row.reason_code is None else PartialReason(row.reason_code, row.reason_legal_basis)
    offer = Offer(OnlineLevel(row.level), reason, decision_of_json(row.decision))
    return LevelPeriod(row.effective_from, row.effective_to, offer)


def proactive_period_of_row(row: Row[Any]) -> ProactivePeriod:
    return ProactivePeriod(row.effective_from, ProactiveLevel(row.level), row.legal_basis)


def service_of_row(
    row: Row[Any], periods: Sequence[LevelPeriod], proactive: Sequence[ProactivePeriod]
) -> OnlineService:
    return OnlineService(
        id=str(row.id),
        procedure_code=row.procedure_code,
        name=row.name,
        agency=Agency(row.agency_code, row.agency_name),
        administrative_levels=tuple(row.administrative_levels),
        levels=LevelHistory(tuple(periods)),
        under_review=row.under_review,
        revision=row.revision,
        paused_from=row.paused_from,
        proactive=tuple(proactive),
    )


def row_of_service(service: OnlineService, procedure_id: int) -> Values:
    return {
        "id": UUID(service.id),
        "procedure_id": procedure_id,
        "procedure_code": service.procedure_code,
        "name": service.name,
        "agency_code": service.agency.code,
        "agency_name": service.agency.name,
        "administrative_levels": list(service.administrative_levels),
        "offered_from": service.levels.begins,
        "offered_to": service.levels.ends,
        "under_review": service.under_review,
        "revision": service.revision,
        "paused_from": service.paused_from,
    }


def rows_of_levels(service: OnlineService, levels: LevelHistory | None = None) -> list[Values]:
    """Returns rows of the given levels; without `levels`, of the levels that the service has."""
    return [
        {
            "service_id": UUID(service.id),
            "effective_from": period.effective_from,
            "effective_to": period.effective_to,
            "level": str(period.offer.level),
            "reason_code": period.offer.reason and period.offer.reason.code,
            "reason_legal_basis": period.offer.reason and period.offer.reason.legal_basis,
            "decision": json_of_decision(period.offer.decision),
        }
        for period in (levels or service.levels).periods
    ]
