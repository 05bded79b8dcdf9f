"""Translates each act into the event that is emitted for it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from common.contracts import dossiers as contracts
from online_services.dossiers.domain.dossier import Dossier
from online_services.dossiers.domain.transitions import Transition

EVENTS: dict[str, type[contracts.DossierEvent]] = {
    "filed": contracts.DossierFiled,
    "received": contracts.DossierReceived,
    "declined": contracts.DossierDeclined,
    "supplement_asked": contracts.DossierSupplementRequested,
    "supplement_handed_in": contracts.DossierSupplementHandedIn,
    "supplement_accepted": contracts.DossierSupplementAccepted,
    "extended": contracts.DossierExtended,
    "withdrawn": contracts.DossierWithdrawn,
    "stopped": contracts.DossierStopped,
    "finished": contracts.DossierFinished,
    "handed_over": contracts.DossierHandedOver,
    "fee_asked": contracts.DossierFeeRequested,
    "fee_settled": contracts.DossierFeeSettled,
    "step_passed": contracts.DossierStepPassed,
    "moved": contracts.DossierMoved,
    "result_replaced": contracts.DossierResultReplaced,
    "result_revoked": contracts.DossierResultRevoked,
}
"""By the subject that the table of states names."""
DIGITISED, REUSED = 1, 2
NO_FACTS: Mapping[str, Any] = {}


def events_of(
    dossier: Dossier,
    transition: Transition,
    at: datetime,
    digitisation: Collection[int],
    facts: Mapping[str, Any] = NO_FACTS,
) -> list[contracts.DossierEvent]:
    """Returns no event where the table names none for the act; `facts` are members that events of its type have beside
    those of all."""
    if transition.event is None:
        return []
    return [event_about(EVENTS[transition.event], dossier, at, digitisation, facts)]


def event_about(
    event: type[contracts.DossierEvent],
    dossier: Dossier,
    at: datetime,
    digitisation: Collection[int],
    facts: Mapping[str, Any] = NO_FACTS,
) -> contracts.DossierEvent:
    filing, appointed = dossier.filing, dossier.appointed
    return event(
        dossier_id=str(filing.id),
        parent_id=None if filing.parent_id is None else str(filing.parent_id),
        number=dossier.number,
        procedure_code=filing.procedure_code,
        version=filing.version,
        channel=filing.channel,
        filed_at_agency=filing.agencies.filed_at,
        receiving_agency=filing.agencies.receiving,
        deciding_agency=filing.agencies.deciding,
        state=int(dossier.state),
        revision=dossier.revision,
        occurred_at=at,
        filed_at=filing.filed_at,
        received_at=dossier.received_at,
        due_on=None if appointed is None else appointed.day,
        due_at=None if appointed is None else appointed.moment,
        papers=len(digitisation),
        digitised=sum(state >= DIGITISED for state in digitisation),
        reused=sum(state >= REUSED for state in digitisation),
        back_entered=dossier.back_entered,
        **facts,
    )
