"""What a change of the law does to the services of a procedure. Changes come in the order in which they were published."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from online_services.domain.decision import Decision
from online_services.domain.facts import Fact
from online_services.domain.levels import Offer, OnlineLevel
from online_services.domain.online_service import OnlineService
from online_services.domain.procedure import Procedure
from online_services.domain.registration import NewId, declare_online

Services = dict[str, list[OnlineService]]


@dataclass(frozen=True, slots=True)
class ChangeOfLaw:
    """One item of a published Decision that touches a procedure from `effective_on`."""

    procedure_code: str
    effective_on: date
    decision: Decision


@dataclass(frozen=True, slots=True)
class Declaration:
    """A Decision lists the procedure as fit for an online service of a level."""

    procedure: Procedure
    level: OnlineLevel
    effective_on: date
    decision: Decision


def withdrawals(changes: Sequence[ChangeOfLaw], services: Mapping[str, Sequence[OnlineService]]) -> list[Fact]:
    """Repealed, or replaced by another: nothing is offered from that day on, and what was to begin later is cancelled."""
    return _each_in_turn(changes, services, lambda service, change: service.withdraw(change.effective_on, change.decision))


def reviews(changes: Sequence[ChangeOfLaw], services: Mapping[str, Sequence[OnlineService]]) -> list[Fact]:
    """Amended, or replaced by a new version of itself."""
    return _each_in_turn(changes, services, lambda service, change: service.request_review(change.effective_on, change.decision))


def declarations(declared: Sequence[Declaration], services: Mapping[str, Sequence[OnlineService]], new_id: NewId) -> list[Fact]:
    standing = _copy(services)
    facts: list[Fact] = []
    for each in declared:
        code = each.procedure.code
        offer = Offer(each.level, decision=each.decision)
        fact = declare_online(each.procedure, offer, each.effective_on, standing.get(code, []), new_id)
        if fact is not None:
            standing[code] = [*(other for other in standing.get(code, []) if other.id != fact.service.id), fact.service]
            facts.append(fact)
    return facts


def _each_in_turn(
    changes: Sequence[ChangeOfLaw],
    services: Mapping[str, Sequence[OnlineService]],
    decide: Callable[[OnlineService, ChangeOfLaw], Fact | None],
) -> list[Fact]:
    standing = _copy(services)
    facts: list[Fact] = []
    for change in changes:
        decided = [decide(service, change) or service for service in standing.get(change.procedure_code, [])]
        standing[change.procedure_code] = [each.service if isinstance(each, Fact) else each for each in decided]
        facts += (each for each in decided if isinstance(each, Fact))
    return facts


def _copy(services: Mapping[str, Iterable[OnlineService]]) -> Services:
    return {code: list(of_code) for code, of_code in services.items()}
