"""The same counts by kind, by administrative level and by agency: each table adds up to its figures."""

from collections import Counter, defaultdict

from pydantic import BaseModel

from reporting.figures.queries.counts_of_year import Counted

LEVELS = ("ministry", "province", "district", "commune", "other")


class LevelOut(BaseModel):
    """Items by kind, and online services at year end by how they are offered, of one administrative level."""

    level: str
    items: dict[str, int]
    online: dict[str, int]


class AgencyOut(BaseModel):
    """One agency's part."""

    agency_code: str
    agency_name: str
    decisions: int
    items: dict[str, int]
    internal_processes: int
    inter_agency_processes: int
    online: dict[str, int]


def by_kind(counted: Counted) -> dict[str, int]:
    kinds = Counter[str]()
    for item in counted.items:
        kinds[item.kind] += item.count
    return dict(sorted(kinds.items()))


def by_level(counted: Counted) -> list[LevelOut]:
    """Highest first; levels without anything are left out."""
    items: dict[str, Counter[str]] = defaultdict(Counter)
    online: dict[str, Counter[str]] = defaultdict(Counter)
    for item in counted.items:
        items[item.level][item.kind] += item.count
    for one in counted.offered:
        online[one.administrative_level][one.level] += one.count
    return [
        LevelOut(level=level, items=items[level], online=online[level]) for level in LEVELS if level in items or level in online
    ]


def by_agency(counted: Counted) -> list[AgencyOut]:
    names = {one.agency_code: one.agency_name for one in counted.offered}
    names |= {one.agency_code: one.agency_name for one in counted.decisions}
    decided = {one.agency_code: one.count for one in counted.decisions}
    processes = {one.agency_code: one for one in counted.processes}
    items: dict[str, Counter[str]] = defaultdict(Counter)
    online: dict[str, Counter[str]] = defaultdict(Counter)
    for item in counted.items:
        items[item.agency_code][item.kind] += item.count
    for one in counted.offered:
        online[one.agency_code][one.level] += one.count
    return [
        AgencyOut(
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
