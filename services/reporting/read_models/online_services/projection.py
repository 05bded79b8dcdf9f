"""Projects the levels of online services from the events of `online_services` alone: as they are known now, and as each
event stated them."""

from collections.abc import Sequence
from datetime import datetime

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
from common.projection.projections import Projection, Recorded
from common.projection.tables import Row, Tables
from reporting.read_models.shared.reported_level import reported_level
from reporting.tables import online_level, stated_level

projection = Projection("online_services", [online_level, stated_level], with_times=True)
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
async def keep_levels(records: Sequence[Recorded[OnlineServiceEvent]], tables: Tables) -> None:
    """Each event carries all resulting levels: the last event of a service wins, and of one moment the last one of
    it."""
    await tables.replace(online_level, {(event.service_id,): rows_of(event) for event, _ in records})
    stated = {(record.event.service_id, record.time): record for record in records}.values()
    await tables.replace(
        stated_level, {(record.event.service_id, record.at): stated_rows(record.event, record.at) for record in stated}
    )


def rows_of(event: OnlineServiceEvent) -> list[Row]:
    return [
        (
            event.service_id,
            period.effective_from,
            period.effective_to,
            period.level.value,
            *service_of(event),
            event.under_review,
        )
        for period in event.levels
    ]


def stated_rows(event: OnlineServiceEvent, recorded_at: datetime) -> list[Row]:
    """Where the service had no level, one row says so."""
    key = event.service_id, recorded_at
    return [
        (*key, place, period.effective_from, period.effective_to, period.level.value, *service_of(event))
        for place, period in enumerate(event.levels, 1)
    ] or [(*key, 0, None, None, None, *service_of(event))]


def service_of(event: OnlineServiceEvent) -> tuple[str, str, str, str]:
    return event.procedure_code, event.agency.code, event.agency.name, reported_level(event.administrative_levels)
