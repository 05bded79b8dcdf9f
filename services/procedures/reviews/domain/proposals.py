"""Phương án đơn giản hóa: what an agency proposes to cut from a procedure, and whether a published version did so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from procedures.law.domain.contents import Content
from procedures.law.domain.difference import changed_parts
from procedures.law.domain.parts import Part
from procedures.law.domain.references import DecisionReference
from procedures.reviews.domain.refusals import ProposalAlreadySettled, ProposalChangesNothing, ProposalIncomplete
from procedures.shared.domain.procedure_codes import ProcedureCode


class ProposedAct(StrEnum):
    AMEND = "amend"
    REPEAL = "repeal"


class ProposalState(StrEnum):
    """`adopted`: a published version states what was proposed, or a published Decision repealed the procedure."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`after` is the whole proposed content, and `parts` are the parts in which it differs from version `before`; a
    repeal has neither."""

    procedure_code: ProcedureCode
    agency_code: str
    action: ProposedAct
    before: int
    reason: str
    parts: tuple[Part, ...] = ()
    after: Content | None = None


@dataclass(frozen=True, slots=True)
class EnactedChange:
    """What a published Decision did to a procedure: a new version, or its end (`content` is None)."""

    decision: DecisionReference
    version: int | None
    content: Content | None


def proposed(proposal: Proposal, before: Content, stated: Mapping[str, Any] | None) -> Proposal:
    """The proposal with its content after. `stated` are the proposed parts by the names of the content's fields. Raises
    `ProposalIncomplete`, `ProposalChangesNothing`."""
    if (stated is not None) is not (proposal.action is ProposedAct.AMEND):
        raise ProposalIncomplete(proposal.action, needed=proposal.action is ProposedAct.AMEND)
    if stated is None:
        return proposal
    after = replace(before, **stated)
    if not (parts := changed_parts(before, after)):
        raise ProposalChangesNothing(proposal.procedure_code, proposal.before)
    return replace(proposal, after=after, parts=parts)


def adopted_by(proposal: Proposal, changes: Iterable[EnactedChange]) -> EnactedChange | None:
    """The first change that realises the proposal; parts that the proposal does not concern may have any content."""
    return next((change for change in changes if realises(change.content, proposal)), None)


def realises(content: Content | None, proposal: Proposal) -> bool:
    if content is None or proposal.after is None:
        return content is None and proposal.after is None
    return set(changed_parts(proposal.after, content)).isdisjoint(proposal.parts)


def state_of(withdrawn: bool, adopted: EnactedChange | None) -> ProposalState:
    if withdrawn:
        return ProposalState.WITHDRAWN
    return ProposalState.PROPOSED if adopted is None else ProposalState.ADOPTED


def require_open(number: int, state: ProposalState) -> None:
    """Raises `ProposalAlreadySettled`."""
    if state is not ProposalState.PROPOSED:
        raise ProposalAlreadySettled(number, state)
