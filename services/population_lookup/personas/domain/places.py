"""Where people are born and live: new addresses have no district, older ones do."""

from functools import cache
from random import Random

from population_lookup.personas.domain.draws import WeightedChoice, rows_of
from population_lookup.register.domain.citizen import Address

OLD_FORM = 0.35
"""The share of birth registrations that still contain the district of their time."""


@cache
def birth_places() -> WeightedChoice[dict[str, str]]:
    return WeightedChoice((row, float(row["weight"])) for row in rows_of("birth_places"))


@cache
def _wards() -> WeightedChoice[dict[str, str]]:
    return WeightedChoice((row, float(row["weight"])) for row in rows_of("wards"))


def birth_registration(rng: Random, place: dict[str, str]) -> Address:
    districts = place["former_districts"].split()
    district = rng.choice(districts) if districts and rng.random() < OLD_FORM else None
    return Address(place["former_province"], district, None, "")


def residence(rng: Random) -> Address:
    ward = _wards().draw(rng)
    return Address(ward["province"], None, ward["commune"], f"Tổ {rng.randint(1, 24)}, phường {ward['name']}")
