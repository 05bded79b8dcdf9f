"""Reverses, from a day on, what an annulled or corrected item of a Decision did to the services of its procedure.

A service ends only when its procedure ceases to be in force, and is offered only while it is in force. So a restored
level lasts as long as the procedure is in force, whatever had ended it. Changes that an officer decided in between are
kept.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from online_services.law.domain.decision import Decision
from online_services.law.domain.procedure import Procedure
from online_services.registry.domain.levels import LevelHistory, LevelPeriod, Offer
from online_services.registry.domain.online_service import (
    Fact,
    LevelChanged,
    OnlineService,
    Registered,
    Restored,
    ReviewRequested,
    Withdrawn,
)

LevelsBefore = Mapping[tuple[str, str], LevelHistory | None]
"""The levels of a service before a Decision changed them, by ids of service and Decision; None where they were not
recorded."""


@dataclass(frozen=True, slots=True)
class CorrectedDeclaration:
    """A declaration of an online service, with its corrected day."""

    offer: Offer
    on: date


@dataclass(frozen=True, slots=True)
class Reversal:
    """`decision_id` names the Decision whose item is reversed from `since` on; `instrument` orders it. `needs_review`
    is set where the content of the procedure changes by it, and `pauses` where its papers or steps do; `declaration` is
    what a corrected item declares now.
    `changed_levels` is false where the item had set no level: another item of its Decision may have."""

    decision_id: str
    since: date
    instrument: Decision
    reason: str
    procedure: Procedure
    needs_review: bool = False
    declaration: CorrectedDeclaration | None = None
    changed_levels: bool = True
    pauses: bool = False


def reverse(
    reversal: Reversal, services: Sequence[OnlineService], levels_before: LevelsBefore, new_id: Callable[[], str]
) -> Iterator[Fact]:
    """Yields one fact for each service that changes. A service that cannot be restored, because another service of the
    procedure was offered in the meantime, is registered as a new one."""
    for service in services:
        key, levels = (service.id, reversal.decision_id), service.levels
        set_here = reversal.changed_levels and key in levels_before
        not_recorded = set_here and levels_before[key] is None
        if set_here:
            levels = _reversed_levels(reversal, levels, levels_before[key])
        lawful = service.levels.joined(levels.within(reversal.procedure.spans()), reversal.since)
        fact = _fact(reversal, service, lawful, not_recorded)
        if fact is not None and any(lawful.overlaps(other.levels) for other in services if other.id != service.id):
            remainder = LevelHistory(()).joined(lawful, reversal.since)
            new_service = replace(service, id=new_id(), levels=remainder, revision=1)
            fact = Registered(new_service, reversal.since, reversal.instrument, reason=reversal.reason)
        if fact is not None:
            yield fact


def _reversed_levels(reversal: Reversal, present: LevelHistory, before: LevelHistory | None) -> LevelHistory:
    """Returns the levels without those that the Decision set; a corrected declaration applies from its new day."""
    kept = [period for period in present.periods if not _is_set_by(reversal.decision_id, period.offer)]
    levels = LevelHistory(tuple(kept)).open_ended() if before is None else _continued(before, reversal.procedure)
    for period in kept:
        offer = levels.on(period.effective_from)
        if offer is not None and not offer.is_same_as(period.offer):
            levels = levels.changed(period.offer, period.effective_from)
    return levels if reversal.declaration is None else _with_declaration(levels, reversal.declaration)


def _is_set_by(decision_id: str, offer: Offer) -> bool:
    return offer.decision is not None and offer.decision.id == decision_id


def _continued(levels: LevelHistory, procedure: Procedure) -> LevelHistory:
    """Returns the levels open-ended where the item that had ended them was reversed too."""
    return levels if levels.ends is None or procedure.in_force_on(levels.ends) is None else levels.open_ended()


def _with_declaration(levels: LevelHistory, declaration: CorrectedDeclaration) -> LevelHistory:
    if not levels.periods:
        return LevelHistory.beginning(declaration.offer, declaration.on, None)
    offer = levels.on(declaration.on)
    if offer is not None and offer.is_at_least(declaration.offer):
        return levels
    return levels.changed(declaration.offer, declaration.on)


def _fact(reversal: Reversal, service: OnlineService, levels: LevelHistory, not_recorded: bool) -> Fact | None:
    since = reversal.since
    if levels == service.levels and not (reversal.needs_review and service.is_offered_from(since)):
        return None
    review = service.under_review or not_recorded or reversal.needs_review
    changed = replace(service, levels=levels, under_review=review, revision=service.revision + 1)
    if reversal.pauses:
        changed = changed.paused_since(since)
    kind: type[Fact] = LevelChanged
    if levels == service.levels:
        kind = ReviewRequested
    elif any(service.levels.on(day) is None for day in _first_days(levels, since)):
        kind = Restored
    elif not levels.is_offered_from(since):
        kind = Withdrawn
    return kind(changed, since, reversal.instrument, reason=reversal.reason)


def _first_days(levels: LevelHistory, since: date) -> Iterator[date]:
    """Yields the first day, from `since` on, of each period that has not ended by then."""
    return (max(since, period.effective_from) for period in levels.periods if _lasts_beyond(period, since))


def _lasts_beyond(period: LevelPeriod, day: date) -> bool:
    return period.effective_to is None or day < period.effective_to
