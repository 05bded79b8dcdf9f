"""The residents of an edition: the personas, then families. Each unit is drawn alone, from SHA-256 of
seed, edition and index, so it is the same whoever draws it and when.

A larger number starts with the same people as a smaller one, except for those who live alone at its end: no family is
cut in two.
"""

from collections.abc import Iterator

from population_lookup.personas.domain.draws import Draws
from population_lookup.personas.domain.edition import EDITION, EditionOptions
from population_lookup.personas.domain.families import draw_family
from population_lookup.personas.domain.numbering import MOST_FAMILIES, PERSON_OF_THE_CASES, FamilyNumbers
from population_lookup.personas.domain.personas import PERSONA_UNITS, draw_persona
from population_lookup.personas.domain.records import FamilyRecords, records_of
from population_lookup.personas.domain.singles import draw_double, draw_single
from population_lookup.register.domain.citizen import Citizen

LAST_SINGLES = 2_000
"""Indexes kept for those who live alone at the end of a register; no family is larger."""
DOUBLES = 40
"""After the personas come these, who share name and birth date in pairs."""


def unit(options: EditionOptions, index: int) -> FamilyRecords:
    """The records of the unit with this index."""
    if index < PERSONA_UNITS:
        return records_of(draw_persona(index), index)
    draws = Draws(options.seed, EDITION, index)
    numbers = FamilyNumbers(options.seed, index, options.lifelike, frozenset({PERSON_OF_THE_CASES}))
    if index < PERSONA_UNITS + DOUBLES:
        return records_of(draw_double(draws, options, numbers, index // 2), index)
    return records_of(draw_family(draws, options, numbers), index)


def single(options: EditionOptions, ordinal: int) -> FamilyRecords:
    """One of those who fill a register up to its size."""
    index = MOST_FAMILIES - LAST_SINGLES + ordinal
    draws = Draws(options.seed, EDITION, index)
    return records_of(draw_single(draws, options, FamilyNumbers(options.seed, index, options.lifelike)), index)


def units(options: EditionOptions, first: int = 0) -> Iterator[FamilyRecords]:
    for index in range(first, MOST_FAMILIES - LAST_SINGLES):
        yield unit(options, index)
    raise ValueError("an edition has no more residents")


def families_up_to(options: EditionOptions, count: int, first: int = 0) -> Iterator[FamilyRecords]:
    """Exactly `count` residents, starting with the unit `first`."""
    for records in units(options, first):
        if len(records.registrations) > count:
            break
        count -= len(records.registrations)
        yield records
    for ordinal in range(count):
        yield single(options, ordinal)


def generate_residents(count: int, seed: int) -> Iterator[Citizen]:
    for records in families_up_to(EditionOptions(seed), count):
        for registration in records.registrations:
            yield registration.citizen
