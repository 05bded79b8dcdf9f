"""The proposals of a review round, and their state."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.domain.draft_access import ActingAgency
from procedures.law.domain.contents import Content
from procedures.law.storage.content_rows import decode_content
from procedures.reviews.domain.proposal_access import ProposalOperation, may_with_all, require_readable
from procedures.reviews.domain.proposals import EnactedChange, Proposal, ProposalState, state_of
from procedures.reviews.domain.refusals import ProposalNotFound
from procedures.reviews.queries.rounds_of_review import review_round_by_id
from procedures.reviews.storage.repository import adoptions, proposal_in, proposals_of
from procedures.shared.queries.rows import rows_of
from procedures.tables import review_proposal


@dataclass(frozen=True, slots=True)
class FiledProposal:
    """`row` has the author and the time; `before` is the content of the version that the proposal concerns."""

    row: Row[Any]
    proposal: Proposal
    before: Content
    adopted: EnactedChange | None

    @property
    def state(self) -> ProposalState:
        return state_of(self.row.withdrawn_at is not None, self.adopted)


async def round_proposals(
    read: AsyncConnection, round: UUID, acting: ActingAgency, after: tuple[Any, ...], limit: int
) -> list[FiledProposal]:
    """Those that the agency may read, in the order of their numbers, starting after the key `after`. Raises
    `ReviewRoundNotFound`."""
    await review_round_by_id(read, round)
    statement = proposals_of(round).limit(limit)
    if not may_with_all(ProposalOperation.READ, acting):
        statement = statement.where(review_proposal.c.agency_code == acting.code)
    return await _filed(read, statement.where(review_proposal.c.number > after[0]) if after else statement)


async def proposal_by_number(read: AsyncConnection, round: UUID, number: int, acting: ActingAgency) -> FiledProposal:
    """Raises `ProposalNotFound`, also for a proposal that the agency may not read."""
    proposals = await _filed(read, proposals_of(round).where(review_proposal.c.number == number))
    if not proposals:
        raise ProposalNotFound(round, number)
    require_readable(acting, proposals[0].proposal.agency_code, round, number)
    return proposals[0]


async def _filed(read: AsyncConnection, statement: Any) -> list[FiledProposal]:
    rows = await rows_of(read, statement)
    proposals = [proposal_in(row) for row in rows]
    adoption_of_each = await adoptions(read, proposals)
    return [
        FiledProposal(row, proposal, decode_content(row.before_content), adopted)
        for row, proposal, adopted in zip(rows, proposals, adoption_of_each, strict=True)
    ]
