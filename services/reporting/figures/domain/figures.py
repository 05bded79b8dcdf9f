"""The figures of a year, from its counts; `figure_names` says of each how it is counted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from reporting.figures.domain.counts import Counts
from reporting.figures.domain.figure_names import WORDINGS, Wording

CHANGED = ("amend", "replace")
PUBLISHED = ("introduce", *CHANGED, "repeal")
DECLARED = "declare_online"
ANSWERED = ("matched", "empty")


@dataclass(frozen=True, slots=True)
class Figure:
    key: str
    value: int
    wording: Wording


def figures_of(counts: Counts) -> list[Figure]:
    """In the order of the report."""
    values = {**_of_decisions(counts), **_of_items(counts), **_of_online_services(counts), **_of_lookups(counts)}
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
    kinds, declared = Counter[str](), Counter[str]()
    for items in counts.items:
        kinds[items.kind] += items.count
        declared[items.level] += items.count if items.kind == DECLARED else 0
    return {
        "procedures": sum(kinds[kind] for kind in PUBLISHED),
        "introduced": kinds["introduce"],
        "changed": sum(kinds[kind] for kind in CHANGED),
        "repealed": kinds["repeal"],
        "declared_online": kinds[DECLARED],
        "declaring_agencies": len({items.agency_code for items in counts.items if items.kind == DECLARED}),
        "annulled_items": sum(items.annulled for items in counts.items),
        "corrected_items": sum(items.corrected for items in counts.items),
        **{f"declared_{level}": declared[level] for level in ("province", "district", "commune")},
    }


def _of_online_services(counts: Counts) -> Mapping[str, int]:
    levels = Counter[str]()
    for services in counts.offered:
        levels[services.level] += services.count
    return {"online": levels.total(), "online_full": levels["full"], "online_partial": levels["partial"]}


def _of_lookups(counts: Counts) -> Mapping[str, int]:
    answered = sum(counts.lookups.get(outcome, 0) for outcome in ANSWERED)
    return {"lookups_answered": answered, "lookups_refused": sum(counts.lookups.values()) - answered}
