"""The events of `online_services`. `levels` is the complete result: readers replace theirs by it and derive nothing."""

from datetime import date

from common.contracts.event import Event, event
from common.contracts.parts import AgencyRef, DecisionRef, Level, OnlineLevel, Part


class LevelPeriod(Part, frozen=True, kw_only=True):
    """The period in which the service is offered at a level: `[effective_from, effective_to)`."""

    effective_from: date
    effective_to: date | None
    level: OnlineLevel


class OnlineServiceEvent(Event, frozen=True, kw_only=True):
    """The fields of every event about an online service. `decision` is its legal ground, if that is a Decision."""

    service_id: str
    procedure_code: str
    name: str
    agency: AgencyRef
    administrative_levels: tuple[Level, ...]
    effective_on: date
    levels: tuple[LevelPeriod, ...]
    under_review: bool
    decision: DecisionRef | None = None


@event("online_service.registered.v1", source="online_services", subject="service_id")
class OnlineServiceRegistered(OnlineServiceEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a procedure is first offered online, by an officer or because a Decision declares
    it."""


@event("online_service.level_changed.v1", source="online_services", subject="service_id")
class OnlineServiceLevelChanged(OnlineServiceEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a service is raised to full (toàn trình) or lowered to partial (một phần) from
    `effective_on`."""


@event("online_service.review_requested.v1", source="online_services", subject="service_id")
class OnlineServiceReviewRequested(OnlineServiceEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when the procedure of a service was amended: its form and level must be reviewed."""


@event("online_service.reviewed.v1", source="online_services", subject="service_id")
class OnlineServiceReviewed(OnlineServiceEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when an officer has reviewed a service and confirmed it."""


@event("online_service.withdrawn.v1", source="online_services", subject="service_id")
class OnlineServiceWithdrawn(OnlineServiceEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when the procedure of a service was repealed or replaced: it is not offered from
    `effective_on` on."""


@event("online_service.restored.v1", source="online_services", subject="service_id")
class OnlineServiceRestored(OnlineServiceEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when the repeal or replacement that had withdrawn a service was annulled, or its day
    corrected: it is offered again as `levels` say.

    `decision` names the instrument by which it is offered again.
    """


@event("online_service.recoded.v1", source="online_services", subject="service_id")
class OnlineServiceRecoded(OnlineServiceEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when the provisional code of the procedure of a service was replaced by its own one.

    `procedure_code` is the new code; nothing else changed. `decision` names the document that states the code.
    """
