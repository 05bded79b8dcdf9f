"""The road of a Decision, and who may go with it.

    draft --submit--> review --approve, then sign--> signed --publish--> published
      ^                 |                              |
      +-----return------+------------return------------+          draft --discard--> discarded

The department drafts, the body that controls procedures consents, the chairman signs (Article 8 TT 01/2018/TT-VPCP).
What was sent back is
submitted again as it is, or revised: another draft takes its place and names it. A back-entered Decision was signed
outside: it is entered
as signed, with the SHA-256 of its signed file as stated, and may be discarded until it is published.

Four eyes (nguyên tắc bốn mắt): who drafted, revised, entered or submitted a Decision, alone or with others, in this
draft or in one that it
revises, neither approves, signs nor publishes it, nor annuls or corrects it once it is published; and who approved it
does not sign it. A
person is whom the token calls its subject.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import assert_never
from uuid import UUID

from procedures.decisions.domain.approval_refusals import (
    DecisionAlreadySigned,
    DecisionNotApproved,
    DecisionNotNumbered,
    SeparationOfDuties,
    SignedFileNotPdf,
    SignedFileTooLarge,
    StepNotAllowedInStatus,
)
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.refusals import DecisionAlreadyPublished, SigningDayInFuture
from procedures.decisions.domain.roles import DecisionRole
from procedures.law.domain.references import Status

LARGEST_FILE = 8_000_000
"""Bytes of a signed file; a request of any kind has 10,000,000 (`MAX_REQUEST_BYTES`)."""


class Step(StrEnum):
    """`enter` begins a back-entered Decision, `revise` a draft that takes another's place."""

    DRAFT = "draft"
    ENTER = "enter"
    REVISE = "revise"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    SIGN = "sign"
    PUBLISH = "publish"
    DISCARD = "discard"


DRAFTING = frozenset({Step.DRAFT, Step.ENTER, Step.REVISE, Step.SUBMIT})
ANNUL, CORRECT = "annul", "correct"
"""Acts of their own, behind the end of the road."""
KEPT_APART: Mapping[str, frozenset[Step]] = {
    Step.DRAFT: frozenset(),
    Step.ENTER: frozenset(),
    Step.REVISE: frozenset(),
    Step.SUBMIT: frozenset(),
    Step.RETURN: frozenset(),
    Step.DISCARD: frozenset(),
    Step.APPROVE: DRAFTING,
    Step.SIGN: DRAFTING | {Step.APPROVE},
    Step.PUBLISH: DRAFTING,
    ANNUL: DRAFTING,
    CORRECT: DRAFTING,
}
"""Who took one of these steps does not take that one."""


@dataclass(frozen=True, slots=True)
class CompletedStep:
    """A step that was taken: by whom, for which agency and in which role, when, on what legal basis, and why in his own
    words."""

    decision: UUID
    revision: int
    step: Step
    by: str
    agency: str
    role: DecisionRole
    title: str
    at: datetime
    legal_basis: str
    reason: str | None = None
    signed_file_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Number and day are given when the Decision is signed; what is left out is as the draft has it."""

    file: bytes
    number: str | None = None
    signed_on: date | None = None

    @property
    def sha256(self) -> str:
        return sha256(self.file).hexdigest()

    def of(self, decision: Decision, title: str) -> Decision:
        """The Decision with what is written on it when it is signed."""
        return replace(
            decision,
            number=self.number or decision.number,
            signed_on=self.signed_on or decision.signed_on,
            signed_file_sha256=self.sha256,
            signer=title,
        )


def roles_for(step: Step, decision: Decision) -> tuple[DecisionRole, ...]:
    """Whose part the step is. Sending back is the controller's or the signer's; what is signed, only a signer takes
    back."""
    match step:
        case Step.DRAFT | Step.ENTER | Step.REVISE | Step.SUBMIT | Step.DISCARD:
            return (DecisionRole.DRAFTER,)
        case Step.APPROVE:
            return (DecisionRole.CONTROLLER,)
        case Step.SIGN:
            return (DecisionRole.SIGNER,)
        case Step.PUBLISH:
            return (DecisionRole.PUBLISHER,)
        case Step.RETURN:
            signed = decision.status is Status.SIGNED
            return (DecisionRole.SIGNER,) if signed else (DecisionRole.CONTROLLER, DecisionRole.SIGNER)
        case _:
            assert_never(step)


def require_separation_of_duties(step: str, by: str, decision: Decision, completed: Iterable[CompletedStep]) -> None:
    """Raises `SeparationOfDuties`. `completed`: all steps of the Decision, and of the drafts that it revises."""
    for one in completed:
        if one.by == by and one.step in KEPT_APART[step]:
            raise SeparationOfDuties(decision.id, step, one.step)


def begun(draft: Decision) -> Decision:
    """As it comes in: a back-entered one is signed already."""
    return replace(draft, status=Status.SIGNED) if draft.back_entered else draft


def submitted(decision: Decision) -> Decision:
    """Trình. Raises `StepNotAllowedInStatus`."""
    return _moved(decision, Step.SUBMIT, (Status.DRAFT,), Status.REVIEW)


def approved(decision: Decision) -> Decision:
    """Kiểm soát thủ tục hành chính: the controlling body consents. Raises `StepNotAllowedInStatus`, also where it
    has."""
    if decision.approved:
        raise StepNotAllowedInStatus(decision.id, Step.APPROVE, f"{decision.status}, approved")
    return replace(_moved(decision, Step.APPROVE, (Status.REVIEW,), Status.REVIEW), approved=True)


def returned(decision: Decision) -> Decision:
    """Trả lại: a draft again, approved and signed by nobody. A back-entered one is discarded instead. Raises
    `StepNotAllowedInStatus`."""
    if decision.back_entered and decision.status is Status.SIGNED:
        raise StepNotAllowedInStatus(decision.id, Step.RETURN, "signed outside")
    draft = _moved(decision, Step.RETURN, (Status.REVIEW, Status.SIGNED), Status.DRAFT)
    return replace(draft, approved=False, signed_file_sha256=None, signer=None)


def signed(decision: Decision, signature: Signature, title: str, today: date) -> Decision:
    """Ký ban hành: number, day and signed file. The Decision itself where it is signed with just these already.

    Raises `SignedFileNotPdf`, `SignedFileTooLarge`, `DecisionAlreadySigned`, `StepNotAllowedInStatus`,
    `DecisionNotApproved`, `DecisionNotNumbered`
    and `SigningDayInFuture`.
    """
    check_file(signature.file)
    if decision.status in (Status.SIGNED, Status.PUBLISHED):
        if signature.of(decision, decision.signer or "") != replace(decision, signer=decision.signer or ""):
            raise DecisionAlreadySigned(decision.id, decision.signed_file_sha256)
        return decision
    made = signature.of(_moved(decision, Step.SIGN, (Status.REVIEW,), Status.SIGNED), title)
    if not decision.approved:
        raise DecisionNotApproved(decision.id)
    if made.number is None:
        raise DecisionNotNumbered(decision.id)
    if made.signed_on > today:
        raise SigningDayInFuture(made.signed_on, today)
    return made


def check_file(file: bytes) -> None:
    """Raises `SignedFileTooLarge` and `SignedFileNotPdf`."""
    if len(file) > LARGEST_FILE:
        raise SignedFileTooLarge(len(file), LARGEST_FILE)
    if not file.startswith(b"%PDF-"):
        raise SignedFileNotPdf


def revised(decision: Decision, by: Decision) -> tuple[Decision, Decision]:
    """The draft, given up, and the one that takes its place. Raises `StepNotAllowedInStatus`."""
    if by.back_entered:
        raise StepNotAllowedInStatus(decision.id, Step.REVISE, "signed outside")
    return _moved(decision, Step.REVISE, (Status.DRAFT,), Status.DISCARDED), replace(by, revises=decision.id)


def _moved(decision: Decision, step: Step, begins: tuple[Status, ...], ends: Status) -> Decision:
    if decision.status is Status.PUBLISHED:
        raise DecisionAlreadyPublished(decision.id)
    if decision.status not in begins:
        raise StepNotAllowedInStatus(decision.id, step, decision.status)
    return replace(decision, status=ends, revision=decision.revision + 1)
