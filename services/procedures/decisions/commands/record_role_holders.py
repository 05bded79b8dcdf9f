"""Record who holds which part on the road of a Decision."""

from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.roles import RoleHolder
from procedures.decisions.storage.approval_repository import ApprovalRepository


async def record_role_holders(work: UnitOfWork, holders: Sequence[RoleHolder], by: Actor) -> None:
    """They hold for steps that are taken from now on; what was taken stays, with the title and the legal_basis of its
    day. Of one role, agency,
    subject and first day the last row holds, and earlier ones stay on record; what differs in nothing is left alone."""
    await work.of(ApprovalRepository).record_holders(holders, by.subject, work.clock.now())
