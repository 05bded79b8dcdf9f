"""Send a draft into review."""

from collections.abc import Callable
from uuid import UUID

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import mandate_for
from procedures.decisions.domain.approval_workflow import Step, submitted
from procedures.decisions.domain.decision import Decision
from procedures.decisions.storage.approval_repository import Road
from procedures.decisions.storage.repository import Decisions


async def submit_decision(work: UnitOfWork, id: UUID, seen: Callable[[int], None], by: Actor, reason: str | None) -> Decision:
    """From then on it is the controlling body's and the signer's to act on, until one of them sends it back.

    Raises `DecisionNotFound`, `RoleNotHeld`, `DecisionAlreadyPublished` and `StepNotAllowedInStatus`.
    """
    before = await work.of(Decisions).lock(id)
    seen(before.revision)
    mandate = await mandate_for(work, Step.SUBMIT, before, by)
    after = submitted(before)
    await work.of(Decisions).put_step(after)
    await work.of(Road).add(after, Step.SUBMIT, mandate, by.subject, work.clock.now(), reason)
    return after
