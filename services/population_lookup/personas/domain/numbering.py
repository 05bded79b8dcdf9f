"""Unique numbers: twelve digits for everyone, nine for those who had an old identity card."""

from collections.abc import Callable
from random import Random

from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.personal_id import century_and_sex


class UniqueNumbers:
    def __init__(self) -> None:
        self._given: set[str] = set()

    def personal_id(self, rng: Random, place: str, sex: str, birth: BirthDate) -> str:
        prefix = f"{place}{century_and_sex(birth.year, sex)}{birth.year % 100:02d}"
        return self._fresh(lambda: f"{prefix}{rng.randrange(10**6):06d}")

    def old_identity_card(self, rng: Random) -> str:
        return self._fresh(lambda: f"0{rng.randrange(10**8):08d}")

    def _fresh(self, draw: Callable[[], str]) -> str:
        number = draw()
        while number in self._given:
            number = draw()
        self._given.add(number)
        return number
