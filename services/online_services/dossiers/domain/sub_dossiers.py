"""Sub-dossiers (liên thông): what the agency that decides asks another agency for. Each has a number, a clock and a
handler of its own; it is received by the other agency, and goes through the same table of states."""

from datetime import datetime
from uuid import UUID

from online_services.clock.domain.appointments import Limit
from online_services.dossiers.domain.act_refusals import AgencyUnchanged
from online_services.dossiers.domain.dossier import Agencies, Dossier, Filing
from online_services.dossiers.domain.refusals import ActOutOfState
from online_services.dossiers.domain.sub_dossier_refusals import SubDossierNested, SubDossiersOpen
from online_services.dossiers.domain.transitions import HANDLED, Action

ENDING = (Action.FINISH, Action.STOP)
"""The acts that wait for the sub-dossiers; a withdrawal reaches them."""
OPEN_SUB_DOSSIER = "open_sub_dossier"


def sub_dossier(parent: Dossier, id: UUID, agency: str, limit: Limit | None, at: datetime) -> Dossier:
    """It is of the procedure, version and case of its parent. Raises `ActOutOfState`, `SubDossierNested` and
    `AgencyUnchanged`."""
    filing = parent.filing
    if parent.stage not in HANDLED:
        raise ActOutOfState(OPEN_SUB_DOSSIER, parent.stage, HANDLED)
    if filing.parent_id is not None:
        raise SubDossierNested
    if agency == filing.agencies.deciding:
        raise AgencyUnchanged(agency)
    agencies = Agencies(filed_at=filing.agencies.deciding, receiving=agency, deciding=agency)
    return Dossier(
        Filing(id, filing.procedure_code, filing.version, filing.channel, filing.for_case, agencies, at, filing.id),
        limit=limit,
    )


def check_ended(action: Action, open_sub_dossiers: int) -> None:
    """Raises `SubDossiersOpen`."""
    if action in ENDING and open_sub_dossiers:
        raise SubDossiersOpen(open_sub_dossiers)
