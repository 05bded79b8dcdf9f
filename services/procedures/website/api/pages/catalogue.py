"""The catalogue as it is law on a day, filtered or searched, page by page."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from sqlalchemy import Row

from common.contracts.parts import Level
from common.http.pagination import PageRequest
from procedures.law.queries.procedures_in_force import Wanted
from common.pages.elements import Html, element, together
from common.pages.page_language import Voice
from common.pages.shell import Asked, kept_language

Rows = Sequence[Row[Any]]
Shown = Sequence[Mapping[str, Any]]
ACCENTS = "[\u0300-\u036f]"
USUAL = 50  # rows of a page where nobody asks for more or fewer


@dataclass(frozen=True, slots=True)
class Turn:
    """`begins` says that this is the first page, `next` is the cursor of the next; `limit` where another than ours was asked for."""

    begins: bool
    next: str | None
    limit: int | None

    @classmethod
    def of(cls, page: PageRequest, more: str | None) -> Self:
        return cls(not page.after, more, None if page.limit == USUAL else page.limit)


def catalogue(asked: Asked, wanted: Wanted, day: date | None, filters: Rows, rows: Rows, turn: Turn) -> Html:
    """`day` is the one that was asked for: links keep it, and lead to the law of today where there is none."""
    voice = asked.voice
    query = {"in_force_on": day, "field": wanted.field, "agency": wanted.agency, "level": wanted.level}
    found = (
        listed(voice, [row._asdict() for row in rows], day)
        if rows
        else element("p", voice.word("nothing_in_force"), class_="note")
    )
    return together(_filters(voice, wanted, filters), found, turning(voice, "/", query, turn))


def results(asked: Asked, on: date, day: date | None, rows: Shown, turn: Turn) -> Html:
    voice = asked.voice
    if not asked.words.strip():
        return element("p", voice.word("say_what"), class_="note")
    heading = element(
        "p", f"{voice.word('search')}: ", element("strong", asked.words), "; ", voice.word("as_of_day"), " ", voice.day(on)
    )
    if not rows:
        nothing = element(
            "p", element("strong", voice.word("found_nothing")), " ", voice.word("found_nothing_hint"), class_="note"
        )
        return together(heading, nothing)
    return together(heading, listed(voice, rows, day), turning(voice, "/tim-kiem", {"q": asked.words, "in_force_on": day}, turn))


def listed(voice: Voice, rows: Shown, on: date | None) -> Html:
    return element("ul", *(_one(voice, row, on) for row in rows), class_="list", role="list")


def turning(voice: Voice, path: str, query: dict[str, Any], turn: Turn) -> Html:
    query = {**query, "limit": turn.limit}
    links = [] if turn.begins else [voice.link(voice.word("first_page"), path, **query)]
    links += [] if turn.next is None else [voice.link(voice.word("next_page"), path, **query, after=turn.next)]
    if not links:
        return together()
    listed = element("ul", *(element("li", link) for link in links))
    return element("nav", listed, class_="contents", **{"aria-label": voice.word("pages")})


def _one(voice: Voice, row: Mapping[str, Any], on: date | None) -> Html:
    levels = ", ".join(voice.value("level", level) for level in row["levels"])
    link = element("a", voice.said(row["name"]), href=voice.address(f"/thu-tuc/{row['code']}", in_force_on=on))
    also = [" · ", element("span", voice.word("under_review"), class_="tag")] if row.get("under_review") else []
    where = together(
        row["code"], " · ", voice.said(row["field_name"]), " · ", voice.said(row["agency_name"]), " · ", levels, *also
    )
    return element("li", link, element("p", where))


def _filters(voice: Voice, wanted: Wanted, filters: Rows) -> Html:
    def options(register: str, chosen: str | None) -> Html:
        of_register = [(row.code, row.name) for row in filters if row.register == register]
        known = {code for code, _ in of_register}
        kept = [] if chosen is None or chosen in known else [(chosen, chosen)]
        return _choice(voice, register, sorted([*kept, *of_register], key=lambda one: _plain(one[1])), chosen)

    levels = [(level.value, voice.value("level", level.value)) for level in Level]
    return element(
        "form",
        element("h2", voice.word("filters"), id="loc"),
        options("field", wanted.field), options("agency", wanted.agency), _choice(voice, "level", levels, wanted.level),
        day_box(voice, wanted.in_force_on), kept_language(voice),
        element("div", element("button", voice.word("show"), type="submit")),
        class_="filters", action="/", method="get", **{"aria-labelledby": "loc"},
    )  # fmt: skip


def day_box(voice: Voice, day: date) -> Html:
    box = element("input", id="in_force_on", type="date", name="in_force_on", value=day.isoformat())
    return element("div", element("label", voice.word("as_of_day"), for_="in_force_on"), box)


def _choice(voice: Voice, name: str, options: Sequence[tuple[str, str]], chosen: str | None) -> Html:
    made = [element("option", voice.word("any"), value="")]
    for value, said in options:
        made.append(element("option", said, value=value, **({"selected": "selected"} if value == chosen else {})))
    return element("div", element("label", voice.word(name), for_=name), element("select", *made, id=name, name=name))


def _plain(text: str) -> str:
    """Without case and accents, for the order of names: `Đăng ký` stands beside `dang ky`."""
    return re.sub(ACCENTS, "", unicodedata.normalize("NFD", text.lower())).replace("đ", "d")
