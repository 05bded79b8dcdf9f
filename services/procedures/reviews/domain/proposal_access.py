"""Who may read, file and withdraw a proposal, which is not public: the agency that it names. The body that controls
procedures reads the proposals of all agencies, on the days on which it holds that role."""

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from procedures.decisions.domain.draft_access import ActingAgency
from procedures.decisions.domain.roles import DecisionRole
from procedures.reviews.domain.refusals import ProposalNotFound, ProposalOfAnotherAgency


class ProposalOperation(StrEnum):
    READ = "read"
    FILE = "file"
    WITHDRAW = "withdraw"


PROPOSAL_ACCESS: Mapping[ProposalOperation, tuple[DecisionRole, ...]] = {
    ProposalOperation.READ: (DecisionRole.CONTROLLER,),
    ProposalOperation.FILE: (),
    ProposalOperation.WITHDRAW: (),
}
"""The roles that allow an operation on the proposals of all agencies. An agency may do all of them with its own."""


def may_with_all(operation: ProposalOperation, acting: ActingAgency) -> bool:
    """Whether the acting agency may carry out the operation on the proposals of all agencies."""
    return not acting.roles.isdisjoint(PROPOSAL_ACCESS[operation])


def may(operation: ProposalOperation, acting: ActingAgency, agency: str) -> bool:
    """Whether the acting agency may carry out the operation on a proposal of this agency."""
    return acting.code == agency or may_with_all(operation, acting)


def require_own_proposal(operation: ProposalOperation, acting: ActingAgency, agency: str) -> None:
    """Raises `ProposalOfAnotherAgency`."""
    if not may(operation, acting, agency):
        raise ProposalOfAnotherAgency(agency, acting.code)


def require_readable(acting: ActingAgency, agency: str, round: UUID, number: int) -> None:
    """Raises `ProposalNotFound`."""
    if not may(ProposalOperation.READ, acting, agency):
        raise ProposalNotFound(round, number)
