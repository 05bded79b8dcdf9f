"""The approval workflow of a Decision, and who may take its steps.

    draft --submit--> review --approve, then sign--> signed --publish--> published
      ^                 |                              |
      +-----return------+------------return------------+          draft --discard--> discarded

The department drafts, the body that controls procedures consents, the chairman signs (Article 8 TT 01/2018/TT-VPCP). A
draft that was sent back is submitted again as it is, or revised: another draft takes its place and names it. A
back-entered Decision was signed outside this system: it starts as signed, with the stated SHA-256 of its signed file,
and may be discarded until it is published.

Separation of duties (nguyên tắc bốn mắt): whoever drafted, revised, entered or submitted a Decision, in this draft or
in one that it revises, does not approve, sign or publish it, and does not annul or correct it afterwards; whoever
approved it does not sign it. A person is identified by the subject of the token.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
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
from procedures.decisions.domain.draft_access import DecisionAgencies, Operation
from procedures.decisions.domain.refusals import DecisionAlreadyPublished, SigningDayInFuture
from procedures.decisions.domain.roles import DecisionRole
from procedures.law.domain.references import Status

LARGEST_FILE = 8_000_000
"""Bytes of a signed file; a request of any kind has 10,000,000 (`MAX_REQUEST_BYTES`)."""


class Step(StrEnum):
    """`enter` starts a back-entered Decision, `revise` starts a draft that replaces another one."""

    DRAFT = "draft"
    ENTER = "enter"
    REVISE = "revise"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    SIGN = "sign"
    PUBLISH = "publish"
    DISCARD = "discard"


CREATING = frozenset({Step.DRAFT, Step.ENTER, Step.REVISE})
"""The first step of a Decision; its agency is the one that drafted the Decision."""
DRAFTING = CREATING | {Step.SUBMIT}
ANNUL, CORRECT = "annul", "correct"
"""Rectifications of a published Decision, which are not steps of the workflow."""
SEPARATED_STEPS: Mapping[str, frozenset[Step]] = {
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
"""Whoever took one of these steps must not take the step that is the key."""


@dataclass(frozen=True, slots=True)
class CompletedStep:
    """A step that was taken: by whom, for which agency and in which role, when, on what legal basis, and why, in the
    words of whoever took it."""

    decision: UUID
    revision: int
    step: Step
    taken_by: str
    agency_code: str
    role: DecisionRole
    title: str
    taken_at: datetime
    legal_basis: str
    reason: str | None = None
    signed_file_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Number and day are those given on signing; None keeps those of the draft."""

    file: bytes
    number: str | None = None
    signed_on: date | None = None

    @property
    def sha256(self) -> str:
        return sha256(self.file).hexdigest()

    def of(self, decision: Decision, title: str) -> Decision:
        """The Decision with what the signature adds to it."""
        return replace(
            decision,
            number=self.number or decision.number,
            signed_on=self.signed_on or decision.signed_on,
            signed_file_sha256=self.sha256,
            signer=title,
        )


def operation_of(step: Step, decision: Decision) -> Operation:
    """The operation whose roles may take the step. The controller or the signer may send a Decision back; once it is
    signed, only a signer may."""
    if step is Step.RETURN and decision.status is Status.SIGNED:
        return Operation.RETURN_SIGNED
    return Operation(step.value)


def agencies_of(decision: Decision, completed: Iterable[CompletedStep]) -> DecisionAgencies:
    """The agency that took the first step of the Decision, and the body that issues it."""
    first = (step.agency_code for step in completed if step.decision == decision.id and step.step in CREATING)
    return DecisionAgencies(drafted_by=next(first, ""), issued_by=decision.issuing_body)


def require_separation_of_duties(step: str, by: str, decision: Decision, completed: Iterable[CompletedStep]) -> None:
    """Raises `SeparationOfDuties`. `completed` are all steps of the Decision and of the drafts that it revises."""
    for earlier in completed:
        if earlier.taken_by == by and earlier.step in SEPARATED_STEPS[step]:
            raise SeparationOfDuties(decision.id, step, earlier.step)


def created(draft: Decision) -> Decision:
    """The Decision in its first state: a back-entered one is signed already."""
    return replace(draft, status=Status.SIGNED) if draft.back_entered else draft


def submitted(decision: Decision) -> Decision:
    """Trình. Raises `StepNotAllowedInStatus`."""
    return _moved(decision, Step.SUBMIT, (Status.DRAFT,), Status.REVIEW)


def approved(decision: Decision) -> Decision:
    """Kiểm soát thủ tục hành chính: the controlling body consents. Raises `StepNotAllowedInStatus`, also where it has
    consented already."""
    if decision.approved:
        raise StepNotAllowedInStatus(decision.id, Step.APPROVE, f"{decision.status}, approved")
    return replace(_moved(decision, Step.APPROVE, (Status.REVIEW,), Status.REVIEW), approved=True)


def returned(decision: Decision) -> Decision:
    """Trả lại: the Decision is a draft again, and its approval and signature are dropped. A back-entered one is
    discarded instead. Raises `StepNotAllowedInStatus`."""
    if decision.back_entered and decision.status is Status.SIGNED:
        raise StepNotAllowedInStatus(decision.id, Step.RETURN, "signed outside")
    draft = _moved(decision, Step.RETURN, (Status.REVIEW, Status.SIGNED), Status.DRAFT)
    return replace(draft, approved=False, signed_file_sha256=None, signer=None)


def signed(decision: Decision, signature: Signature, title: str, today: date) -> Decision:
    """Ký ban hành: number, day and signed file. Returns the Decision itself where it is already signed with these,
    however the number is written.

    Raises `SignedFileNotPdf`, `SignedFileTooLarge`, `DecisionAlreadySigned`, `StepNotAllowedInStatus`,
    `DecisionNotApproved`, `DecisionNotNumbered` and `SigningDayInFuture`.
    """
    check_file(signature.file)
    if decision.status in (Status.SIGNED, Status.PUBLISHED):
        again, recorded = signature.of(decision, decision.signer or ""), replace(decision, signer=decision.signer or "")
        if again.canonical_number == recorded.canonical_number:
            again = replace(again, number=recorded.number)
        if again != recorded:
            raise DecisionAlreadySigned(decision.id, decision.signed_file_sha256)
        return decision
    after = signature.of(_moved(decision, Step.SIGN, (Status.REVIEW,), Status.SIGNED), title)
    if not decision.approved:
        raise DecisionNotApproved(decision.id)
    if after.number is None:
        raise DecisionNotNumbered(decision.id)
    if after.signed_on > today:
        raise SigningDayInFuture(after.signed_on, today)
    return after


def check_file(file: bytes) -> None:
    """Raises `SignedFileTooLarge` and `SignedFileNotPdf`."""
    if len(file) > LARGEST_FILE:
        raise SignedFileTooLarge(len(file), LARGEST_FILE)
    if not file.startswith(b"%PDF-"):
        raise SignedFileNotPdf


def revised(decision: Decision, replacement: Decision) -> tuple[Decision, Decision]:
    """The former draft, discarded, and the draft that replaces it. Raises `StepNotAllowedInStatus`."""
    if replacement.back_entered:
        raise StepNotAllowedInStatus(decision.id, Step.REVISE, "signed outside")
    return _moved(decision, Step.REVISE, (Status.DRAFT,), Status.DISCARDED), replace(replacement, revises=decision.id)


def _moved(decision: Decision, step: Step, allowed: tuple[Status, ...], status: Status) -> Decision:
    if decision.status is Status.PUBLISHED:
        raise DecisionAlreadyPublished(decision.id)
    if decision.status not in allowed:
        raise StepNotAllowedInStatus(decision.id, step, decision.status)
    return replace(decision, status=status, revision=decision.revision + 1)
