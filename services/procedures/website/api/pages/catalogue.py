"""The catalogue in force on a day, filtered or searched, page by page."""

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
ProcedureRows = Sequence[Mapping[str, Any]]
ACCENTS = "[\u0300-\u036f]"


def catalogue(
    requested: RequestedPage,
    criteria: ProcedureFilter,
    day: date | None,
    filters: Rows,
    rows: Rows,
    listed_page: ListedPage,
) -> Html:
    """`day` is the day that the URL states: links keep it. If it is None, links lead to the law of today."""
    language = requested.language
    query = {"in_force_on": day, "field": criteria.field, "agency": criteria.agency, "level": criteria.level}
    procedures = (
        procedure_list(language, [row._asdict() for row in rows], day)
        if rows
        else element("p", language.word("nothing_in_force"), class_="note")
    )
    return fragment(_filters(language, criteria, filters), procedures, paging_links(language, "/", query, listed_page))


def search_results(
    requested: RequestedPage, on: date, day: date | None, rows: ProcedureRows, listed_page: ListedPage
) -> Html:
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
        message = element(
            "p",
            element("strong", language.word("found_nothing")),
            " ",
            language.word("found_nothing_hint"),
            class_="note",
        )
        return fragment(heading, message)
    return fragment(
        heading,
        procedure_list(language, rows, day),
        paging_links(language, "/tim-kiem", {"q": requested.search, "in_force_on": day}, listed_page),
    )


def procedure_list(language: PageLanguage, rows: ProcedureRows, on: date | None) -> Html:
    return element("ul", *(_procedure_entry(language, row, on) for row in rows), class_="list", role="list")


def _procedure_entry(language: PageLanguage, row: Mapping[str, Any], on: date | None) -> Html:
    levels = ", ".join(language.value("level", level) for level in row["levels"])
    link = element(
        "a", language.vietnamese(row["name"]), href=language.address(f"/thu-tuc/{row['code']}", in_force_on=on)
    )
    tags = [" · ", element("span", language.word("under_review"), class_="tag")] if row.get("under_review") else []
    details = fragment(
        row["code"],
        " · ",
        language.vietnamese(row["field_name"]),
        " · ",
        language.vietnamese(row["agency_name"]),
        " · ",
        levels,
        *tags,
    )
    return element("li", link, element("p", details))


def _filters(language: PageLanguage, criteria: ProcedureFilter, filters: Rows) -> Html:
    def options(register: str, chosen: str | None) -> Html:
        registered = [(row.code, row.name) for row in filters if row.register == register]
        codes = {code for code, _ in registered}
        unregistered = [] if chosen is None or chosen in codes else [(chosen, chosen)]
        return _choice(
            language, register, sorted([*unregistered, *registered], key=lambda option: _plain(option[1])), chosen
        )

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
    elements = [element("option", language.word("any"), value="")]
    for value, label in options:
        elements.append(element("option", label, value=value, **({"selected": "selected"} if value == chosen else {})))
    return element(
        "div", element("label", language.word(name), for_=name), element("select", *elements, id=name, name=name)
    )


def _plain(text: str) -> str:
    """Drops case and accents, so that `Đăng ký` is sorted beside `dang ky`."""
    return re.sub(ACCENTS, "", unicodedata.normalize("NFD", text.lower())).replace("đ", "d")
