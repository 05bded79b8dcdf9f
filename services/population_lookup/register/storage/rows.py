"""Conversions between a citizen and a row of the register."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import orjson

from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import FIELDS, Address, Citizen, Coded, HouseholdHead, Relative
from population_lookup.register.domain.registration import HouseholdRecord, Kinship, Registration

CODED = ("sex", "ethnic_group", "religion", "marital_status", "blood_group")
ADDRESSES = ("birth_registration_place", "native_place", "permanent_residence", "current_residence")
RELATIVES = ("father", "mother", "spouse", "legal_representative")
NULL = "\x1a"
"""Stands for null until the backslashes of a line are doubled: COPY writes null as backslash and N."""


class Block(NamedTuple):
    """Lines for COPY into the three tables of the register, and how many residents they hold."""

    residents: bytes
    households: bytes
    kinships: bytes
    size: int


def block_of(
    registrations: Iterable[Registration], households: Iterable[HouseholdRecord], kinships: Iterable[Kinship]
) -> Block:
    lines = [_resident(registration) for registration in registrations]
    return Block(_copied(lines), _copied(map(_household, households)), _copied(map(_kinship, kinships)), len(lines))


def citizen_in(row: Mapping[str, Any]) -> Citizen:
    """Expects the driver's row with the name of each code beside it."""
    values = dict(row)
    values |= {name: Coded(values[f"{name}_list"], values[name], values[f"{name}_name"]) for name in CODED}
    values |= {name: Address(**values[name]) for name in ADDRESSES}
    values |= {name: values[name] and Relative(**values[name]) for name in RELATIVES}
    values["birth_date"] = BirthDate(values["birth_year"], values["birth_date"])
    values["household_head"] = _head_in(values["household_head"], values["relation_name"])
    return Citizen(**{name: values[name] for name in FIELDS})


def _copied(lines: Iterable[str]) -> bytes:
    text = "".join(lines)
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    return text.replace(NULL, "\\N").encode()


def _resident(registration: Registration) -> str:
    citizen, since = registration.citizen, registration.life_status_since
    birth, head, household = citizen.birth_date, citizen.household_head, registration.household
    sex, group, religion = citizen.sex, citizen.ethnic_group, citizen.religion
    marital, blood = citizen.marital_status, citizen.blood_group
    return (
        f"{citizen.personal_id}\t{citizen.old_identity_card or NULL}\t{_text(citizen.full_name)}"
        f"\t{sex.list}\t{sex.code}\t{group.list}\t{group.code}\t{religion.list}\t{religion.code}"
        f"\t{marital.list}\t{marital.code}\t{blood.list}\t{blood.code}"
        f"\t{birth.year}\t{birth.day or NULL}\t{_json(citizen.birth_registration_place)}\t{citizen.nationality}"
        f"\t{_json(citizen.native_place)}\t{_json(citizen.permanent_residence)}\t{_json(citizen.current_residence)}"
        f"\t{_json(citizen.father)}\t{_json(citizen.mother)}\t{_json(citizen.spouse)}"
        f"\t{_json(citizen.legal_representative)}\t{NULL if head is None else _json(_head_out(head))}"
        f"\t{_text(citizen.household_book)}\t{NULL if household is None else household}"
        f"\t{registration.life_status}\t{since or NULL}\n"
    )


def _household(household: HouseholdRecord) -> str:
    return f"{household.id}\t{household.head}\t{_json(household.address)}\t{_text(household.household_book)}\n"


def _kinship(kinship: Kinship) -> str:
    return (
        f"{kinship.relation}\t{kinship.personal_id}\t{kinship.relative_personal_id or NULL}"
        f"\t{_text(kinship.relative_name)}\t{kinship.since}\t{kinship.until or NULL}\t{kinship.ended_by or NULL}\n"
    )


def _head_in(document: dict[str, Any] | None, relation: str | None) -> HouseholdHead | None:
    if document is None:
        return None
    return HouseholdHead(**{**document, "relation": Coded(**document["relation"], name=relation or "")})


def _head_out(head: HouseholdHead) -> dict[str, Any]:
    return {
        "relation": {"list": head.relation.list, "code": head.relation.code},
        "full_name": head.full_name,
        "personal_id": head.personal_id,
        "old_identity_card": head.old_identity_card,
    }


def _text(value: str | None) -> str:
    """A tab or the end of a line would end a value of COPY: names and numbers have blanks only."""
    if value is None:
        return NULL
    return value if value.isprintable() else " ".join(value.split())


def _json(part: object) -> str:
    return NULL if part is None else orjson.dumps(part).decode()
