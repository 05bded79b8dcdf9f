"""Names by ethnic group and sex, with weights of our own."""

from functools import cache

from population_lookup.personas.domain.draws import Draws, WeightedChoice, rows_of
from population_lookup.register.domain.personal_id import FEMALE

OLDER_WOMEN = 1980
"""Most women born before this year have the middle name Thị."""


@cache
def _listed(people: str, part: str) -> WeightedChoice[str]:
    return WeightedChoice(
        (row["name"], float(row["weight"]))
        for row in rows_of("names")
        if (row["people"], row["part"]) == (people, part)
    )


def family_name(draws: Draws, people: str) -> str:
    return _listed(people, "family").draw(draws)


def full_name(draws: Draws, people: str, sex: str, family: str, birth_year: int) -> str:
    if sex == FEMALE:
        older = birth_year < OLDER_WOMEN and draws.chance(0.8)
        middle = "Thị" if older else _listed(people, "middle_f").draw(draws)
        return f"{family} {middle} {_given(draws, people, 'given_f', middle)}"
    middle = _listed(people, "middle_m").draw(draws)
    return f"{family} {middle} {_given(draws, people, 'given_m', middle)}"


def _given(draws: Draws, people: str, part: str, middle: str) -> str:
    given = _listed(people, part).draw(draws)
    return given if given != middle else _listed(people, part).draw(draws)
