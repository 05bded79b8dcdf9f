"""Numbers that are unique over all families although each family is drawn alone.

The last six digits come from the index of the family and from how many of its members share the first six digits, by a
permutation that the seed chooses; so no two families ever meet. Six digits from 990000 belong to the personas.
"""

from functools import cache
from math import gcd
from typing import Protocol

from population_lookup.personas.domain.draws import Draws
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.personal_id import FEMALE, MALE, century_and_sex

SUFFIXES, SHARED_PREFIX = 990_000, 5
CARDS, CARDS_OF_FAMILY = 9_900_000, 40
MOST_FAMILIES = SUFFIXES // SHARED_PREFIX
SCATTER = 736_087
"""Moves the suffixes of each prefix by another distance, so that a family does not share them."""
NOBODYS_CARD, REAL_CARD = "00", "07"
"""Nine digits began with the number of the province; 07 was that of Hà Giang and Tuyên Quang, 00 was nobody's."""
SEX_DIFFERS = 0.001
"""The share of numbers whose fourth digit states the other sex."""


@cache
def permutation(seed: int, name: str, size: int) -> tuple[int, int]:
    """Factor and summand of a permutation of the numbers below `size`."""
    draws = Draws(seed, "numbers", name)
    factor = size // 3 + draws.below(size // 3)
    while gcd(factor, size) != 1:
        factor += 1
    return factor, draws.below(size)


class Numbers(Protocol):
    def personal_id(self, draws: Draws, place: str, sex: str, birth: BirthDate) -> str: ...

    def old_identity_card(self) -> str: ...


PERSON_OF_THE_CASES = "008190123456"
"""The number in the example requests of real clients."""


class PersonaNumbers:
    """Fixed numbers of one copy of a persona and its kin: 99, the persona, the person, the copy."""

    __slots__ = ("_cards", "_copy", "_ordinal", "_persons")

    def __init__(self, ordinal: int, copy: int) -> None:
        self._ordinal, self._copy = ordinal, copy
        self._persons = self._cards = 0

    def personal_id(self, _: Draws, place: str, sex: str, birth: BirthDate) -> str:
        person, self._persons = self._persons, self._persons + 1
        if (self._ordinal, person, self._copy) == (0, 0, 0):
            return PERSON_OF_THE_CASES
        prefix = f"{place}{century_and_sex(birth.year, sex)}{birth.year % 100:02d}"
        return f"{prefix}99{self._ordinal:02d}{person}{self._copy}"

    def old_identity_card(self) -> str:
        card, self._cards = self._cards, self._cards + 1
        return f"{NOBODYS_CARD}99{self._ordinal:02d}{card}{self._copy}0"


class FamilyNumbers:
    """Gives the numbers of one family. `taken` are numbers that belong to somebody else."""

    __slots__ = ("_card_prefix", "_cards", "_given", "_index", "_seed", "_taken")

    def __init__(self, seed: int, index: int, lifelike: bool, taken: frozenset[str] = frozenset()) -> None:
        self._seed, self._index, self._taken = seed, index, taken
        self._given: dict[str, int] = {}
        self._cards = 0
        self._card_prefix = REAL_CARD if lifelike else NOBODYS_CARD

    def personal_id(self, draws: Draws, place: str, sex: str, birth: BirthDate) -> str:
        encoded = sex if not draws.chance(SEX_DIFFERS) else MALE if sex == FEMALE else FEMALE
        prefix = f"{place}{century_and_sex(birth.year, encoded)}{birth.year % 100:02d}"
        number = self._next(prefix)
        return number if number not in self._taken else self._next(prefix)

    def _next(self, prefix: str) -> str:
        ordinal = self._given.get(prefix, 0)
        if ordinal == SHARED_PREFIX:
            raise AssertionError("a family has too many members of one sex, year and place of birth")
        self._given[prefix] = ordinal + 1
        factor, summand = permutation(self._seed, "personal_id", SUFFIXES)
        place = factor * (self._index * SHARED_PREFIX + ordinal) + summand + SCATTER * int(prefix)
        return f"{prefix}{place % SUFFIXES:06d}"

    def old_identity_card(self) -> str:
        factor, summand = permutation(self._seed, "old_identity_card", CARDS)
        number = (factor * (self._index * CARDS_OF_FAMILY + self._cards) + summand) % CARDS
        self._cards += 1
        return f"{self._card_prefix}{number:07d}"
