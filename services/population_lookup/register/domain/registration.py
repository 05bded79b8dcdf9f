"""What the register keeps beside the 20 fields of a record: the household, whether the person lives, and since when
kin are kin."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from population_lookup.register.domain.citizen import Address, Citizen
from population_lookup.register.domain.life_status import LifeStatus


@dataclass(frozen=True, slots=True, repr=False)
class Registration:
    """`household` is None for the dead. `life_status_since` is the day of the death, or of the declaration."""

    citizen: Citizen
    household: int | None = None
    life_status: LifeStatus = LifeStatus.LIVES
    life_status_since: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class HouseholdRecord:
    id: int
    head: str
    address: Address
    household_book: str | None


class Relation(StrEnum):
    MARRIAGE = "marriage"
    GUARDIANSHIP = "guardianship"


class Ending(StrEnum):
    DIVORCE = "divorce"
    DEATH = "death"


@dataclass(frozen=True, slots=True, repr=False)
class Kinship:
    """A relation with a beginning and perhaps an end: husband and wife, or a ward and the guardian. A foreign spouse
    has no number."""

    relation: Relation
    personal_id: str
    relative_personal_id: str | None
    relative_name: str
    since: date
    until: date | None = None
    ended_by: Ending | None = None
