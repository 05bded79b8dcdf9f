"""Names by people and sex."""

from functools import cache
from random import Random

from population_lookup.personas.domain.draws import lines_of
from population_lookup.register.domain.personal_id import FEMALE


@cache
def _listed(people: str, part: str) -> tuple[str, ...]:
    return tuple(row["name"] for row in lines_of("names") if (row["people"], row["part"]) == (people, part))


def family_name(chance: Random, people: str) -> str:
    return chance.choice(_listed(people, "family"))


def full_name(chance: Random, people: str, sex: str, family: str) -> str:
    suffix = "f" if sex == FEMALE else "m"
    return (
        f"{family} {chance.choice(_listed(people, f'middle_{suffix}'))}"
        f" {chance.choice(_listed(people, f'given_{suffix}'))}"
    )
