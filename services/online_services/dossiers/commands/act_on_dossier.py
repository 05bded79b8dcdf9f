"""Does one act of the table of states with a dossier, for whoever holds the role for it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from common.calendar.province_days import day_of
from common.contracts.dossiers import DossierEvent
from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from online_services.clock.storage.known_rules import rules_known_at
from online_services.dossiers.commands.special_acts import NO_DETAILS, ActDetails, apply_details
from online_services.dossiers.domain.assignments import AssignmentRequest, acting_roles, assigned_after
from online_services.dossiers.domain.dossier import Dossier, acted, check_conditions
from online_services.dossiers.domain.filing import Person
from online_services.dossiers.domain.officers import roles_of_citizen, roles_of_officer
from online_services.dossiers.domain.refusals import DossierNotFound, IfMatchMissing
from online_services.dossiers.domain.sub_dossiers import ENDING, check_ended
from online_services.dossiers.domain.transitions import (
    Action,
    ClockEffect,
    Role,
    checked_transition,
    is_done_by_applicant,
    transition_of,
)
from online_services.dossiers.domain.warnings_of_dossier import warnings_of
from online_services.dossiers.events import events_of
from online_services.dossiers.storage.dossier_officers import DossierOfficers
from online_services.dossiers.storage.repository import Dossiers
from online_services.dossiers.storage.warnings import Warnings

OFFICER_SCOPE = "dossiers.handle"


@dataclass(frozen=True, slots=True)
class Act:
    """`appoint` is the day of the new appointment that an extension gives; `number_pattern` forms the number that
    reception gives; `assign_to` is the officer to whom the dossier is reassigned, or passed on; `role` is the one as
    which it is done, where several could be meant."""

    action: Action
    reason: str | None = None
    appoint: date | None = None
    number_pattern: str = ""
    assign_to: str | None = None
    details: ActDetails = NO_DETAILS
    role: Role | None = None


async def act_on_dossier(
    work: UnitOfWork, id: UUID, act: Act, by: Actor, expected: ExpectedRevisions, *, is_conditional: bool
) -> Dossier:
    """`is_conditional` tells whether the request carries `If-Match`, which officers must send. Raises
    `DossierNotFound`, `RoleNotHeld`, `IfMatchMissing`, `RevisionMismatch`, and the refusals of the act."""
    dossier, person = await work.of(Dossiers).lock(id)
    roles = await roles_about(work, dossier, person, by, act.action)
    if OFFICER_SCOPE in by.scopes and not is_done_by_applicant(act.action, roles) and not is_conditional:
        raise IfMatchMissing
    require_revision(expected, dossier.revision)
    request = await _assignment_request(work, dossier, act, by)
    acting = acting_roles(act.action, roles, request) & (frozenset(Role) if act.role is None else {act.role})
    transition, role = checked_transition(dossier.stage, act.action, acting, act.reason)
    at = work.clock.now()
    rules = await rules_known_at(work.connection, dossier.filing.procedure_code, at) if transition.counts_time else None
    check_conditions(dossier, act.action, at, rules, act.appoint)
    handler = assigned_after(act.action, role, request, is_handler=Role.HANDLER in roles)
    if act.action in ENDING:
        check_ended(act.action, len(await work.of(Dossiers).open_sub_dossiers(id)))
    changed, facts = await apply_details(work, dossier, act.action, role, act.details, at)
    after = acted(changed, transition, at, rules, act.appoint)
    if transition.clock is ClockEffect.BEGINS:
        after = replace(after, number=await _number(work, after, act.number_pattern))
    if handler != request.present:
        await work.of(Dossiers).assign(id, handler, at)
    await work.of(Dossiers).save(dossier, after)
    if transition.clock is not ClockEffect.NONE:
        is_first = transition.clock is ClockEffect.BEGINS
        await work.of(Warnings).replace(after, warnings_of(after, rules), is_first=is_first)
    assigned_to = handler if handler != request.present else None
    await work.of(Dossiers).record_act(after, act.action, role, by.subject, by.agency, at, act.reason, assigned_to)
    events = events_of(after, transition, at, await work.of(Dossiers).digitisation(id), facts)
    if act.action is Action.WITHDRAW:
        for sub_id in await work.of(Dossiers).open_sub_dossiers(id):
            events += await _withdraw_with_parent(work, sub_id, act, role, by, at)
    await work.record(events)
    return after


async def _withdraw_with_parent(
    work: UnitOfWork, id: UUID, act: Act, role: Role, by: Actor, at: datetime
) -> list[DossierEvent]:
    dossier, _ = await work.of(Dossiers).lock(id)
    if dossier.ended_at is not None:  # since it was listed
        return []
    transition = transition_of(dossier.stage, Action.WITHDRAW)
    after = acted(dossier, transition, at, None)
    await work.of(Dossiers).save(dossier, after)
    await work.of(Warnings).replace(after, ())
    await work.of(Dossiers).record_act(after, act.action, role, by.subject, by.agency, at, act.reason)
    return events_of(after, transition, at, ())


async def _assignment_request(work: UnitOfWork, dossier: Dossier, act: Act, by: Actor) -> AssignmentRequest:
    """An officer whose role ended has no dossier any more."""
    agency, today, officers = dossier.filing.agencies.deciding, work.clock.today(), work.of(DossierOfficers)
    present = await work.of(Dossiers).handler_of(dossier.filing.id)
    if present not in (None, by.subject) and not await officers.is_handler(agency, str(present), today):
        present = None
    to = act.assign_to
    to_is_handler = to is not None and await officers.is_handler(agency, to, today)
    return AssignmentRequest(by.subject, present, to, to_is_handler)


async def roles_about(
    work: UnitOfWork, dossier: Dossier, person: Person, by: Actor, action: Action | None = None
) -> frozenset[Role]:
    """The roles that somebody holds about the dossier at this moment. Raises `DossierNotFound` where it is none of
    their business: they do not learn that it exists."""
    roles = roles_of_citizen(by.subject, person, action)
    is_theirs = by.subject in (person.personal_id, person.delegate_personal_id)
    if OFFICER_SCOPE in by.scopes and by.agency:
        agencies = dossier.filing.agencies
        officers = await work.of(DossierOfficers).of(by.agency, by.subject)
        roles |= roles_of_officer(officers, agencies, work.clock.today())
        is_theirs = is_theirs or by.agency in (agencies.filed_at, agencies.receiving, agencies.deciding)
    if not is_theirs:
        raise DossierNotFound(str(dossier.filing.id))
    return roles


async def _number(work: UnitOfWork, dossier: Dossier, pattern: str) -> str:
    """The number is taken in the transaction of the reception: none is lost, and none is given twice."""
    agency, day = dossier.filing.agencies.receiving, day_of(work.clock.now())
    number = await work.of(Dossiers).next_number(agency, day)
    return pattern.format(agency=agency, day=day, number=number)
