"""Refusals of the approval workflow of a Decision.

Refusal
├── about who takes a step: RoleNotHeld, DecisionOfAnotherAgency, SeparationOfDuties
├── about when: StepNotAllowedInStatus, DecisionNotApproved, DecisionNotSigned
└── about what is signed: DecisionNotNumbered, DecisionAlreadySigned, SignedFileNotPdf, SignedFileTooLarge,
    SignedFileAltered, SignedFileNotFound, StatedHashMissing
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from common.errors import Refusal


class RoleNotHeld(Refusal):
    """Whoever takes a step, or their agency, must hold its role on that day, in addition to the token's scope."""

    status, type, title = 403, "role-not-held", "The role is not held"

    def __init__(self, roles: Sequence[str], agency: str, on: date) -> None:
        named = " or ".join(roles) or "nobody's role"
        whose = agency or "a caller who acts for no agency"
        super().__init__(f"{whose} does not hold the role {named} on {on}", roles=list(roles), agency=agency, on=on)


class DecisionOfAnotherAgency(Refusal):
    """A drafter acts on what their own agency drafted, a signer on what their own agency issues."""

    status, type, title = 403, "decision-of-another-agency", "The Decision is another agency's"

    def __init__(self, id: UUID, roles: Sequence[str], agency: str) -> None:
        super().__init__(
            f"{agency} takes no step on the Decision {id} in the role {' or '.join(roles)}, since it is another's",
            decision=str(id),
            roles=list(roles),
            agency=agency,
        )


class SeparationOfDuties(Refusal):
    """Four eyes: whoever took part in drafting a Decision does not approve, sign, publish, annul or correct it, and
    whoever approved it does not sign it."""

    status, type, title = 403, "separation-of-duties", "Another person must take this step"

    def __init__(self, id: UUID, step: str, earlier: str) -> None:
        super().__init__(
            f"whoever took the step {earlier!r} cannot take the step {step!r}",
            decision=str(id),
            step=step,
            earlier=earlier,
        )


class StepNotAllowedInStatus(Refusal):
    """Each step starts from a state of its own: draft, review, signed or published."""

    status, type, title = (
        409,
        "step-not-allowed-in-status",
        "The Decision is not in the state in which this step is taken",
    )

    def __init__(self, id: UUID, step: str, status: str) -> None:
        super().__init__(
            f"the step {step!r} cannot be taken in the state {status!r}",
            decision=str(id),
            step=step,
            state=status,
        )


class DecisionNotApproved(Refusal):
    """The controlling body consents before the signer signs (Article 8 TT 01/2018/TT-VPCP)."""

    status, type, title = 409, "decision-not-approved", "The controlling body has not consented"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"the Decision {id} is not approved", decision=str(id))


class DecisionNotSigned(Refusal):
    """Nothing is published without its signed file."""

    status, type, title = 409, "decision-not-signed", "The Decision is not signed"

    def __init__(self, id: UUID, status: str) -> None:
        super().__init__(f"the Decision {id} is in the state {status!r}, not signed", decision=str(id), state=status)


class DecisionNotNumbered(Refusal):
    """A Decision gets its number at the latest when it is signed."""

    status, type, title = 409, "decision-not-numbered", "The Decision has no number"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"neither the draft {id} nor the signer gives a number", decision=str(id))


class DecisionAlreadySigned(Refusal):
    """The same file may be sent again; another file, number or day is not a repetition."""

    status, type, title = 409, "decision-already-signed", "The Decision is signed already"

    def __init__(self, id: UUID, sha256: str | None) -> None:
        super().__init__(
            f"the Decision {id} is signed already, with another file, number or day",
            decision=str(id),
            signed_file_sha256=sha256,
        )


class SignedFileNotPdf(Refusal):
    """The signed file must be a PDF."""

    status, type, title = 415, "signed-file-not-pdf", "The signed file is not a PDF"

    def __init__(self) -> None:
        super().__init__("the signed file must be a PDF: its first bytes are %PDF-")


class SignedFileTooLarge(Refusal):
    """The size of a signed file is limited."""

    status, type, title = 413, "signed-file-too-large", "The signed file is too large"

    def __init__(self, size: int, largest: int) -> None:
        super().__init__(f"the file has {size} bytes, and at most {largest} are kept", size=size, largest=largest)


class SignedFileAltered(Refusal):
    """The kept file must have the SHA-256 that was computed when it was signed."""

    status, type, title = 409, "signed-file-altered", "The signed file is not the one that was signed"

    def __init__(self, id: UUID, sha256: str | None) -> None:
        super().__init__(
            f"no file with the SHA-256 {sha256} is kept of the Decision {id}",
            decision=str(id),
            signed_file_sha256=sha256,
        )


class SignedFileNotFound(Refusal):
    """The Decision is not signed, or it was signed outside: of a back-entered Decision only the hash is on record."""

    status, type, title = 404, "signed-file-not-found", "There is no signed file here"

    def __init__(self, id: UUID, sha256: str | None) -> None:
        state = "no signed file is on record" if sha256 is None else f"only its SHA-256 is on record: {sha256}"
        super().__init__(f"of the Decision {id} {state}", decision=str(id), signed_file_sha256=sha256)


class StatedHashMissing(Refusal):
    """A back-entered Decision must state the hash of the file that was signed outside; no other Decision may."""

    status, type, title = 422, "stated-hash-missing", "The stated file hash is missing or not allowed"

    def __init__(self, back_entered: bool) -> None:
        detail = (
            "a back-entered Decision must state the SHA-256 of its signed file"
            if back_entered
            else "only a back-entered Decision states the SHA-256 of its signed file"
        )
        super().__init__(detail, part="signed_file_sha256")
