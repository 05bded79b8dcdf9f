"""Opens a sub-dossier at another agency, as the handler of its parent."""

from dataclasses import dataclass
from uuid import UUID

from common.calendar.province_days import day_of
from common.identity import Actor
from common.ids import new_id
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from online_services.clock.domain.appointments import Limit
from online_services.dossiers.commands.act_on_dossier import present_handler, roles_about
from online_services.dossiers.domain.assignment_refusals import ClaimedAlready
from online_services.dossiers.domain.dossier import Dossier
from online_services.dossiers.domain.filing_refusals import IdempotencyKeyMissing
from online_services.dossiers.domain.refusals import IfMatchMissing, RoleNotHeld
from online_services.dossiers.domain.sub_dossiers import OPEN_SUB_DOSSIER, sub_dossier
from online_services.dossiers.domain.transitions import TRANSITIONS, Action, Role
from online_services.dossiers.events import events_of
from online_services.dossiers.storage.circumstances import circumstances_of
from online_services.dossiers.storage.existing_agencies import require_existing_agency
from online_services.dossiers.storage.repository import Dossiers
from online_services.dossiers.storage.rows import RecordedAct


@dataclass(frozen=True, slots=True)
class SubDossierRequest:
    """What the other agency is asked for, in which time; `reason` says what its opinion is needed for."""

    agency: str
    reason: str
    limit: Limit | None = None


async def open_sub_dossier(
    work: UnitOfWork,
    id: UUID,
    request: SubDossierRequest,
    by: Actor,
    expected: ExpectedRevisions,
    *,
    is_conditional: bool,
    is_repeatable: bool,
) -> Dossier:
    """The applicant is the one of the parent, which stays locked: it does not end at the same time. Raises the refusals
    of sub-dossiers, and those of officers' acts."""
    if not is_repeatable:
        raise IdempotencyKeyMissing
    parent, person = await work.of(Dossiers).lock(id)
    at, today = work.clock.now(), work.clock.today()
    found = await circumstances_of(work.connection, parent, by, at)
    roles = roles_about(parent, person, by, found.officers, today)
    if not is_conditional:
        raise IfMatchMissing
    require_revision(expected, parent.revision)
    if Role.HANDLER not in roles:
        raise RoleNotHeld(OPEN_SUB_DOSSIER, [Role.HANDLER])
    if present_handler(parent, found, today) not in (None, by.subject):
        raise ClaimedAlready
    opened = sub_dossier(parent, new_id(), request.agency, request.limit, at)
    await require_existing_agency(work.connection, request.agency, day_of(at))
    filed = RecordedAct(Action.FILE, Role.HANDLER, by.subject, by.agency, at, request.reason)
    await work.of(Dossiers).add(opened, person, ())
    await work.of(Dossiers).record_act(opened, filed)
    transition = next(row for row in TRANSITIONS if row.action is Action.FILE)
    await work.record(events_of(opened, transition, at, ()))
    return opened
