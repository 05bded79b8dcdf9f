"""What is counted of one year: the parts that figures and tables are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DecisionCount:
    """The Decisions on one agency's matters; `late` ones list an item that took effect before they were signed."""

    agency_code: str
    agency_name: str
    count: int
    late: int


@dataclass(frozen=True, slots=True)
class ItemCount:
    """`agency_code` is the agency on whose matters the Decision was made; `level` the highest that handles the
    procedure.

    `count` is the number published; of these `annulled` and `corrected` were so since, in whatever year.
    """

    agency_code: str
    kind: str
    level: str
    count: int
    annulled: int
    corrected: int


@dataclass(frozen=True, slots=True)
class ProcessCount:
    """The processes approved; of these `annulled` fell since with their Decision, in whatever year."""

    agency_code: str
    internal: int
    inter_agency: int
    annulled: int


@dataclass(frozen=True, slots=True)
class OfferedCount:
    """Online services; `level` is full or partial."""

    agency_code: str
    agency_name: str
    administrative_level: str
    level: str
    count: int


@dataclass(frozen=True, slots=True)
class Counts:
    """`topics` counts Decisions by topic, `lookups` look-ups by outcome."""

    decisions: Sequence[DecisionCount]
    topics: Mapping[str, int]
    items: Sequence[ItemCount]
    processes: Sequence[ProcessCount]
    essential_services: int
    offered: Sequence[OfferedCount]
    lookups: Mapping[str, int]
