"""The figures of a year, each with its names and how it was counted."""

from collections import Counter
from collections.abc import Sequence

from pydantic import BaseModel

from reporting.queries.decisions_of_year import DecisionsOfYear
from reporting.queries.items_of_year import ItemCount
from reporting.queries.online_at_year_end import OfferedCount
from reporting.queries.processes_of_year import ProcessCount

CHANGED = ("amend", "replace")
PUBLISHED = ("introduce", *CHANGED, "repeal")


class FigureOut(BaseModel):
    """One number of the report. `how` says what was counted."""

    key: str
    name_vi: str
    name_en: str
    value: int
    how: str


NAMES = {
    "decisions": ("Quyết định công bố", "Decisions", "Decisions by signing day, without those of the opening catalogue"),
    "agencies": ("Cơ quan, đơn vị", "Agencies", "agencies on whose matters these Decisions were made"),
    "procedures": ("TTHC được công bố", "Procedures published", "items that introduce, amend, replace or repeal, each once"),
    "introduced": ("TTHC quy định mới", "New", "items of kind introduce"),
    "changed": (
        "TTHC sửa đổi, bổ sung, thay thế",
        "Amended, supplemented or replaced",
        "items of kind amend or replace, each once",
    ),
    "repealed": ("TTHC bãi bỏ", "Repealed", "items of kind repeal"),
    "processes": ("Quy trình nội bộ, liên thông", "Internal and inter-agency processes", "processes approved by these Decisions"),
    "household_book_decisions": ("QĐ về sổ hộ khẩu", "Decisions on household-book papers", "Decisions of that topic"),
    "essential_decisions": ("QĐ về DVC thiết yếu", "Decisions on essential services", "Decisions of that topic"),
    "essential_services": ("DVC thiết yếu", "Essential services", "different procedures in the Decisions of that topic"),
    "online": ("DVCTT cuối năm", "Online services at year end", "services offered on 31 December, also those under review"),
    "online_full": ("DVCTT toàn trình", "of these full", "those offered in full on 31 December"),
    "online_partial": ("DVCTT một phần", "of these partial", "those offered in part on 31 December"),
    "declaring_decisions": ("QĐ công bố DVCTT toàn trình", "Decisions that declare procedures online", "Decisions of that topic"),
    "declared_online": ("TTHC đủ điều kiện toàn trình", "Procedures declared fully online", "items of kind declare_online"),
    "declared_province": ("trong đó cấp tỉnh", "of these province", "counted under the highest level"),
    "declared_district": ("trong đó cấp huyện", "of these district", "counted under the highest level"),
    "declared_commune": ("trong đó cấp xã", "of these commune", "counted under the highest level"),
    "lookups_answered": ("Lượt tra cứu dân cư", "Look-ups answered", "look-ups answered in the year, also with an empty answer"),
    "lookups_refused": ("Lượt tra cứu bị từ chối", "Look-ups refused", "look-ups refused in the year"),
}


def figures(
    decisions: DecisionsOfYear,
    items: Sequence[ItemCount],
    processes: Sequence[ProcessCount],
    essential: int,
    offered: Sequence[OfferedCount],
    lookups: dict[str, int],
) -> list[FigureOut]:
    kinds = Counter[str]()
    declared = Counter[str]()
    for item in items:
        kinds[item.kind] += item.count
        if item.kind == "declare_online":
            declared[item.level] += item.count
    levels = Counter[str]()
    for one in offered:
        levels[one.level] += one.count
    answered = lookups.get("matched", 0) + lookups.get("empty", 0)
    values = {
        "decisions": decisions.total,
        "agencies": decisions.agencies,
        "procedures": sum(kinds[kind] for kind in PUBLISHED),
        "introduced": kinds["introduce"],
        "changed": sum(kinds[kind] for kind in CHANGED),
        "repealed": kinds["repeal"],
        "processes": sum(one.internal + one.inter_agency for one in processes),
        "household_book_decisions": decisions.by_topic.get("household_book", 0),
        "essential_decisions": decisions.by_topic.get("essential_services", 0),
        "essential_services": essential,
        "online": levels.total(),
        "online_full": levels["full"],
        "online_partial": levels["partial"],
        "declaring_decisions": decisions.by_topic.get("online_declaration", 0),
        "declared_online": declared.total(),
        "declared_province": declared["province"],
        "declared_district": declared["district"],
        "declared_commune": declared["commune"],
        "lookups_answered": answered,
        "lookups_refused": sum(lookups.values()) - answered,
    }
    return [FigureOut(key=key, name_vi=vi, name_en=en, value=values[key], how=how) for key, (vi, en, how) in NAMES.items()]
