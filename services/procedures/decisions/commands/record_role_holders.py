"""Records who holds which role of the approval workflow."""

from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.roles import RoleHolder
from procedures.decisions.storage.approval_repository import ApprovalRepository


async def record_role_holders(work: UnitOfWork, holders: Sequence[RoleHolder], by: Actor) -> None:
    """The rows apply to steps that are taken from now on; a step that was taken keeps the title and the legal basis of
    its day. Among rows with the same role, agency, subject and first day the last one counts, and earlier ones stay on
    record. A row without any difference is not written again."""
    await work.of(ApprovalRepository).record_holders(holders, by.subject, work.clock.now())
