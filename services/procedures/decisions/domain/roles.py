"""Who holds which role of the approval workflow, in which period, and on what legal basis. This is data and not a
constant: NĐ 224/2026/NĐ-CP moved the control of procedures to another body, and chairmen change."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from procedures.decisions.domain.approval_refusals import RoleNotHeld


class DecisionRole(StrEnum):
    """Cơ quan chủ trì soạn thảo; cơ quan kiểm soát thủ tục hành chính; người ký; nơi công bố, công khai."""

    DRAFTER = "drafter"
    CONTROLLER = "controller"
    SIGNER = "signer"
    PUBLISHER = "publisher"


SCOPES = {
    DecisionRole.DRAFTER: "decisions.draft",
    DecisionRole.CONTROLLER: "decisions.control",
    DecisionRole.SIGNER: "decisions.sign",
    DecisionRole.PUBLISHER: "decisions.publish",
}
"""The scope that a token needs as well: its issuer grants the scope, a recorded role holder has the role on the day."""


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """The role is held in `[valid_from, valid_to)`; None leaves a side open, and a row whose end equals its beginning
    was recorded by mistake. A `subject` of None means anyone who acts for the agency. `title` is the official title
    (chức vụ, tên cơ quan)."""

    role: DecisionRole
    agency_code: str
    title: str
    legal_basis: str
    subject: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def is_held_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    def is_held_by(self, subject: str, agency: str) -> bool:
        return self.agency_code == agency and self.subject in (None, subject)


def mandate_of(
    roles: Collection[DecisionRole], holders: Iterable[RoleHolder], subject: str, agency: str, days: Collection[date]
) -> RoleHolder:
    """The role holder as which somebody takes a step. Roles are tried in the given order; a row that names the subject
    comes before one that names only the agency. A signer must hold the role on the day of signing and today, possibly
    by two rows: the row of the first day is returned.

    Raises `RoleNotHeld` with the first day on which none of the roles is held.
    """
    own = sorted(
        (holder for holder in holders if holder.is_held_by(subject, agency)), key=lambda holder: holder.subject is None
    )
    for role in roles:
        by_day = [
            next((holder for holder in own if holder.role is role and holder.is_held_on(day)), None)
            for day in sorted(days)
        ]
        if by_day[0] is not None and all(by_day):
            return by_day[0]
    missing = (
        day for day in sorted(days) if not any(holder.role in roles and holder.is_held_on(day) for holder in own)
    )
    raise RoleNotHeld(list(roles), agency, next(missing, min(days)))
