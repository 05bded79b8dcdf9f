"""Conversions between a citizen and a row of the register."""

from collections.abc import Mapping
from typing import Any

import orjson

from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import FIELDS, Address, Citizen, Coded, HouseholdHead, Relative

CODED = ("sex", "ethnic_group", "religion", "marital_status", "blood_group")
ADDRESSES = ("birth_registration_place", "native_place", "permanent_residence", "current_residence")
RELATIVES = ("father", "mother", "spouse", "legal_representative")


def citizen_in(row: Mapping[str, Any]) -> Citizen:
    """Expects the driver's row with the name of each code beside it."""
    values = dict(row)
    values |= {name: Coded(values[f"{name}_list"], values[name], values[f"{name}_name"]) for name in CODED}
    values |= {name: Address(**values[name]) for name in ADDRESSES}
    values |= {name: values[name] and Relative(**values[name]) for name in RELATIVES}
    values["birth_date"] = BirthDate(values["birth_year"], values["birth_date"])
    values["household_head"] = _head_in(values["household_head"], values["relation_name"])
    return Citizen(**{name: values[name] for name in FIELDS})


def citizen_out(citizen: Citizen) -> tuple[Any, ...]:
    """Returns the values in the order of the table's columns, with JSON as text."""
    codes = [part for name in CODED for part in (getattr(citizen, name).list, getattr(citizen, name).code)]
    return (
        citizen.personal_id,
        citizen.old_identity_card,
        citizen.full_name,
        *codes,
        citizen.birth_date.year,
        citizen.birth_date.day,
        _json(citizen.birth_registration_place),
        citizen.nationality,
        *(_json(getattr(citizen, name)) for name in ADDRESSES[1:]),
        *(_json(getattr(citizen, name)) for name in RELATIVES),
        _json(citizen.household_head and _head_out(citizen.household_head)),
        citizen.household_book,
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


def _json(part: object) -> str | None:
    return None if part is None else orjson.dumps(part).decode()
