"""How Decisions relate to one another, and to the instruments that annulled or corrected them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Relation(StrEnum):
    """What a Decision does to another one, or what an instrument did to it. The set is closed."""

    REPLACES_LISTS_OF = "replaces_lists_of"
    AMENDS = "amends"
    REPEALS = "repeals"
    CORRECTED_BY = "corrected_by"
    ANNULLED_BY = "annulled_by"


@dataclass(frozen=True, slots=True)
class RelatedDecision:
    """The other Decision, or the instrument. `id` and `title` are None for a Decision that is not recorded here;
    `procedures` are the codes of the procedures that are amended or ended."""

    relation: Relation
    id: UUID | None
    number: str
    issuing_body: str
    signed_on: date
    title: str | None
    procedures: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DecisionWithRelations:
    """`number` is as written, `canonical_number` the form by which spellings are compared."""

    id: UUID
    number: str
    canonical_number: str
    issuing_body: str
    signed_on: date
    published_on: date
    title: str
    relations: Sequence[RelatedDecision] = ()
