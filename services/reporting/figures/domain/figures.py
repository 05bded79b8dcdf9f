"""The figures of a year, from what was counted."""

from collections import Counter

from pydantic import BaseModel

from reporting.figures.domain.figure_names import WORDINGS
from reporting.figures.queries.counts_of_year import Counted

CHANGED = ("amend", "replace")
PUBLISHED = ("introduce", *CHANGED, "repeal")
DECLARED = "declare_online"
ANSWERED = ("matched", "empty")


class FigureOut(BaseModel):
    """One number of the report. `definition_vi` and `definition_en` say what was counted."""

    key: str
    name_vi: str
    name_en: str
    value: int
    definition_vi: str
    definition_en: str


def figures(counted: Counted) -> list[FigureOut]:
    values = {**of_decisions(counted), **of_items(counted), **of_online_services(counted), **of_lookups(counted)}
    return [FigureOut(key=key, value=values[key], **wording._asdict()) for key, wording in WORDINGS.items()]


def of_decisions(counted: Counted) -> dict[str, int]:
    inter_agency = sum(one.inter_agency for one in counted.processes)
    return {
        "decisions": sum(one.count for one in counted.decisions),
        "agencies": len(counted.decisions),
        "late_decisions": sum(one.late for one in counted.decisions),
        "processes": sum(one.internal for one in counted.processes) + inter_agency,
        "inter_agency_processes": inter_agency,
        "annulled_processes": sum(one.annulled for one in counted.processes),
        "household_book_decisions": counted.topics.get("household_book", 0),
        "essential_decisions": counted.topics.get("essential_services", 0),
        "essential_services": counted.essential_services,
        "declaring_decisions": counted.topics.get("online_declaration", 0),
    }


def of_items(counted: Counted) -> dict[str, int]:
    kinds, declared = Counter[str](), Counter[str]()
    for item in counted.items:
        kinds[item.kind] += item.count
        declared[item.level] += item.count if item.kind == DECLARED else 0
    return {
        "procedures": sum(kinds[kind] for kind in PUBLISHED),
        "introduced": kinds["introduce"],
        "changed": sum(kinds[kind] for kind in CHANGED),
        "repealed": kinds["repeal"],
        "declared_online": kinds[DECLARED],
        "declaring_agencies": len({item.agency_code for item in counted.items if item.kind == DECLARED}),
        "annulled_items": sum(item.annulled for item in counted.items),
        "corrected_items": sum(item.corrected for item in counted.items),
        **{f"declared_{level}": declared[level] for level in ("province", "district", "commune")},
    }


def of_online_services(counted: Counted) -> dict[str, int]:
    levels = Counter[str]()
    for one in counted.offered:
        levels[one.level] += one.count
    return {"online": levels.total(), "online_full": levels["full"], "online_partial": levels["partial"]}


def of_lookups(counted: Counted) -> dict[str, int]:
    answered = sum(counted.lookups.get(outcome, 0) for outcome in ANSWERED)
    return {"lookups_answered": answered, "lookups_refused": sum(counted.lookups.values()) - answered}
