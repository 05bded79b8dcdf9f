"""Projects the periods and levels of online services from the events of `online_services` alone."""

from collections.abc import Sequence

from common.contracts.dossiers import (
    DossierDeadlineNear,
    DossierDeclined,
    DossierExtended,
    DossierFeeRequested,
    DossierFeeSettled,
    DossierFiled,
    DossierFinished,
    DossierHandedOver,
    DossierMoved,
    DossierReceived,
    DossierResultReplaced,
    DossierResultRevoked,
    DossierStepPassed,
    DossierStopped,
    DossierSupplementAccepted,
    DossierSupplementHandedIn,
    DossierSupplementRequested,
    DossierWithdrawn,
)
from common.contracts.online_services import OnlineServiceEvent
from common.projection.projections import Projection
from common.projection.tables import Row, Tables
from reporting.read_models.shared.reported_level import reported_level
from reporting.tables import online_level

projection = Projection("online_services", [online_level])
# dossiers have a projection of their own
projection.ignores(
    DossierFiled,
    DossierReceived,
    DossierDeclined,
    DossierSupplementRequested,
    DossierSupplementHandedIn,
    DossierSupplementAccepted,
    DossierExtended,
    DossierWithdrawn,
    DossierStopped,
    DossierFinished,
    DossierHandedOver,
    DossierFeeRequested,
    DossierFeeSettled,
    DossierStepPassed,
    DossierMoved,
    DossierResultReplaced,
    DossierResultRevoked,
    DossierDeadlineNear,
)
# a rebuild does not decode what no figure is made from
projection.skips_fields(OnlineServiceEvent, "name", "effective_on", "decision", "proactive_levels")


@projection.on(OnlineServiceEvent)
async def keep_levels(events: Sequence[OnlineServiceEvent], tables: Tables) -> None:
    """Each event carries all resulting levels: the last event of a service wins."""
    await tables.replace(online_level, {(event.service_id,): rows_of(event) for event in events})


def rows_of(event: OnlineServiceEvent) -> list[Row]:
    return [
        (
            event.service_id,
            period.effective_from,
            period.effective_to,
            period.level.value,
            event.procedure_code,
            event.agency.code,
            event.agency.name,
            reported_level(event.administrative_levels),
            event.under_review,
        )
        for period in event.levels
    ]
