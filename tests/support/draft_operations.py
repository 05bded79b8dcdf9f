"""The HTTP operations that show or change a Decision before its publication, and who may carry them out.

`docs/scopes.md` is generated from this, and each cell of its table is one request in
`tests/integration/procedures/decisions/test_draft_access.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from procedures.decisions.domain.draft_access import ActingAgency, DecisionAgencies, Operation
from procedures.decisions.domain.roles import DecisionRole

HTTP_OPERATIONS: dict[tuple[str, str], tuple[Operation, ...]] = {
    ("GET", "/v1/decisions"): (Operation.READ,),
    ("GET", "/v1/decisions/{id}"): (Operation.READ,),
    ("GET", "/v1/decisions/{id}/annex.docx"): (Operation.READ,),
    ("GET", "/v1/decisions/{id}/annex.xlsx"): (Operation.READ,),
    ("GET", "/v1/decisions/{id}/history"): (Operation.READ,),
    ("GET", "/v1/decisions/{id}/impact"): (Operation.READ,),
    ("GET", "/v1/decisions/{id}/signed-file"): (Operation.READ,),
    ("POST", "/v1/decisions/{id}/submit"): (Operation.SUBMIT,),
    ("POST", "/v1/decisions/{id}/revise"): (Operation.REVISE,),
    ("DELETE", "/v1/decisions/{id}"): (Operation.DISCARD,),
    ("POST", "/v1/decisions/{id}/approve"): (Operation.APPROVE,),
    ("POST", "/v1/decisions/{id}/return"): (Operation.RETURN, Operation.RETURN_SIGNED),
    ("POST", "/v1/decisions/{id}/sign"): (Operation.SIGN,),
    ("POST", "/v1/decisions/{id}/publish"): (Operation.PUBLISH,),
}
"""Each operation on a recorded draft."""

CREATING = {
    ("POST", "/v1/decisions"): (Operation.DRAFT, Operation.ENTER),
    ("POST", "/v1/decisions/import"): (Operation.DRAFT,),
    ("POST", "/v1/inbox/{id}/draft"): (Operation.DRAFT,),
}
"""Operations that create a draft, which is the agency's own: only the role decides."""


class Relation(StrEnum):
    """The relation between the caller's agency and the Decision."""

    OWN = "own"
    OTHER = "other"


class Access(StrEnum):
    ALLOWED = "yes"
    REFUSED = "403"
    NOT_FOUND = "404"


@dataclass(frozen=True, slots=True)
class Cell:
    """A caller whose agency holds `role` that day, or none, and whose token has the scopes of all roles. `relation` is
    None where the caller acts for no agency."""

    method: str
    path: str
    operation: Operation
    role: DecisionRole | None
    relation: Relation | None

    def __str__(self) -> str:
        return (
            f"{self.operation} by {self.method} {self.path}: {self.role or 'no role'}, {self.relation or 'no agency'}"
        )

    @property
    def access(self) -> Access:
        code = "" if self.relation is None else "caller"
        owner = code if self.relation is Relation.OWN else "another"
        drafted_by, issued_by = ("another", owner) if self.role is DecisionRole.SIGNER else (owner, "another")
        acting = ActingAgency(code, frozenset() if self.role is None or not code else frozenset({self.role}))
        agencies = DecisionAgencies(drafted_by, issued_by)
        if acting.may(self.operation, agencies):
            return Access.ALLOWED
        return Access.REFUSED if acting.may(Operation.READ, agencies) else Access.NOT_FOUND


def rows() -> Iterator[list[Cell]]:
    """The rows of the table: an operation and a role, with a cell for an own Decision, another's, and no agency."""
    for (method, path), operations in HTTP_OPERATIONS.items():
        for operation in operations:
            for role in (*DecisionRole, None):
                yield [Cell(method, path, operation, role, relation) for relation in (*Relation, None)]


CELLS = [cell for row in rows() for cell in row]
