"""Whether a person lives, as `TrangThai` states it. The numbering is this mock's own: no public list was found."""

from enum import StrEnum


class LifeStatus(StrEnum):
    LIVES = "0"
    DEAD = "1"
    MISSING = "2"
    DECLARED_DEAD = "3"

    @property
    def ends_membership(self) -> bool:
        """The dead belong to no household; a missing person stays in theirs until a court declares the death."""
        return self in {LifeStatus.DEAD, LifeStatus.DECLARED_DEAD}
