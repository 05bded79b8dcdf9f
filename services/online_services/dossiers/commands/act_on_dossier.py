"""Does one act of the table of states with a dossier, for whoever holds the role for it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from common.calendar.province_days import day_of
from common.contracts.dossiers import DossierEvent
from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.commands.special_acts import NO_DETAILS, ActDetails, apply_details, has_separate_signer
from online_services.dossiers.domain.assignments import AssignmentRequest, acting_roles, assigned_after
from online_services.dossiers.domain.dossier import Dossier, acted, check_conditions
from online_services.dossiers.domain.filing import Person
from online_services.dossiers.domain.officers import Officer, roles_at, roles_held, roles_of_citizen
from online_services.dossiers.domain.refusals import DossierNotFound, IfMatchMissing
from online_services.dossiers.domain.separate_signers import SIGNED, check_signer
from online_services.dossiers.domain.sub_dossiers import ENDING, check_ended
from online_services.dossiers.domain.transitions import (
    Action,
    ClockEffect,
    Role,
    checked_transition,
    is_done_by_applicant,
    may_count_time,
    transition_of,
)
from online_services.dossiers.domain.warnings_of_dossier import warnings_of
from online_services.dossiers.events import events_of
from online_services.dossiers.storage.circumstances import Circumstances, circumstances_of
from online_services.dossiers.storage.repository import Dossiers
from online_services.dossiers.storage.rows import RecordedAct
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
    at, today = work.clock.now(), work.clock.today()
    found = await circumstances_of(
        work.connection, dossier, by, at, named=act.assign_to, with_rules=may_count_time(act.action)
    )
    roles = permitted_roles(dossier, person, by, found, today, act.action, expected, is_conditional=is_conditional)
    request = _assignment_request(dossier, act, by, found, today)
    acting = acting_roles(act.action, roles, request) & (frozenset(Role) if act.role is None else {act.role})
    transition, role = checked_transition(dossier.stage, act.action, acting, act.reason)
    rules = found.rules if transition.counts_time else None
    check_conditions(dossier, act.action, at, rules, act.appoint)
    if act.action in SIGNED and await has_separate_signer(work.connection, dossier):
        check_signer(act.action, by.subject, await work.of(Dossiers).handled_by(id), separate=True)
    handler = assigned_after(act.action, role, request, is_handler=Role.HANDLER in roles)
    if act.action in ENDING:
        check_ended(act.action, len(found.open_sub_dossiers))
    changed, facts = await apply_details(work, dossier, act.action, role, act.details, at)
    after = acted(changed, transition, at, rules, act.appoint)
    moves_clock = transition.clock is not ClockEffect.NONE
    if transition.clock is ClockEffect.BEGINS:
        after = replace(after, number=await _number(work, after, at, act.number_pattern))
    if moves_clock and dossier.clock_from is not None:
        await work.of(Warnings).drop(id)
    if handler != found.handler:  # also where the role of that officer has ended
        await work.of(Dossiers).assign(id, handler, at)
    assigned_to = handler if handler != request.present else None
    recorded = RecordedAct(act.action, role, by.subject, by.agency, at, act.reason, assigned_to)
    warnings = warnings_of(after, rules) if moves_clock else ()
    await work.of(Dossiers).save_act(dossier, after, recorded, warnings)
    events = events_of(after, transition, at, found.digitisation, facts)
    if act.action is Action.WITHDRAW:
        for sub_id in found.open_sub_dossiers:
            events += await _withdraw_with_parent(work, sub_id, recorded)
    await work.record(events)
    return after


async def _withdraw_with_parent(work: UnitOfWork, id: UUID, withdrawal: RecordedAct) -> list[DossierEvent]:
    dossier, _ = await work.of(Dossiers).lock(id)
    if dossier.ended_at is not None:  # since it was listed
        return []
    transition = transition_of(dossier.stage, Action.WITHDRAW)
    after = acted(dossier, transition, withdrawal.at, None)
    await work.of(Warnings).drop(id)
    await work.of(Dossiers).save_act(dossier, after, replace(withdrawal, assigned_to=None))
    return events_of(after, transition, withdrawal.at, ())


def _assignment_request(dossier: Dossier, act: Act, by: Actor, found: Circumstances, today: date) -> AssignmentRequest:
    to_is_handler = act.assign_to is not None and _is_handler(dossier, act.assign_to, found, today)
    return AssignmentRequest(by.subject, present_handler(dossier, found, today), act.assign_to, to_is_handler)


def present_handler(dossier: Dossier, found: Circumstances, today: date) -> str | None:
    """The officer to whom the dossier is assigned. One whose role ended has no dossier any more."""
    assigned = found.handler
    return assigned if assigned is not None and _is_handler(dossier, assigned, found, today) else None


def _is_handler(dossier: Dossier, subject: str, found: Circumstances, today: date) -> bool:
    return Role.HANDLER in roles_held(found.officers, dossier.filing.agencies.deciding, subject, today)


def permitted_roles(
    dossier: Dossier,
    person: Person,
    by: Actor,
    found: Circumstances,
    today: date,
    action: Action,
    expected: ExpectedRevisions,
    *,
    is_conditional: bool,
) -> frozenset[Role]:
    """The roles that somebody holds about the dossier, where the act is based on its present state. Raises
    `DossierNotFound`, `IfMatchMissing` and `RevisionMismatch`."""
    roles = roles_about(dossier, person, by, found.officers, today, action)
    if OFFICER_SCOPE in by.scopes and not is_done_by_applicant(action, roles) and not is_conditional:
        raise IfMatchMissing
    require_revision(expected, dossier.revision)
    return roles


def roles_about(
    dossier: Dossier,
    person: Person,
    by: Actor,
    officers: Iterable[Officer],
    today: date,
    action: Action | None = None,
) -> frozenset[Role]:
    """The roles that somebody holds about the dossier at this moment. Raises `DossierNotFound` where it is none of
    their business: they do not learn that it exists."""
    roles = roles_of_citizen(by.subject, person, action)
    is_theirs = by.subject in (person.personal_id, person.delegate_personal_id)
    if OFFICER_SCOPE in by.scopes and by.agency:
        agencies = dossier.filing.agencies
        roles |= roles_at(roles_held(officers, by.agency, by.subject, today), by.agency, agencies)
        is_theirs = is_theirs or by.agency in (agencies.filed_at, agencies.receiving, agencies.deciding)
    if not is_theirs:
        raise DossierNotFound(str(dossier.filing.id))
    return roles


async def _number(work: UnitOfWork, dossier: Dossier, at: datetime, pattern: str) -> str:
    """The number is taken in the transaction of the reception: none is lost, and none is given twice."""
    agency, day = dossier.filing.agencies.receiving, day_of(at)
    number = await work.of(Dossiers).next_number(agency, day)
    return pattern.format(agency=agency, day=day, number=number)
