"""Who handles dossiers as what, from when and on what ground: data, as officers and agencies change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from online_services.dossiers.domain.dossier import Agencies
from online_services.dossiers.domain.filing import Person
from online_services.dossiers.domain.transitions import Action, Role


class OfficerRole(StrEnum):
    """The roles that are recorded for officers; those of applicants are not."""

    RECEIVER = "receiver"
    HANDLER = "handler"
    SIGNER = "signer"
    DELIVERER = "deliverer"
    TREASURY = "treasury"
    HEAD_OF_AGENCY = "head_of_agency"


AT_RECEIVING = frozenset({Role.RECEIVER, Role.DELIVERER, Role.TREASURY})
"""The roles that are held at the receiving agency; the others are held at the deciding one."""


@dataclass(frozen=True, slots=True)
class Officer:
    """The role is held in `[valid_from, valid_to)`; a row whose end equals its beginning was recorded by mistake."""

    agency_code: str
    subject: str
    role: Role
    valid_from: date
    valid_to: date | None
    legal_basis: str

    def is_held_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def roles_held(officers: Iterable[Officer], agency: str, subject: str, today: date) -> frozenset[Role]:
    """The roles that somebody holds at an agency today; `officers` may be of several agencies and officers."""
    return frozenset(
        officer.role
        for officer in officers
        if (officer.agency_code, officer.subject) == (agency, subject) and officer.is_held_on(today)
    )


def roles_at(held: Iterable[Role], agency: str, agencies: Agencies) -> frozenset[Role]:
    """Of the roles that an officer holds at their agency those that count for a dossier of these agencies."""
    return frozenset(role for role in held if agency == _place(role, agencies))


def _place(role: Role, agencies: Agencies) -> str:
    return agencies.receiving if role in AT_RECEIVING else agencies.deciding


def roles_of_citizen(subject: str, person: Person, action: Action | None) -> frozenset[Role]:
    """The applicant may do all that citizens may; a delegate, what the delegation names. With no action: as what they
    may read the dossier."""
    if subject == person.personal_id:
        return frozenset({Role.CITIZEN})
    if subject == person.delegate_personal_id and (action is None or action in person.delegation_extent):
        return frozenset({Role.DELEGATE})
    return frozenset()
