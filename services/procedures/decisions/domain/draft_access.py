"""Who may read and change a Decision that is not yet published: one table for all operations.

An agency acts by the roles that it holds that day. A drafter acts on what its agency drafted, a signer on what its
agency issues; the body that controls procedures and the publisher act on the Decisions of all agencies. A role that has
ended allows nothing more, reading included, and a caller who acts for no agency sees no draft.

A Decision that the caller may not read is not found, as if it did not exist. A step on a Decision that they may read
but not change is refused with `RoleNotHeld` or `DecisionOfAnotherAgency`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from procedures.decisions.domain.approval_refusals import DecisionOfAnotherAgency
from procedures.decisions.domain.roles import SCOPES, DecisionRole, RoleHolder


class Operation(StrEnum):
    """Reading covers the Decision, its annex, its history, its signed file and its place in lists; after publication,
    the accounts and reasons of its history. The other operations are steps of the approval workflow."""

    READ = "read"
    DRAFT = "draft"
    ENTER = "enter"
    REVISE = "revise"
    SUBMIT = "submit"
    RETURN = "return"
    RETURN_SIGNED = "return signed"
    APPROVE = "approve"
    SIGN = "sign"
    PUBLISH = "publish"
    DISCARD = "discard"


class Whose(StrEnum):
    """The Decisions on which a role acts: those of the caller's own agency, or those of all agencies."""

    OWN = "own"
    ALL = "all"


REACH: Mapping[DecisionRole, Whose] = {
    DecisionRole.DRAFTER: Whose.OWN,
    DecisionRole.CONTROLLER: Whose.ALL,
    DecisionRole.SIGNER: Whose.OWN,
    DecisionRole.PUBLISHER: Whose.ALL,
}
ACCESS: Mapping[Operation, tuple[DecisionRole, ...]] = {
    Operation.READ: tuple(DecisionRole),
    Operation.DRAFT: (DecisionRole.DRAFTER,),
    Operation.ENTER: (DecisionRole.DRAFTER,),
    Operation.REVISE: (DecisionRole.DRAFTER,),
    Operation.SUBMIT: (DecisionRole.DRAFTER,),
    Operation.RETURN: (DecisionRole.CONTROLLER, DecisionRole.SIGNER),
    Operation.RETURN_SIGNED: (DecisionRole.SIGNER,),
    Operation.APPROVE: (DecisionRole.CONTROLLER,),
    Operation.SIGN: (DecisionRole.SIGNER,),
    Operation.PUBLISH: (DecisionRole.PUBLISHER,),
    Operation.DISCARD: (DecisionRole.DRAFTER,),
}
"""The roles of which an operation needs one, in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class ActingAgency:
    """The agency for which a request acts, and the roles that it holds that day and that the token's scopes allow. By
    default nobody: a caller who reads only what is published."""

    code: str = ""
    roles: frozenset[DecisionRole] = frozenset()

    def may(self, operation: Operation, agencies: "DecisionAgencies") -> bool:
        """Whether one of the roles allows the operation on a Decision of these agencies."""
        return not self.roles.isdisjoint(agencies.roles_for(operation, self.code))


@dataclass(frozen=True, slots=True)
class DecisionAgencies:
    """The agency that drafted a Decision, and the body that issues it."""

    drafted_by: str
    issued_by: str

    def roles_for(self, operation: Operation, agency: str) -> Sequence[DecisionRole]:
        """The roles in which this agency may carry out the operation, if it holds them."""
        return [role for role in ACCESS[operation] if REACH[role] is Whose.ALL or self.owner_for(role) == agency]

    def owner_for(self, role: DecisionRole) -> str:
        """The agency whose own the Decision is, for somebody in this role."""
        match role:
            case DecisionRole.SIGNER:
                return self.issued_by
            case DecisionRole.DRAFTER | DecisionRole.CONTROLLER | DecisionRole.PUBLISHER:
                return self.drafted_by
            case _:
                assert_never(role)


def acting_agency_of(agency: str, scopes: Collection[str], holders: Iterable[RoleHolder], today: date) -> ActingAgency:
    """The agency and scopes are those of the token. Everyone who acts for the agency reads by a role that only one
    account of it holds; a step needs the account itself (`mandate_of`)."""
    if not agency:
        return ActingAgency()
    held = (holder.role for holder in holders if holder.agency_code == agency and holder.is_held_on(today))
    return ActingAgency(agency, frozenset(role for role in held if SCOPES[role] in scopes))


def roles_for_step(
    operation: Operation, id: UUID, agencies: DecisionAgencies, acting: ActingAgency, scopes: Collection[str]
) -> Sequence[DecisionRole]:
    """The roles, of those that the token's scopes allow, in which the agency may take the step if it holds them. Raises
    `DecisionOfAnotherAgency` where it holds a role of the step, but not for this Decision."""
    allowed = [role for role in ACCESS[operation] if SCOPES[role] in scopes]
    roles = [role for role in agencies.roles_for(operation, acting.code) if role in allowed]
    if not roles and not acting.roles.isdisjoint(allowed):
        raise DecisionOfAnotherAgency(id, allowed, acting.code)
    return roles or allowed
