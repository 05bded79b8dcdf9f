"""The catalogue as it is law on a day, filtered or searched, page by page."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from common.contracts.parts import Level
from common.pages.elements import Html, element, fragment
from common.pages.page_language import PageLanguage
from common.pages.paging import ListedPage, paging_links
from common.pages.shell import RequestedPage
from procedures.law.queries.procedures_in_force import ProcedureFilter

Rows = Sequence[Row[Any]]
Shown = Sequence[Mapping[str, Any]]
ACCENTS = "[\u0300-\u036f]"


def catalogue(
    requested: RequestedPage,
    criteria: ProcedureFilter,
    day: date | None,
    filters: Rows,
    rows: Rows,
    listed_page: ListedPage,
) -> Html:
    """`day` is the one that the address names: links keep it, and lead to the law of today where there is none."""
    language = requested.language
    query = {"in_force_on": day, "field": criteria.field, "agency": criteria.agency, "level": criteria.level}
    found = (
        listed(language, [row._asdict() for row in rows], day)
        if rows
        else element("p", language.word("nothing_in_force"), class_="note")
    )
    return fragment(_filters(language, criteria, filters), found, paging_links(language, "/", query, listed_page))


def results(requested: RequestedPage, on: date, day: date | None, rows: Shown, listed_page: ListedPage) -> Html:
    language = requested.language
    if not requested.search.strip():
        return element("p", language.word("say_what"), class_="note")
    heading = element(
        "p",
        f"{language.word('search')}: ",
        element("strong", requested.search),
        "; ",
        language.word("as_of_day"),
        " ",
        language.day(on),
    )
    if not rows:
        nothing = element(
            "p",
            element("strong", language.word("found_nothing")),
            " ",
            language.word("found_nothing_hint"),
            class_="note",
        )
        return fragment(heading, nothing)
    return fragment(
        heading,
        listed(language, rows, day),
        paging_links(language, "/tim-kiem", {"q": requested.search, "in_force_on": day}, listed_page),
    )


def listed(language: PageLanguage, rows: Shown, on: date | None) -> Html:
    return element("ul", *(_one(language, row, on) for row in rows), class_="list", role="list")


def _one(language: PageLanguage, row: Mapping[str, Any], on: date | None) -> Html:
    levels = ", ".join(language.value("level", level) for level in row["levels"])
    link = element(
        "a", language.vietnamese(row["name"]), href=language.address(f"/thu-tuc/{row['code']}", in_force_on=on)
    )
    also = [" · ", element("span", language.word("under_review"), class_="tag")] if row.get("under_review") else []
    where = fragment(
        row["code"],
        " · ",
        language.vietnamese(row["field_name"]),
        " · ",
        language.vietnamese(row["agency_name"]),
        " · ",
        levels,
        *also,
    )
    return element("li", link, element("p", where))


def _filters(language: PageLanguage, criteria: ProcedureFilter, filters: Rows) -> Html:
    def options(register: str, chosen: str | None) -> Html:
        of_register = [(row.code, row.name) for row in filters if row.register == register]
        known = {code for code, _ in of_register}
        kept = [] if chosen is None or chosen in known else [(chosen, chosen)]
        return _choice(language, register, sorted([*kept, *of_register], key=lambda one: _plain(one[1])), chosen)

    levels = [(level.value, language.value("level", level.value)) for level in Level]
    return element(
        "form",
        element("h2", language.word("filters"), id="loc"),
        options("field", criteria.field),
        options("agency", criteria.agency),
        _choice(language, "level", levels, criteria.level),
        day_box(language, criteria.in_force_on),
        language.kept_in_forms(),
        element("div", element("button", language.word("show"), type="submit")),
        class_="filters",
        action="/",
        method="get",
        **{"aria-labelledby": "loc"},
    )


def day_box(language: PageLanguage, day: date) -> Html:
    box = element("input", id="in_force_on", type="date", name="in_force_on", value=day.isoformat())
    return element("div", element("label", language.word("as_of_day"), for_="in_force_on"), box)


def _choice(language: PageLanguage, name: str, options: Sequence[tuple[str, str]], chosen: str | None) -> Html:
    made = [element("option", language.word("any"), value="")]
    for value, said in options:
        made.append(element("option", said, value=value, **({"selected": "selected"} if value == chosen else {})))
    return element(
        "div", element("label", language.word(name), for_=name), element("select", *made, id=name, name=name)
    )


def _plain(text: str) -> str:
    """Without case and accents, for the order of names: `Đăng ký` stands beside `dang ky`."""
    return re.sub(ACCENTS, "", unicodedata.normalize("NFD", text.lower())).replace("đ", "d")
