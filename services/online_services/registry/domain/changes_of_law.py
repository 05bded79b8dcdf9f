"""What a change of the law does to the services of a procedure. Changes come in the order in which they were
published."""

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
    Registered,
    Restored,
    Reviewed,
    ReviewRequested,
    Withdrawn,
)
from online_services.registry.domain.registration import NewId, declare_online
from online_services.registry.domain.reversal import Remembered, Undoing, undo


@dataclass(frozen=True, slots=True)
class _Change:
    """One item of a published Decision that touches a procedure from `effective_on`."""

    procedure_code: str
    effective_on: date
    decision: Decision


class Ended(_Change):
    """Repealed, or replaced by another procedure: nothing is offered from that day on, and what was to begin later is
    cancelled."""


class Amended(_Change):
    """Amended, or replaced by a new version of itself: an officer must look at the service."""


@dataclass(frozen=True, slots=True)
class DeclaredOnline(_Change):
    """The Decision lists the procedure as fit for an online service of a level."""

    procedure: Procedure
    level: OnlineLevel


@dataclass(frozen=True, slots=True)
class Rectified(_Change):
    """An item was annulled or corrected. `decision` is the instrument that says so."""

    undoing: Undoing


ChangeOfLaw: TypeAlias = Ended | Amended | DeclaredOnline | Rectified


def consequences(
    changes: Sequence[ChangeOfLaw],
    services: Mapping[str, Sequence[OnlineService]],
    new_id: NewId,
    remembered: Remembered | None = None,
) -> list[Fact]:
    """What follows from the changes, each upon what the one before has left."""
    standing = {code: list(of_code) for code, of_code in services.items()}
    known = dict(remembered or {})
    facts: list[Fact] = []
    for change in changes:
        for fact in _follow(change, standing.setdefault(change.procedure_code, []), new_id, known):
            known |= remembers(fact)
            others = [service for service in standing[change.procedure_code] if service.id != fact.service.id]
            standing[change.procedure_code] = [*others, fact.service]
            facts.append(fact)
    return facts


def remembers(fact: Fact) -> dict[tuple[str, str], LevelHistory | None]:
    """What must be known of it if its Decision is undone."""
    if fact.decision is None:
        return {}
    match fact:
        case Registered():
            return {(fact.service.id, fact.decision.id): LevelHistory(())}
        case LevelChanged() | Withdrawn():
            return {(fact.service.id, fact.decision.id): fact.before}
        case ReviewRequested() | Reviewed() | Restored():
            return {}
        case _:
            assert_never(fact)


def _follow(
    change: ChangeOfLaw, services: Sequence[OnlineService], new_id: NewId, remembered: Remembered
) -> list[Fact]:
    day, decision = change.effective_on, change.decision
    decided: list[Fact | None]
    match change:
        case Ended():
            decided = [service.withdraw(day, decision) for service in services]
        case Amended():
            decided = [service.request_review(day, decision) for service in services]
        case DeclaredOnline():
            decided = [declare_online(change.procedure, Offer(change.level, decision=decision), day, services, new_id)]
        case Rectified():
            decided = list(undo(change.undoing, services, remembered, new_id))
        case _:
            assert_never(change)
    return [fact for fact in decided if fact is not None]
