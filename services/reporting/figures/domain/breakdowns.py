"""The same counts by kind, by administrative level and by agency: the rows of each table add up to the figures."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from reporting.figures.domain.counts import Counts, OnlineServiceCount
from reporting.figures.domain.figures import FIGURE_OF_LEVEL
from reporting.figures.domain.levels import LEVELS


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


def _online(counts: Counts) -> list[OnlineServiceCount]:
    """The counts of those services that a figure counts as online services."""
    return [
        service_count for service_count in counts.online_services if FIGURE_OF_LEVEL[service_count.level] is not None
    ]


def by_level(counts: Counts) -> list[LevelCounts]:
    """Levels without any count are left out."""
    items: dict[str, Counter[str]] = defaultdict(Counter)
    online: dict[str, Counter[str]] = defaultdict(Counter)
    for item_count in counts.items:
        items[item_count.level][item_count.kind] += item_count.count
    for service_count in _online(counts):
        online[service_count.administrative_level][service_count.level] += service_count.count
    return [LevelCounts(level, items[level], online[level]) for level in LEVELS if level in items or level in online]


def by_agency(counts: Counts) -> list[AgencyCounts]:
    """Returns the agencies in the order of their codes."""
    names = {service_count.agency_code: service_count.agency_name for service_count in counts.online_services}
    names |= {decisions.agency_code: decisions.agency_name for decisions in counts.decisions}
    decision_counts = {decisions.agency_code: decisions.count for decisions in counts.decisions}
    processes = {process_count.agency_code: process_count for process_count in counts.processes}
    items: dict[str, Counter[str]] = defaultdict(Counter)
    online: dict[str, Counter[str]] = defaultdict(Counter)
    for item_count in counts.items:
        items[item_count.agency_code][item_count.kind] += item_count.count
    for service_count in _online(counts):
        online[service_count.agency_code][service_count.level] += service_count.count
    return [
        AgencyCounts(
            agency_code=code,
            agency_name=name,
            decisions=decision_counts.get(code, 0),
            items=items[code],
            internal_processes=processes[code].internal if code in processes else 0,
            inter_agency_processes=processes[code].inter_agency if code in processes else 0,
            online=online[code],
        )
        for code, name in sorted(names.items())
    ]
