"""Where people are born and live: new addresses have no district, older ones do."""

from functools import cache
from random import Random

from population_lookup.personas.domain.draws import Urn, lines_of
from population_lookup.register.domain.citizen import Address

OLD_FORM = 0.35
"""The part of birth registrations that still shows the district of its time."""


@cache
def birth_places() -> Urn[dict[str, str]]:
    return Urn((row, float(row["weight"])) for row in lines_of("birth_places"))


@cache
def _wards() -> Urn[dict[str, str]]:
    return Urn((row, float(row["weight"])) for row in lines_of("wards"))


def birth_registration(chance: Random, place: dict[str, str]) -> Address:
    districts = place["former_districts"].split()
    district = chance.choice(districts) if districts and chance.random() < OLD_FORM else None
    return Address(place["former_province"], district, None, "")


def residence(chance: Random) -> Address:
    ward = _wards().draw(chance)
    return Address(ward["province"], None, ward["commune"], f"Tổ {chance.randint(1, 24)}, phường {ward['name']}")
