"""The role holder as which an actor takes a step of the approval workflow, and whether they may see the Decision."""

from collections.abc import Collection
from datetime import date

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.approval_workflow import (
    Step,
    agencies_of,
    operation_of,
    require_separation_of_duties,
)
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.draft_access import (
    ActingAgency,
    DecisionAgencies,
    Operation,
    acting_agency_of,
    roles_for_step,
)
from procedures.decisions.domain.refusals import DecisionNotFound
from procedures.decisions.domain.roles import DecisionRole, RoleHolder, mandate_of
from procedures.decisions.storage.approval_repository import ApprovalRepository, acting_agency
from procedures.law.domain.references import Status


async def mandate_for(
    work: UnitOfWork, step: Step, decision: Decision, by: Actor, also_on: Collection[date] = ()
) -> RoleHolder:
    """The role holder as which the actor takes the step today and on the days of `also_on`.

    Nothing else about a recorded Decision may be checked before this, since it hides the Decision from those who may
    not read it. Raises `DecisionNotFound`, `DecisionOfAnotherAgency`, `RoleNotHeld` and `SeparationOfDuties`.
    """
    holders, today = await work.of(ApprovalRepository).holders(by.agency), work.clock.today()
    acting = acting_agency_of(by.agency, by.scopes, holders, today)
    completed = await work.of(ApprovalRepository).completed_steps(decision.id)
    if step in (Step.DRAFT, Step.ENTER):
        agencies = DecisionAgencies(drafted_by=by.agency, issued_by=decision.issuing_body)
    else:
        agencies = agencies_of(decision, completed)
        _check_visible(decision, agencies, acting)
    roles = roles_for_step(operation_of(step, decision), decision.id, agencies, acting, by.scopes)
    mandate = mandate_of(roles, holders, by.subject, by.agency, {today, *also_on})
    require_separation_of_duties(step, by.subject, decision, completed)
    return mandate


async def require_visible(work: UnitOfWork, decision: Decision, by: Actor) -> None:
    """Raises `DecisionNotFound` for a draft that the actor's agency may not read."""
    acting = await acting_agency(work.connection, by, work.clock.today())
    completed = await work.of(ApprovalRepository).completed_steps(decision.id)
    _check_visible(decision, agencies_of(decision, completed), acting)


async def role_holder_for(work: UnitOfWork, role: DecisionRole, by: Actor) -> RoleHolder:
    """The role holder as which the actor acts today on what belongs to no agency. Raises `RoleNotHeld`."""
    holders = await work.of(ApprovalRepository).holders(by.agency)
    return mandate_of([role], holders, by.subject, by.agency, [work.clock.today()])


def _check_visible(decision: Decision, agencies: DecisionAgencies, acting: ActingAgency) -> None:
    if decision.status is not Status.PUBLISHED and not acting.may(Operation.READ, agencies):
        raise DecisionNotFound(decision.id)
