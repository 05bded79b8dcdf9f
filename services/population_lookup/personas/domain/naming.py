"""Names by ethnic group and sex."""

from functools import cache
from random import Random

from population_lookup.personas.domain.draws import rows_of
from population_lookup.register.domain.personal_id import FEMALE


@cache
def _listed(people: str, part: str) -> tuple[str, ...]:
    return tuple(row["name"] for row in rows_of("names") if (row["people"], row["part"]) == (people, part))


def family_name(rng: Random, people: str) -> str:
    return rng.choice(_listed(people, "family"))


def full_name(rng: Random, people: str, sex: str, family: str) -> str:
    suffix = "f" if sex == FEMALE else "m"
    return (
        f"{family} {rng.choice(_listed(people, f'middle_{suffix}'))} {rng.choice(_listed(people, f'given_{suffix}'))}"
    )
