"""Withdraw a proposal that no Decision has realised."""

from collections.abc import Callable
from uuid import UUID

from common.identity import Actor
from procedures.reviews.domain.proposals import require_open, state_of
from procedures.reviews.storage.repository import adoptions, proposal_in
from procedures.shared.work import ProceduresWork


async def withdraw_proposal(
    work: ProceduresWork, round: UUID, number: int, reason: str, seen: Callable[[int], None], by: Actor
) -> None:
    """Raises `ProposalNotFound`, `ProposalSettled`; `seen` refuses a revision that the caller has not seen."""
    row = await work.reviews.lock_proposal(round, number)
    seen(row.revision)
    (adopted,) = await adoptions(work.connection, [proposal_in(row)])
    require_open(number, state_of(row.withdrawn_at is not None, adopted))
    await work.reviews.withdraw(round, number, reason, by.subject, work.clock.now())
