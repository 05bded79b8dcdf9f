"""Files a dossier under the version of the procedure that is in force today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.commands.act_on_dossier import OFFICER_SCOPE
from online_services.dossiers.domain.dossier import Agencies, Dossier, Filing
from online_services.dossiers.domain.filing import FiledPaper, Person, VersionContent
from online_services.dossiers.domain.filing_refusals import (
    DelegationMissing,
    IdempotencyKeyMissing,
    OnlineFilingNotOffered,
    OnlineLevelWithoutFiling,
    OnlineReviewPending,
)
from online_services.dossiers.domain.officers import roles_of_citizen
from online_services.dossiers.domain.transitions import Action, Role, checked_transition
from online_services.dossiers.events import events_of
from online_services.dossiers.storage.dossier_officers import DossierOfficers
from online_services.dossiers.storage.existing_agencies import require_existing_agency
from online_services.dossiers.storage.repository import Dossiers
from online_services.dossiers.storage.rows import RecordedAct
from online_services.forms.commands.fill_in_form import fill_in_form
from online_services.forms.storage.recorded_forms import Forms
from online_services.law.queries.filing_requirements import version_in_force
from online_services.law.storage.repository import present_code
from online_services.registry.domain.online_filing import Obstacle
from online_services.registry.queries.online_filing_on import online_filing_on


@dataclass(frozen=True, slots=True)
class DossierRequest:
    """What somebody wants to file; `channel` is the channel of an officer's filing, online for all others;
    `id` is the one that the dossier gets, where it is stated."""

    procedure_code: str
    channel: str
    for_case: str | None
    receiving_agency: str
    deciding_agency: str
    person: Person
    papers: Sequence[FiledPaper] = ()
    form_data: Mapping[str, Any] | None = None
    id: UUID | None = None


ONLINE = "online"


async def file_dossier(work: UnitOfWork, request: DossierRequest, by: Actor, *, is_repeatable: bool) -> Dossier:
    """What the law and the registry say holds until the commit; `is_repeatable` tells whether the request has a key, by
    which it is one dossier however often it is sent. Raises the refusals of the law, of forms and of filings."""
    if not is_repeatable:
        raise IdempotencyKeyMissing
    code = await present_code(work.connection, request.procedure_code)
    await work.of(Dossiers).hold_law(code)
    at, today = work.clock.now(), work.clock.today()
    version = await version_in_force(work.connection, code, today)
    at_counter = request.channel != ONLINE
    agencies = Agencies(
        filed_at=by.agency if at_counter else request.receiving_agency,
        receiving=request.receiving_agency,
        deciding=request.deciding_agency,
    )
    transition, role = checked_transition(None, Action.FILE, await _roles(work, request, by), None)
    if request.channel == ONLINE:
        await require_online(work.connection, code, today)
    content = VersionContent(orjson.loads(version.content))
    content.check_case(request.for_case)
    content.check_channel(request.channel)
    content.check_deciding(request.deciding_agency)
    content.check_papers(request.papers, request.for_case)
    for agency in (request.receiving_agency, request.deciding_agency):
        await require_existing_agency(work.connection, agency, today)
    person = request.person
    applicant = {"personal_id": person.personal_id, "full_name": person.full_name, "phone": person.phone}
    filled = await fill_in_form(work.connection, code, version.version, request.form_data, applicant)
    filing = Filing(request.id or new_id(), code, version.version, request.channel, request.for_case, agencies, at)
    dossier = replace(Dossier(filing), limit=content.limit(request.channel, request.for_case))
    await work.of(Dossiers).add(dossier, request.person, request.papers)
    if filled is not None:
        await work.of(Forms).add_data(filing.id, filled.form_id, filled.data)
    await work.of(Dossiers).record_act(dossier, RecordedAct(Action.FILE, role, by.subject, by.agency, at))
    digitisation = [paper.digitisation for paper in request.papers]
    await work.record(events_of(dossier, transition, at, digitisation))
    return dossier


async def _roles(work: UnitOfWork, request: DossierRequest, by: Actor) -> frozenset[Role]:
    """Online a citizen files for themselves, a delegate for another person. At the counter or by post a receiving
    officer files at their own agency for anybody. Raises `DelegationMissing`."""
    if request.channel != ONLINE:
        return await _roles_at_counter(work, by)
    roles = roles_of_citizen(by.subject, request.person, Action.FILE)
    if not roles:
        raise DelegationMissing
    return roles


async def _roles_at_counter(work: UnitOfWork, by: Actor) -> frozenset[Role]:
    if OFFICER_SCOPE not in by.scopes:
        return frozenset()
    return await work.of(DossierOfficers).roles_of(by.agency, by.subject, work.clock.today()) & {Role.RECEIVER}


async def require_receiver(work: UnitOfWork, by: Actor) -> None:
    """Who prepares a filing at a counter is a receiver there today. Raises `RoleNotHeld`."""
    checked_transition(None, Action.FILE, await _roles_at_counter(work, by), None)


async def require_online(read: AsyncConnection, code: str, today: date) -> None:
    """Raises `OnlineFilingNotOffered`, `OnlineLevelWithoutFiling` and `OnlineReviewPending`; a content that is missing
    was refused before."""
    filing = await online_filing_on(read, code, today)
    if filing.offer is not None and not filing.offer.allows_filing:
        raise OnlineLevelWithoutFiling(code, today, filing.offer.level)
    if filing.obstacle is Obstacle.REVIEW_PENDING:
        raise OnlineReviewPending(code, today)
    if filing.obstacle is not None:
        raise OnlineFilingNotOffered(code, today)
