"""Phương án đơn giản hóa: what an agency proposes to cut of a procedure, and whether a published version did it."""

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
    """`adopted`: a published version says what was proposed, or a published Decision repealed the procedure."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`after` is the whole content as it would be, and `parts` are those in which it differs from version `before`; of
    a repeal there
    is neither."""

    procedure_code: ProcedureCode
    agency_code: str
    action: ProposedAct
    before: int
    reason: str
    parts: tuple[Part, ...] = ()
    after: Content | None = None


@dataclass(frozen=True, slots=True)
class Enacted:
    """What a published Decision made of a procedure: a version, or its end (`content` None)."""

    decision: DecisionReference
    version: int | None
    content: Content | None


def proposed(about: Proposal, before: Content, stated: Mapping[str, Any] | None) -> Proposal:
    """`stated`: the parts of the content after, by the names of its fields. Raises `ProposalIncomplete`,
    `ProposalChangesNothing`."""
    if (stated is not None) is not (about.action is ProposedAct.AMEND):
        raise ProposalIncomplete(about.action, needed=about.action is ProposedAct.AMEND)
    if stated is None:
        return about
    after = replace(before, **stated)
    if not (parts := changed_parts(before, after)):
        raise ProposalChangesNothing(about.procedure_code, about.before)
    return replace(about, after=after, parts=parts)


def adopted_by(proposal: Proposal, enacted: Iterable[Enacted]) -> Enacted | None:
    """The first that did what was proposed; in parts of which the proposal does not speak it may say what it likes."""
    return next((one for one in enacted if realises(one.content, proposal)), None)


def realises(content: Content | None, proposal: Proposal) -> bool:
    if content is None or proposal.after is None:
        return content is None and proposal.after is None
    return set(changed_parts(proposal.after, content)).isdisjoint(proposal.parts)


def state_of(withdrawn: bool, adopted: Enacted | None) -> ProposalState:
    if withdrawn:
        return ProposalState.WITHDRAWN
    return ProposalState.PROPOSED if adopted is None else ProposalState.ADOPTED


def require_open(number: int, state: ProposalState) -> None:
    """Raises `ProposalAlreadySettled`."""
    if state is not ProposalState.PROPOSED:
        raise ProposalAlreadySettled(number, state)
