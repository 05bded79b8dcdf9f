"""May a dossier be filed online on a day, at which level, and from when?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from online_services.law.domain.procedure import Procedure
from online_services.registry.domain.levels import Offer, OnlineLevel
from online_services.registry.domain.online_service import OnlineService


class Obstacle(StrEnum):
    """Why nothing can be filed online on the day. At the counter a dossier can be filed unless the procedure is not in
    force."""

    NOT_IN_FORCE = "procedure_not_in_force"
    NOT_OFFERED = "not_offered"
    INFORMATION_ONLY = "information_only"
    UNDETERMINED = "undetermined"
    REVIEW_PENDING = "review_pending"
    CONTENT_NOT_HERE_YET = "content_not_here_yet"


@dataclass(frozen=True, slots=True)
class OnlineFiling:
    """`obstacle` is None where a dossier may be filed online on the day. `offer` is what the service offers then, and
    `offered_from` since when. `begins` is the first later day from which filing is decided, where it may not be filed
    on the day; `ends` is the day from which it no longer may, as decided now."""

    on: date
    obstacle: Obstacle | None
    service: OnlineService | None = None
    offer: Offer | None = None
    offered_from: date | None = None
    begins: date | None = None
    ends: date | None = None


def online_filing(
    on: date, procedure: Procedure, services: Sequence[OnlineService], *, content_is_here: bool
) -> OnlineFiling:
    """Answers from what is decided now; a level that is decided for later counts from its day."""
    later = min(_later_beginnings(on, procedure, services), default=None)
    service = next((service for service in services if service.levels.on(on) is not None), None)
    if procedure.in_force_on(on) is None or service is None:
        missing = Obstacle.NOT_IN_FORCE if procedure.in_force_on(on) is None else Obstacle.NOT_OFFERED
        return OnlineFiling(on, missing, begins=later)
    period = next(period for period in service.levels.periods if period.contains(on))
    obstacle = obstacle_of_level(period.offer.level)
    if obstacle is not None:
        return OnlineFiling(on, obstacle, service, period.offer, period.effective_from, begins=later)
    if service.is_paused_on(on):
        obstacle = Obstacle.REVIEW_PENDING
    elif not content_is_here:
        obstacle = Obstacle.CONTENT_NOT_HERE_YET
    return OnlineFiling(
        on, obstacle, service, period.offer, period.effective_from, ends=None if obstacle else _end(on, service)
    )


def obstacle_of_level(level: OnlineLevel) -> Obstacle | None:
    """Returns why nothing can be filed online at the level, and None where dossiers are filed at it."""
    match level:
        case OnlineLevel.FULL | OnlineLevel.PARTIAL:
            return None
        case OnlineLevel.INFORMATION_ONLY:
            return Obstacle.INFORMATION_ONLY
        case OnlineLevel.UNDETERMINED:
            return Obstacle.UNDETERMINED
        case _:
            assert_never(level)


def _later_beginnings(on: date, procedure: Procedure, services: Sequence[OnlineService]) -> Iterator[date]:
    """Yields the days after `on` from which dossiers are filed, the procedure is in force, and nothing is paused."""
    for service in services:
        for period in service.levels.periods:
            day = period.effective_from
            is_lawful = day > on and period.offer.allows_filing and procedure.in_force_on(day) is not None
            if is_lawful and not service.is_paused_on(day):
                yield day


def _end(on: date, service: OnlineService) -> date | None:
    """Returns the day from which the level allows no filing, or on which the service ends or is paused, whichever is
    the earliest."""
    ends = [
        day for day in (service.levels.allows_filing_until(on), service.paused_from) if day is not None and day > on
    ]
    return min(ends, default=None)
