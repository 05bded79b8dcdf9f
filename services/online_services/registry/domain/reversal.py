"""An item of a Decision was annulled or corrected: what it did to the services of its procedure is undone from a day
on.

A service never ends but by the law, and is offered only while its procedure is law. So what is put back goes on for as
long as the law
does, whatever ended it; what an officer decided in between stands.
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

Remembered = Mapping[tuple[str, str], LevelHistory | None]
"""By service and Decision, for what each Decision touched: the levels as they were before; None where nobody wrote them
down."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration whose day was corrected."""

    offer: Offer
    on: date


@dataclass(frozen=True, slots=True)
class Undoing:
    """`of` is the Decision whose item is undone from `since` on, `instrument` that which says so. `needs_review` says
    that the procedure
    is another by it; `declared` is what the item says when it is right."""

    of: str
    since: date
    instrument: Decision
    reason: str
    procedure: Procedure
    needs_review: bool = False
    declared: Declared | None = None


def undo(
    undoing: Undoing, services: Sequence[OnlineService], remembered: Remembered, new_id: Callable[[], str]
) -> Iterator[Fact]:
    """One fact for each service that is another by it. What cannot come back as it was, since another service of the
    procedure was
    offered meanwhile, is registered anew."""
    for service in services:
        key, levels = (service.id, undoing.of), service.levels
        forgotten = key in remembered and remembered[key] is None
        if key in remembered:
            levels = _undone(undoing, levels, remembered[key])
        lawful = service.levels.joined(levels.within(undoing.procedure.spans()), undoing.since)
        fact = _fact(undoing, service, lawful, forgotten)
        if fact is not None and any(lawful.overlaps(other.levels) for other in services if other.id != service.id):
            again = replace(service, id=new_id(), levels=LevelHistory(()).joined(lawful, undoing.since), revision=1)
            fact = Registered(again, undoing.since, undoing.instrument, reason=undoing.reason)
        if fact is not None:
            yield fact


def _undone(undoing: Undoing, present: LevelHistory, before: LevelHistory | None) -> LevelHistory:
    """The levels without what rests on the Decision, or with that at its right day."""
    own = [one for one in present.periods if one.offer.decision is None or one.offer.decision.id != undoing.of]
    levels = LevelHistory(tuple(own)).open_ended() if before is None else _unended(before, undoing.procedure)
    for period in own:
        there = levels.on(period.effective_from)
        if there is not None and not there.is_same_as(period.offer):
            levels = levels.changed(period.offer, period.effective_from)
    return levels if undoing.declared is None else _declared(levels, undoing.declared)


def _unended(levels: LevelHistory, procedure: Procedure) -> LevelHistory:
    """What another item had ended before goes on, if that too was undone since."""
    return levels if levels.ends is None or procedure.in_force_on(levels.ends) is None else levels.open_ended()


def _declared(levels: LevelHistory, declared: Declared) -> LevelHistory:
    if not levels.periods:
        return LevelHistory.beginning(declared.offer, declared.on, None)
    there = levels.on(declared.on)
    return (
        levels
        if there is not None and there.is_at_least(declared.offer)
        else levels.changed(declared.offer, declared.on)
    )


def _fact(undoing: Undoing, service: OnlineService, levels: LevelHistory, forgotten: bool) -> Fact | None:
    since = undoing.since
    if levels == service.levels and not (undoing.needs_review and service.is_offered_from(since)):
        return None
    review = service.under_review or forgotten or undoing.needs_review
    changed = replace(service, levels=levels, under_review=review, revision=service.revision + 1)
    kind: type[Fact] = LevelChanged
    if levels == service.levels:
        kind = ReviewRequested
    elif any(service.levels.on(day) is None for day in _days(levels, since)):
        kind = Restored
    elif not levels.is_offered_from(since):
        kind = Withdrawn
    return kind(changed, since, undoing.instrument, reason=undoing.reason)


def _days(levels: LevelHistory, since: date) -> Iterator[date]:
    """A day of each time at which something is offered from `since` on."""
    return (max(since, period.effective_from) for period in levels.periods if _lasts(period, since))


def _lasts(period: LevelPeriod, day: date) -> bool:
    return period.effective_to is None or day < period.effective_to
