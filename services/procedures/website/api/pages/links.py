"""Links from page to page."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from common.pages.elements import Html, fragment
from common.pages.page_language import PageLanguage


def procedure_link(language: PageLanguage, code: str, on: date | None = None) -> Html:
    return language.link(code, f"/thu-tuc/{code}", in_force_on=on)


def related_decisions(language: PageLanguage, name: str, rows: Sequence[Row[Any]]) -> Iterator[Html]:
    """A fact with the Decisions of a relation; those that are recorded here are links. No fact where there are none."""
    if rows:
        decisions = (part for row in rows for part in ("; ", _related_decision(language, row)))
        next(decisions)
        yield language.fact(name, *decisions)


def _related_decision(language: PageLanguage, row: Row[Any]) -> Html:
    number = f"{language.word('decision_number')} {row.number}"
    link = number if row.id is None else language.link(number, f"/quyet-dinh/{row.id}")
    return fragment(link, f" ({row.issuing_body}), ", language.day(row.signed_on))
