"""Conversions between a citizen and a document of JSON that holds the whole record."""

from datetime import date
from typing import Any

import orjson

from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Address, Citizen, Coded, HouseholdHead, Relative
from population_lookup.register.storage.rows import ADDRESSES, CODED, RELATIVES


def document_of(citizen: Citizen) -> dict[str, Any]:
    """Codes are there with their names."""
    document: dict[str, Any] = orjson.loads(orjson.dumps(citizen))
    return document


def citizen_of(document: dict[str, Any]) -> Citizen:
    """Expects what `document_of` returned."""
    values = dict(document)
    values |= {name: Coded(**values[name]) for name in CODED}
    values |= {name: Address(**values[name]) for name in ADDRESSES}
    values |= {name: values[name] and Relative(**values[name]) for name in RELATIVES}
    birth, head = values["birth_date"], values["household_head"]
    values["birth_date"] = BirthDate(birth["year"], birth["day"] and date.fromisoformat(birth["day"]))
    values["household_head"] = head and HouseholdHead(**{**head, "relation": Coded(**head["relation"])})
    return Citizen(**values)
