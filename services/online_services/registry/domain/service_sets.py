"""Sets of services: those that a Decision names essential, and groups that are handled as one. A set has members from
day to day; an office records each row with its ground."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from online_services.registry.domain.refusals import DuplicateServiceSet


class SetKind(StrEnum):
    """Dịch vụ công thiết yếu (essential services), or nhóm thủ tục liên thông (procedures that one dossier covers)."""

    ESSENTIAL = "essential"
    INTERCONNECTED = "interconnected"


@dataclass(frozen=True, slots=True)
class SetMember:
    """The procedure is in the set in `[valid_from, valid_to)`. A row that ends on its first day was recorded by
    mistake. In a group, `position` is the order in which its procedures are handled."""

    set_code: str
    procedure_code: str
    position: int
    valid_from: date
    valid_to: date | None
    legal_basis: str


@dataclass(frozen=True, slots=True)
class ServiceSet:
    """The set exists in `[valid_from, valid_to)`; `members` are the rows that are to be recorded about its
    procedures."""

    code: str
    kind: SetKind
    name: str
    valid_from: date
    valid_to: date | None
    legal_basis: str
    members: tuple[SetMember, ...] = ()


def refuse_repeated(sets: Sequence[ServiceSet]) -> None:
    """Raises `DuplicateServiceSet`: of two rows with one key in a request nobody could tell which one counts."""
    keys = Counter((each.code, "") for each in sets)
    keys.update(
        (each.code, f"/{member.procedure_code}/{member.valid_from}") for each in sets for member in each.members
    )
    if repeated := ["".join(key) for key, count in keys.items() if count > 1]:
        raise DuplicateServiceSet(repeated)
