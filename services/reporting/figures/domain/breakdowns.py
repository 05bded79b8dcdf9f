"""The same counts by kind, by administrative level and by agency: each table adds up to its figures."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from reporting.figures.domain.counts import Counts, OfferedCount
from reporting.figures.domain.figures import FIGURE_OF_LEVEL

LEVELS = ("ministry", "province", "district", "commune", "other")
"""Highest first."""


@dataclass(frozen=True, slots=True)
class LevelCounts:
    """Items by kind, and online services at year end by how they are offered, of one administrative level."""

    level: str
    items: Mapping[str, int]
    online: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AgencyCounts:
    agency_code: str
    agency_name: str
    decisions: int
    items: Mapping[str, int]
    internal_processes: int
    inter_agency_processes: int
    online: Mapping[str, int]


def by_kind(counts: Counts) -> Mapping[str, int]:
    kinds = Counter[str]()
    for items in counts.items:
        kinds[items.kind] += items.count
    return dict(sorted(kinds.items()))


def _online(counts: Counts) -> list[OfferedCount]:
    """Those that a figure counts as online services."""
    return [offered for offered in counts.offered if FIGURE_OF_LEVEL[offered.level] is not None]


def by_level(counts: Counts) -> list[LevelCounts]:
    """Levels without anything are left out."""
    items: dict[str, Counter[str]] = defaultdict(Counter)
    online: dict[str, Counter[str]] = defaultdict(Counter)
    for listed in counts.items:
        items[listed.level][listed.kind] += listed.count
    for offered in _online(counts):
        online[offered.administrative_level][offered.level] += offered.count
    return [LevelCounts(level, items[level], online[level]) for level in LEVELS if level in items or level in online]


def by_agency(counts: Counts) -> list[AgencyCounts]:
    """In the order of the agencies' codes."""
    names = {offered.agency_code: offered.agency_name for offered in counts.offered}
    names |= {decisions.agency_code: decisions.agency_name for decisions in counts.decisions}
    decided = {decisions.agency_code: decisions.count for decisions in counts.decisions}
    processes = {approved.agency_code: approved for approved in counts.processes}
    items: dict[str, Counter[str]] = defaultdict(Counter)
    online: dict[str, Counter[str]] = defaultdict(Counter)
    for listed in counts.items:
        items[listed.agency_code][listed.kind] += listed.count
    for offered in _online(counts):
        online[offered.agency_code][offered.level] += offered.count
    return [
        AgencyCounts(
            agency_code=code,
            agency_name=name,
            decisions=decided.get(code, 0),
            items=items[code],
            internal_processes=processes[code].internal if code in processes else 0,
            inter_agency_processes=processes[code].inter_agency if code in processes else 0,
            online=online[code],
        )
        for code, name in sorted(names.items())
    ]
