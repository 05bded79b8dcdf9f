"""Translates each fact into the event that is emitted for it."""

from collections.abc import Iterable
from datetime import date

from common.contracts import online_services as contracts
from common.contracts.parts import AgencyRef, DecisionRef, Level, OnlineLevel
from online_services.law.domain.decision import Decision
from online_services.registry.domain.levels import LevelHistory
from online_services.registry.domain.online_service import (
    Fact,
    LevelChanged,
    ProactiveLevelSet,
    Recoded,
    Registered,
    Restored,
    Reviewed,
    ReviewRequested,
    Withdrawn,
)

EVENTS: dict[type[Fact], type[contracts.OnlineServiceEvent]] = {
    Registered: contracts.OnlineServiceRegistered,
    LevelChanged: contracts.OnlineServiceLevelChanged,
    ReviewRequested: contracts.OnlineServiceReviewRequested,
    Reviewed: contracts.OnlineServiceReviewed,
    Withdrawn: contracts.OnlineServiceWithdrawn,
    Restored: contracts.OnlineServiceRestored,
    Recoded: contracts.OnlineServiceRecoded,
    ProactiveLevelSet: contracts.OnlineServiceProactiveLevelSet,
}


def events_of(facts: Iterable[Fact]) -> list[contracts.OnlineServiceEvent]:
    return [event_of(fact) for fact in facts]


def event_of(fact: Fact) -> contracts.OnlineServiceEvent:
    service = fact.service
    return EVENTS[type(fact)](
        service_id=service.id,
        procedure_code=service.procedure_code,
        name=service.name,
        agency=AgencyRef(code=service.agency.code, name=service.agency.name),
        administrative_levels=tuple(Level(level) for level in service.administrative_levels),
        effective_on=fact.effective_on,
        levels=_levels(service.levels),
        under_review=service.under_review,
        decision=_reference(fact.decision),
        proactive_levels=tuple(
            contracts.ProactiveLevelPeriod(effective_from=period.effective_from, level=period.level.value)
            for period in service.proactive
        ),
    )


def _levels(history: LevelHistory) -> tuple[contracts.LevelPeriod, ...]:
    return tuple(_period(period.effective_from, period.effective_to, period.offer.level) for period in history.periods)


def _period(effective_from: date, effective_to: date | None, level: str) -> contracts.LevelPeriod:
    return contracts.LevelPeriod(effective_from=effective_from, effective_to=effective_to, level=OnlineLevel(level))


def _reference(decision: Decision | None) -> DecisionRef | None:
    if decision is None:
        return None
    return DecisionRef(
        id=decision.id,
        number=decision.number,
        issuing_body=decision.issuing_body,
        signed_on=decision.signed_on,
        title=decision.title,
    )
