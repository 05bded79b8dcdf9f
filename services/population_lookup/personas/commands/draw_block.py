"""Draw a part of an edition as lines for COPY. A process that draws imports nothing of the database."""

from collections.abc import Iterable
from itertools import islice

from population_lookup.personas.domain.edition import EditionOptions
from population_lookup.personas.domain.records import FamilyRecords
from population_lookup.personas.domain.residents import families_up_to, units
from population_lookup.register.storage.rows import Block, block_of


def draw_block(options: EditionOptions, first: int, families: int) -> Block:
    """The families from the index `first`."""
    return _block(list(islice(units(options, first), families)))


def draw_last_block(options: EditionOptions, first: int, count: int) -> Block:
    """Exactly `count` residents, from the index `first`."""
    return _block(list(families_up_to(options, count, first)))


def _block(records: Iterable[FamilyRecords]) -> Block:
    return block_of(
        (registration for family in records for registration in family.registrations),
        (household for family in records for household in family.households),
        (kinship for family in records for kinship in family.kinships),
    )
