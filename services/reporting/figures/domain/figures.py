"""The figures of a year, computed from its counts; `figure_names` defines how each is counted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from reporting.figures.domain.counts import Counts
from reporting.figures.domain.figure_names import WORDINGS
from reporting.figures.domain.levels import LEVELS
from reporting.figures.domain.wordings import Wording

FIGURE_OF_KIND: dict[str, str] = {
    "introduce": "introduced",
    "amend": "changed",
    "replace": "changed",
    "repeal": "repealed",
    "declare_online": "declared_online",
    "standardise": "standardised",
    "confirm": "confirmed",
    "designate": "designated",
}
"""The figure that counts items of each kind."""
PUBLISHED = ("introduced", "changed", "repealed")
FIGURE_OF_LEVEL: dict[str, str | None] = {
    "full": "online_full",
    "partial": "online_partial",
    "information_only": None,
    "undetermined": None,
}
"""The figure that counts services of each level; if nothing can be filed online, it is not an online service."""
COMPLETED_OUTCOMES = ("matched", "not_matched")


@dataclass(frozen=True, slots=True)
class Figure:
    key: str
    value: int
    wording: Wording


def figures_of(counts: Counts) -> list[Figure]:
    """Returns the figures in the order of the report."""
    values = {
        **_of_decisions(counts),
        **_of_items(counts),
        **_of_online_services(counts),
        **_of_lookups(counts),
        **{figure.value: count for figure, count in counts.dossiers.items()},
    }
    return [Figure(key, values[key], wording) for key, wording in WORDINGS.items()]


def _of_decisions(counts: Counts) -> Mapping[str, int]:
    inter_agency = sum(processes.inter_agency for processes in counts.processes)
    return {
        "decisions": sum(decisions.count for decisions in counts.decisions),
        "agencies": len(counts.decisions),
        "late_decisions": sum(decisions.late for decisions in counts.decisions),
        "processes": sum(processes.internal for processes in counts.processes) + inter_agency,
        "inter_agency_processes": inter_agency,
        "annulled_processes": sum(processes.annulled for processes in counts.processes),
        "household_book_decisions": counts.topics.get("household_book", 0),
        "essential_decisions": counts.topics.get("essential_services", 0),
        "essential_services": counts.essential_services,
        "declaring_decisions": counts.topics.get("online_declaration", 0),
    }


def _of_items(counts: Counts) -> Mapping[str, int]:
    figures = Counter(dict.fromkeys(FIGURE_OF_KIND.values(), 0))
    for items in counts.items:
        figures[FIGURE_OF_KIND[items.kind]] += items.count
    declarations = [items for items in counts.items if FIGURE_OF_KIND[items.kind] == "declared_online"]
    declared = Counter[str]()
    for items in declarations:
        declared[items.level] += items.count
    return {
        "procedures": sum(figures[figure] for figure in PUBLISHED),
        **figures,
        "declaring_agencies": len({items.agency_code for items in declarations}),
        "unrecorded_predecessors": sum(items.unrecorded for items in counts.items),
        "annulled_items": sum(items.annulled for items in counts.items),
        "corrected_items": sum(items.corrected for items in counts.items),
        **{f"declared_{level}": declared[level] for level in LEVELS},
    }


def _of_online_services(counts: Counts) -> Mapping[str, int]:
    figures = Counter({figure: 0 for figure in FIGURE_OF_LEVEL.values() if figure is not None})
    for services in counts.online_services:
        if (figure := FIGURE_OF_LEVEL[services.level]) is not None:
            figures[figure] += services.count
    return {"online": figures.total(), **figures}


def _of_lookups(counts: Counts) -> Mapping[str, int]:
    completed = sum(counts.lookups.get(outcome, 0) for outcome in COMPLETED_OUTCOMES)
    return {"lookups_answered": completed, "lookups_refused": sum(counts.lookups.values()) - completed}
