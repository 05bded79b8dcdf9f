"""What happened to an online service: each fact carries the service as it is afterwards."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from online_services.law.domain.decision import Decision

if TYPE_CHECKING:
    from online_services.registry.domain.levels import LevelHistory
    from online_services.registry.domain.online_service import OnlineService


@dataclass(frozen=True, slots=True)
class Fact:
    """`effective_on` is the day from which it holds; `decision` the ground, where a Decision or an instrument about one is it, and
    `reason` what that says. `before` are the levels that a Decision changed, so that they can be put back."""

    service: "OnlineService"
    effective_on: date
    decision: Decision | None = None
    reason: str | None = None
    before: "LevelHistory | None" = None


class Registered(Fact):
    """Offered online for the first time, or anew after a withdrawal."""


class LevelChanged(Fact):
    """Offered at another level, or partial for another reason."""


class ReviewRequested(Fact):
    """The procedure changed, or a change came out of order: an officer must look at the service."""


class Reviewed(Fact):
    """An officer looked and confirmed."""


class Withdrawn(Fact):
    """Nothing is offered from that day on."""


class Restored(Fact):
    """Offered again: what had withdrawn it was annulled, or its day corrected."""
