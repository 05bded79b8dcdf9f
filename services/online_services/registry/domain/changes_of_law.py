"""The consequences of changes of the law for the services of a procedure. Changes come in the order of their
publication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, assert_never

from online_services.law.domain.decision import Decision
from online_services.law.domain.procedure import Procedure
from online_services.registry.domain.levels import LevelHistory, Offer, OnlineLevel
from online_services.registry.domain.online_service import (
    Fact,
    LevelChanged,
    OnlineService,
    ProactiveLevelSet,
    Recoded,
    Registered,
    Restored,
    Reviewed,
    ReviewRequested,
    Withdrawn,
)
from online_services.registry.domain.registration import NewId, declare_online
from online_services.registry.domain.reversal import LevelsBefore, Reversal, reverse


@dataclass(frozen=True, slots=True)
class _Change:
    """One item of a published Decision that changes a procedure from `effective_on` on."""

    procedure_code: str
    effective_on: date
    decision: Decision


class Ended(_Change):
    """The procedure was repealed, or replaced by another one: nothing is offered from that day on, and services that
    were to begin later are cancelled."""


@dataclass(frozen=True, slots=True)
class Amended(_Change):
    """The procedure was amended, or replaced by a new version of itself: an officer must review the service. With
    `pauses` its papers or steps change, and nothing new is filed online before the review."""

    pauses: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredOnline(_Change):
    """The Decision declares the level at which the procedure is offered online, or that it is only described."""

    procedure: Procedure
    level: OnlineLevel


@dataclass(frozen=True, slots=True)
class Rectified(_Change):
    """An item was annulled or corrected. `decision` is the instrument that orders it."""

    reversal: Reversal


ChangeOfLaw: TypeAlias = Ended | Amended | DeclaredOnline | Rectified


def consequences(
    changes: Sequence[ChangeOfLaw],
    services: Mapping[str, Sequence[OnlineService]],
    new_id: NewId,
    levels_before: LevelsBefore | None = None,
) -> list[Fact]:
    """Returns what the changes do to the services; each change applies to the result of the one before it."""
    current = {code: list(of_code) for code, of_code in services.items()}
    all_levels_before = dict(levels_before or {})
    facts: list[Fact] = []
    for change in changes:
        for fact in _follow(change, current.setdefault(change.procedure_code, []), new_id, all_levels_before):
            all_levels_before |= levels_before_fact(fact)
            others = [service for service in current[change.procedure_code] if service.id != fact.service.id]
            current[change.procedure_code] = [*others, fact.service]
            facts.append(fact)
    return facts


def levels_before_fact(fact: Fact) -> dict[tuple[str, str], LevelHistory | None]:
    """Returns the levels that are needed to reverse the fact when its Decision is annulled or corrected."""
    if fact.decision is None:
        return {}
    match fact:
        case Registered():
            return {(fact.service.id, fact.decision.id): LevelHistory(())}
        case LevelChanged() | Withdrawn():
            return {(fact.service.id, fact.decision.id): fact.before}
        case ReviewRequested() | Reviewed() | Restored() | Recoded() | ProactiveLevelSet():
            return {}
        case _:
            assert_never(fact)


def _follow(
    change: ChangeOfLaw, services: Sequence[OnlineService], new_id: NewId, levels_before: LevelsBefore
) -> list[Fact]:
    day, decision = change.effective_on, change.decision
    facts: list[Fact | None]
    match change:
        case Ended():
            facts = [service.withdraw(day, decision) for service in services]
        case Amended():
            facts = [service.request_review(day, decision, pauses=change.pauses) for service in services]
        case DeclaredOnline():
            facts = [declare_online(change.procedure, Offer(change.level, decision=decision), day, services, new_id)]
        case Rectified():
            facts = list(reverse(change.reversal, services, levels_before, new_id))
        case _:
            assert_never(change)
    return [fact for fact in facts if fact is not None]
