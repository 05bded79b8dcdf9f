"""The record of the national population database: 20 fields, in the order and with the nesting of `CongDan`.

Classes with personal data have no `repr`, so that no traceback and no log line shows a person.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any

from population_lookup.register.domain.birth_date import BirthDate


@dataclass(frozen=True, slots=True)
class Coded:
    """A code with its list, since two incompatible numberings of ethnic groups are in use. `name` is the name in that
    list."""

    list: str
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """Codes of administrative units. Districts were abolished on 1 July 2025; older addresses keep theirs."""

    province: str | None
    district: str | None
    commune: str | None
    detail: str
    country: str = "VN"


@dataclass(frozen=True, slots=True, repr=False)
class Relative:
    """A person named in another person's record. The numbers may be unknown: people who died long ago never had one."""

    full_name: str
    personal_id: str | None = None
    old_identity_card: str | None = None
    nationality: str = "VN"


@dataclass(frozen=True, slots=True, repr=False)
class HouseholdHead:
    """`relation` is the citizen's relation to the head."""

    relation: Coded
    full_name: str
    personal_id: str | None = None
    old_identity_card: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Citizen:
    personal_id: str
    old_identity_card: str | None
    full_name: str
    sex: Coded
    ethnic_group: Coded
    religion: Coded
    marital_status: Coded
    blood_group: Coded
    birth_date: BirthDate
    birth_registration_place: Address
    nationality: str
    native_place: Address
    permanent_residence: Address
    current_residence: Address
    father: Relative | None
    mother: Relative | None
    spouse: Relative | None
    legal_representative: Relative | None
    household_head: HouseholdHead | None
    household_book: str | None

    def disclose(self, lawful: Collection[str]) -> dict[str, Any]:
        """Returns only the fields that the law lists, in the order of the record; a listed field without a known value
        is None."""
        return {name: getattr(self, name) for name in FIELDS if name in lawful}


FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Citizen))
"""The names of the 20 fields."""
