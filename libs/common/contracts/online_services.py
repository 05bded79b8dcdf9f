"""The events of `online_services`. `levels` is the complete result: readers replace theirs by it and derive nothing."""

from datetime import date

from common.contracts.event import Event, event
from common.contracts.parts import AgencyRef, DecisionRef, Level, OnlineLevel, Part


class LevelPeriod(Part, frozen=True, kw_only=True):
    """The period in which the service is offered at a level: `[effective_from, effective_to)`."""

    effective_from: date
    effective_to: date | None
    level: OnlineLevel


class ProactiveLevelPeriod(Part, frozen=True, kw_only=True):
    """From `effective_from` until the next period the service is provided at the proactive level (mức độ chủ động) 1 to
    4 of Điều 16 NĐ 224/2026, or 0, at which it waits for a dossier."""

    effective_from: date
    level: int


class OnlineServiceEvent(Event, frozen=True, kw_only=True):
    """The fields of every event about an online service. `decision` is its legal ground, if that is a Decision.

    `levels` may have periods at which nothing is filed online: then it is no online service. `proactive_levels` are all
    that are recorded, in the order of their days; before the first one, and in events from before they stated them, the
    level is 0.
    """

    service_id: str
    procedure_code: str
    name: str
    agency: AgencyRef
    administrative_levels: tuple[Level, ...]
    effective_on: date
    levels: tuple[LevelPeriod, ...]
    under_review: bool
    decision: DecisionRef | None = None
    proactive_levels: tuple[ProactiveLevelPeriod, ...] = ()


@event("online_service.registered.v1", source="online_services", subject="service_id")
class OnlineServiceRegistered(OnlineServiceEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when a procedure enters the registry, by an officer or because a Decision declares its
    level."""


@event("online_service.level_changed.v1", source="online_services", subject="service_id")
class OnlineServiceLevelChanged(OnlineServiceEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when the level of a service changes from `effective_on`: it is raised or lowered, or
    partial for another reason."""


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


@event("online_service.proactive_level_set.v1", source="online_services", subject="service_id")
class OnlineServiceProactiveLevelSet(OnlineServiceEvent, frozen=True, kw_only=True):
    """Sent by `online_services` when an officer records how proactively a service is provided from `effective_on` on
    (mức độ chủ động, Điều 16 NĐ 224/2026)."""
