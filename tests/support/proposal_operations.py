"""The HTTP operations that show or change a proposal of a review round, and who may carry them out."""

from collections.abc import Iterator
from dataclasses import dataclass

from procedures.decisions.domain.draft_access import ActingAgency
from procedures.decisions.domain.roles import DecisionRole
from procedures.reviews.domain.proposal_access import ProposalOperation, may
from tests.support.draft_operations import Access, Relation

PROPOSALS = "/v1/review-rounds/{id}/proposals"
HTTP_OPERATIONS = {
    ("GET", PROPOSALS): ProposalOperation.READ,
    ("POST", PROPOSALS): ProposalOperation.FILE,
    ("GET", f"{PROPOSALS}/{{number}}"): ProposalOperation.READ,
    ("POST", f"{PROPOSALS}/{{number}}/withdraw"): ProposalOperation.WITHDRAW,
}


@dataclass(frozen=True, slots=True)
class ProposalCell:
    """A caller whose agency holds `role` that day, or none of those that matter here."""

    method: str
    path: str
    role: DecisionRole | None
    relation: Relation | None

    def __str__(self) -> str:
        return f"{self.method} {self.path}: {self.role or 'no role'}, {self.relation or 'no agency'}"

    @property
    def access(self) -> Access:
        """A proposal that is filed does not exist yet, so there is nothing that could not be found."""
        operation = HTTP_OPERATIONS[self.method, self.path]
        code = "" if self.relation is None else "caller"
        acting = ActingAgency(code, frozenset() if self.role is None or not code else frozenset({self.role}))
        agency = code if self.relation is Relation.OWN else "another"
        if may(operation, acting, agency):
            return Access.ALLOWED
        visible = operation is ProposalOperation.FILE or may(ProposalOperation.READ, acting, agency)
        return Access.REFUSED if visible else Access.NOT_FOUND


def rows() -> Iterator[list[ProposalCell]]:
    """An operation and a role, with a cell for an own proposal, another's, and no agency."""
    for method, path in HTTP_OPERATIONS:
        for role in (DecisionRole.CONTROLLER, None):
            yield [ProposalCell(method, path, role, relation) for relation in (*Relation, None)]


CELLS = [cell for row in rows() for cell in row]
