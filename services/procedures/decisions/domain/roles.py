"""Who holds which part on the road of a Decision, from when to when, and on what legal basis. Data, never constants: NĐ
224/2026/NĐ-CP moved
the control of procedures to another body, and chairmen change."""

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
"""What a token must carry beside: the scope says what its issuer lets it do, the role whose part that is on the day."""


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """Held in `[valid_from, valid_to)`; None leaves a side open, and a row that ends as it begins was recorded by
    mistake. `subject` None:
    whoever acts for the agency. `title` is what the office calls it (chức vụ, tên cơ quan)."""

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
    """The row by which somebody takes a step: of the first of the roles that he holds; one that names him before one
    that names his agency
    only. The signer holds his on the day of signing and today, which may be two rows: the first day's counts.

    Raises `RoleNotHeld` with the first day on which he holds none.
    """
    own = sorted((one for one in holders if one.is_held_by(subject, agency)), key=lambda one: one.subject is None)
    for role in roles:
        found = [next((one for one in own if one.role is role and one.is_held_on(day)), None) for day in sorted(days)]
        if found[0] is not None and all(found):
            return found[0]
    missing = (day for day in sorted(days) if not any(one.role in roles and one.is_held_on(day) for one in own))
    raise RoleNotHeld(list(roles), agency, next(missing, min(days)))
