"""So many residents from a seed. More of one seed begin with the same people, up to the last household."""

from collections.abc import Iterator
from random import Random

from population_lookup.personas.domain.households import household
from population_lookup.personas.domain.numbering import Numbers
from population_lookup.register.domain.citizen import Citizen


def residents(count: int, seed: int) -> Iterator[Citizen]:
    chance = Random(seed)  # nosec B311 # noqa: S311 - people are to be drawn again from the seed, not to be kept secret
    numbers = Numbers()
    left = count
    while left > 0:
        members = household(chance, numbers, left)
        left -= len(members)
        yield from members
