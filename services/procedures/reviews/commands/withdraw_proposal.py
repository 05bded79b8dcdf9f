"""Withdraws a proposal that no Decision has realised."""

from uuid import UUID

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.storage.approval_repository import acting_agency
from procedures.reviews.domain.proposal_access import (
    ProposalOperation,
    require_own_proposal,
    require_readable,
)
from procedures.reviews.domain.proposals import require_open, state_of
from procedures.reviews.storage.repository import Reviews, adoptions, proposal_in


async def withdraw_proposal(
    work: UnitOfWork, round: UUID, number: int, reason: str, expected_revision: ExpectedRevisions, by: Actor
) -> None:
    """Raises `ProposalNotFound`, `ProposalOfAnotherAgency`, `RevisionMismatch` and `ProposalAlreadySettled`."""
    row = await work.of(Reviews).lock_proposal(round, number)
    acting = await acting_agency(work.connection, by, work.clock.today())
    require_readable(acting, row.agency_code, round, number)
    require_own_proposal(ProposalOperation.WITHDRAW, acting, row.agency_code)
    require_revision(expected_revision, row.revision)
    (adopted,) = await adoptions(work.connection, [proposal_in(row)])
    require_open(number, state_of(row.withdrawn_at is not None, adopted))
    await work.of(Reviews).withdraw(round, number, reason, by.subject, work.clock.now())
