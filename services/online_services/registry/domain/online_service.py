"""What happened to an online service: each fact carries the service as it is afterwards."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from online_services.law.domain.decision import Decision
from online_services.law.domain.procedure import Agency, Procedure
from online_services.registry.domain.levels import LevelHistory, Offer
from online_services.registry.domain.refusals import (
    OnlineLevelUnchanged,
    OnlineServiceNotOffered,
    OnlineServiceNotUnderReview,
)


@dataclass(frozen=True, slots=True)
class _Fact:
    """`effective_on` is the day from which it holds; `decision` the ground, where a Decision or an instrument about one
    is it, and
    `reason` what that says. `before` are the levels that a Decision changed, so that they can be put back."""

    service: "OnlineService"
    effective_on: date
    decision: Decision | None = None
    reason: str | None = None
    before: "LevelHistory | None" = None


class Registered(_Fact):
    """Offered online for the first time, or anew after a withdrawal."""


class LevelChanged(_Fact):
    """Offered at another level, or partial for another reason."""


class ReviewRequested(_Fact):
    """The procedure changed, or a change came out of order: an officer must look at the service."""


class Reviewed(_Fact):
    """An officer looked and confirmed."""


class Withdrawn(_Fact):
    """Nothing is offered from that day on."""


class Restored(_Fact):
    """Offered again: what had withdrawn it was annulled, or its day corrected."""


Fact: TypeAlias = Registered | LevelChanged | ReviewRequested | Reviewed | Withdrawn | Restored


@dataclass(frozen=True, slots=True)
class OnlineService:
    """`name`, `agency` and `administrative_levels` are the procedure's on the day of the registration or of the last
    review."""

    id: str
    procedure_code: str
    name: str
    agency: Agency
    administrative_levels: tuple[str, ...]
    levels: LevelHistory
    under_review: bool = False
    revision: int = 1

    def is_offered_from(self, day: date) -> bool:
        return self.levels.is_offered_from(day)

    def change_level(self, offer: Offer, on: date) -> LevelChanged:
        """An officer raises or lowers the service; it must be offered on that day, and differently."""
        present = self.levels.on(on)
        if present is None:
            raise OnlineServiceNotOffered(self.id, on)
        if present.is_same_as(offer):
            raise OnlineLevelUnchanged(self.id, on)
        return LevelChanged(
            replace(self, levels=self.levels.changed(offer, on), revision=self.revision + 1), on, offer.decision
        )

    def raise_to(self, offer: Offer, on: date) -> LevelChanged | None:
        """A Decision lists the procedure as fit for a level: never less than that from `on`. None where it is so
        already.

        A change decided for later stands, but was decided without knowing this Decision: the service is marked for
        review. So is a
        service that a Decision makes partial, since the Decision states no reason and the law wants one published.
        """
        present = self.levels.on(on)
        if present is not None and present.is_at_least(offer):
            return None
        review = self.under_review or self.levels.has_later_than(on) or offer.states_reason
        raised = replace(self, levels=self.levels.changed(offer, on), under_review=review, revision=self.revision + 1)
        return LevelChanged(raised, on, offer.decision, before=self.levels)

    def request_review(self, on: date, decision: Decision) -> ReviewRequested | None:
        """The procedure is another from `on`; each amendment asks anew. None where nothing is offered by then."""
        if not self.is_offered_from(on):
            return None
        return ReviewRequested(replace(self, under_review=True, revision=self.revision + 1), on, decision)

    def confirm_review(self, procedure: Procedure, on: date) -> Reviewed:
        """An officer has looked at it: the entry takes over how the procedure is named, and whose it is, on that
        day."""
        if not self.is_offered_from(on):
            raise OnlineServiceNotOffered(self.id, on)
        if not self.under_review:
            raise OnlineServiceNotUnderReview(self.id)
        reviewed = replace(self, under_review=False, revision=self.revision + 1)
        if (law := procedure.in_force_on(on)) is not None:
            reviewed = replace(reviewed, name=law.name, agency=procedure.agency, administrative_levels=law.levels)
        return Reviewed(reviewed, on)

    def withdraw(self, on: date, decision: Decision) -> Withdrawn | None:
        """The procedure stops being law on that day. None where the service has ended by then."""
        if not self.is_offered_from(on):
            return None
        withdrawn = replace(self, levels=self.levels.ended(on), revision=self.revision + 1)
        return Withdrawn(withdrawn, on, decision, before=self.levels)
