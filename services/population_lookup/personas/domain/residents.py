"""Generates residents from a seed. A larger number from the same seed starts with the same people, except in the last
household."""

from collections.abc import Iterator
from random import Random

from population_lookup.personas.domain.households import household
from population_lookup.personas.domain.numbering import UniqueNumbers
from population_lookup.register.domain.citizen import Citizen


def generate_residents(count: int, seed: int) -> Iterator[Citizen]:
    rng = Random(seed)  # nosec B311 # noqa: S311 - the seed must reproduce the people; nothing here is secret
    numbers = UniqueNumbers()
    remaining = count
    while remaining > 0:
        members = household(rng, numbers, remaining)
        remaining -= len(members)
        yield from members
