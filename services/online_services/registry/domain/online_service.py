"""An online service, and the facts about its changes: each fact carries the service as it is afterwards."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from online_services.law.domain.decision import Decision
from online_services.law.domain.procedure import Agency, Procedure
from online_services.registry.domain.levels import LevelHistory, Offer
from online_services.registry.domain.proactive_levels import ProactiveLevel, ProactivePeriod, level_on, with_period
from online_services.registry.domain.refusals import (
    OnlineLevelUnchanged,
    OnlineServiceNotOffered,
    OnlineServiceNotUnderReview,
    ProactiveLevelUnchanged,
)


@dataclass(frozen=True, slots=True)
class _Fact:
    """`effective_on` is the day from which the fact applies. `decision` is the Decision, or the instrument of its
    annulment or correction, on which the fact is based, and `reason` is what the instrument states. `before` holds the
    levels that a Decision changed, so that they can be restored."""

    service: "OnlineService"
    effective_on: date
    decision: Decision | None = None
    reason: str | None = None
    before: "LevelHistory | None" = None


class Registered(_Fact):
    """The procedure is offered online for the first time, or again by a new service after a withdrawal."""


class LevelChanged(_Fact):
    """The service is offered at another level, or is partial for another reason."""


class ReviewRequested(_Fact):
    """The procedure changed, or a change arrived out of order: an officer must review the service."""


class Reviewed(_Fact):
    """An officer reviewed and confirmed the service."""


class Withdrawn(_Fact):
    """The service is not offered from `effective_on` on."""


class Restored(_Fact):
    """The service is offered again because its withdrawal was annulled, or the day of the withdrawal corrected."""


class Recoded(_Fact):
    """The provisional code of the procedure was replaced by its own one; nothing else changed."""


class ProactiveLevelSet(_Fact):
    """An officer recorded how proactively the service is provided from `effective_on` on; `reason` is the ground."""


Fact: TypeAlias = (
    Registered | LevelChanged | ReviewRequested | Reviewed | Withdrawn | Restored | Recoded | ProactiveLevelSet
)


@dataclass(frozen=True, slots=True)
class OnlineService:
    """`name`, `agency` and `administrative_levels` are copied from the procedure on the day of the registration or of
    the last review. From `paused_from` on no new dossier may be filed online until an officer has reviewed the service:
    its papers or steps change on that day. `proactive` has the proactive levels in the order of their days."""

    id: str
    procedure_code: str
    name: str
    agency: Agency
    administrative_levels: tuple[str, ...]
    levels: LevelHistory
    under_review: bool = False
    revision: int = 1
    paused_from: date | None = None
    proactive: tuple[ProactivePeriod, ...] = ()

    def is_paused_on(self, day: date) -> bool:
        return self.paused_from is not None and self.paused_from <= day

    def paused_since(self, day: date) -> "OnlineService":
        """Of several pauses the earliest counts."""
        return replace(self, paused_from=day if self.paused_from is None else min(day, self.paused_from))

    def is_offered_from(self, day: date) -> bool:
        return self.levels.is_offered_from(day)

    def change_level(self, offer: Offer, on: date) -> LevelChanged:
        """Raises or lowers the level at the request of an officer.

        Raises `OnlineServiceNotOffered` and `OnlineLevelUnchanged`.
        """
        present = self.levels.on(on)
        if present is None:
            raise OnlineServiceNotOffered(self.id, on)
        if present.is_same_as(offer):
            raise OnlineLevelUnchanged(self.id, on)
        return LevelChanged(
            replace(self, levels=self.levels.changed(offer, on), revision=self.revision + 1), on, offer.decision
        )

    def set_proactive_level(self, level: ProactiveLevel, on: date, legal_basis: str) -> ProactiveLevelSet:
        """Records how proactively the service is provided from `on` until the next recorded day.

        Raises `OnlineServiceNotOffered` and `ProactiveLevelUnchanged`.
        """
        if self.levels.on(on) is None:
            raise OnlineServiceNotOffered(self.id, on)
        if level_on(self.proactive, on) is level:
            raise ProactiveLevelUnchanged(self.id, on)
        proactive = with_period(self.proactive, ProactivePeriod(on, level, legal_basis))
        return ProactiveLevelSet(replace(self, proactive=proactive, revision=self.revision + 1), on, reason=legal_basis)

    def raise_to(self, offer: Offer, on: date) -> LevelChanged | None:
        """Applies a Decision that declares the procedure fit for a level: the service is offered at no lower level from
        `on` on. Returns None where it already is.

        A change that was already decided for later is kept; but whoever decided it did not know this Decision, and so
        the service is marked for review. A service that the Decision makes partial is marked too, since the Decision
        states no reason and the law requires a published one.
        """
        present = self.levels.on(on)
        if present is not None and present.is_at_least(offer):
            return None
        review = self.under_review or self.levels.has_later_than(on) or offer.states_reason
        raised = replace(self, levels=self.levels.changed(offer, on), under_review=review, revision=self.revision + 1)
        return LevelChanged(raised, on, offer.decision, before=self.levels)

    def request_review(self, on: date, decision: Decision, *, pauses: bool = False) -> ReviewRequested | None:
        """Marks the service for review because its procedure changes on `on`; each amendment requests a review of its
        own. With `pauses` nothing new is filed online from that day on before the review. Returns None where the
        service is not offered by then."""
        if not self.is_offered_from(on):
            return None
        reviewed = replace(self, under_review=True, revision=self.revision + 1)
        return ReviewRequested(reviewed.paused_since(on) if pauses else reviewed, on, decision)

    def confirm_review(self, procedure: Procedure, on: date) -> Reviewed:
        """Confirms the service after an officer's review: it takes the name, agency and administrative levels that its
        procedure has on that day.

        Raises `OnlineServiceNotOffered` and `OnlineServiceNotUnderReview`.
        """
        if not self.is_offered_from(on):
            raise OnlineServiceNotOffered(self.id, on)
        if not self.under_review:
            raise OnlineServiceNotUnderReview(self.id)
        reviewed = replace(self, under_review=False, paused_from=None, revision=self.revision + 1)
        if (law := procedure.in_force_on(on)) is not None:
            reviewed = replace(reviewed, name=law.name, agency=procedure.agency, administrative_levels=law.levels)
        return Reviewed(reviewed, on)

    def recoded(self, code: str, on: date, document: Decision) -> Recoded:
        """Past services have the new code too: whoever asks for the procedure finds them."""
        return Recoded(replace(self, procedure_code=code, revision=self.revision + 1), on, document)

    def withdraw(self, on: date, decision: Decision) -> Withdrawn | None:
        """Ends the service on the day on which its procedure ceases to be in force. Returns None where it has ended by
        then."""
        if not self.is_offered_from(on):
            return None
        withdrawn = replace(self, levels=self.levels.ended(on), revision=self.revision + 1)
        return Withdrawn(withdrawn, on, decision, before=self.levels)
