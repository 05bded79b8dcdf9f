"""The role holder as which an actor takes a step of the approval workflow."""

from collections.abc import Collection
from datetime import date

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.approval_workflow import Step, require_separation_of_duties, roles_for
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.roles import SCOPES, DecisionRole, RoleHolder, mandate_of
from procedures.decisions.storage.approval_repository import ApprovalRepository


async def mandate_for(
    work: UnitOfWork, step: Step, decision: Decision, by: Actor, also_on: Collection[date] = ()
) -> RoleHolder:
    """The role holder as which the actor takes the step today and on the days of `also_on`. A signer acts for the body
    that issues the Decision.

    Raises `RoleNotHeld` and `SeparationOfDuties`.
    """
    holders = await work.of(ApprovalRepository).holders(by.agency)
    if by.agency != decision.issuing_body:
        holders = [holder for holder in holders if holder.role is not DecisionRole.SIGNER]
    roles = [role for role in roles_for(step, decision) if SCOPES[role] in by.scopes]
    mandate = mandate_of(roles, holders, by.subject, by.agency, {work.clock.today(), *also_on})
    require_separation_of_duties(
        step, by.subject, decision, await work.of(ApprovalRepository).completed_steps(decision.id)
    )
    return mandate
