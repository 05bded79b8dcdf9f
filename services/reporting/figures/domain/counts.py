"""The counts of one year, from which figures and tables are computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reporting.figures.domain.dossier_figures import DossierFigure


@dataclass(frozen=True, slots=True)
class DecisionCount:
    """The Decisions on one agency's matters; `late` counts those with an item that took effect before the signing."""

    agency_code: str
    agency_name: str
    count: int
    late: int


@dataclass(frozen=True, slots=True)
class ItemCount:
    """`agency_code` is the agency on whose matters the Decision was made; `level` is the highest level that handles the
    procedure.

    `count` is the number of published items; `annulled` and `corrected` count those that were annulled or corrected
    later, in whatever year; `unrecorded` counts those of procedures of which no earlier version was recorded.
    """

    agency_code: str
    kind: str
    level: str
    count: int
    annulled: int
    corrected: int
    unrecorded: int


@dataclass(frozen=True, slots=True)
class ProcessCount:
    """The approved processes; `annulled` counts those whose Decision was annulled later, in whatever year."""

    agency_code: str
    internal: int
    inter_agency: int
    annulled: int


@dataclass(frozen=True, slots=True)
class OnlineServiceCount:
    """Online services; `level` is the level of service, such as full or partial."""

    agency_code: str
    agency_name: str
    administrative_level: str
    level: str
    count: int


@dataclass(frozen=True, slots=True)
class Counts:
    """`topics` maps topics to numbers of Decisions, `lookups` maps outcomes to numbers of look-ups."""

    decisions: Sequence[DecisionCount]
    topics: Mapping[str, int]
    items: Sequence[ItemCount]
    processes: Sequence[ProcessCount]
    essential_services: int
    online_services: Sequence[OnlineServiceCount]
    lookups: Mapping[str, int]
    dossiers: Mapping[DossierFigure, int]
