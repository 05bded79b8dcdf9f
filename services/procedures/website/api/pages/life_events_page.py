"""Life events for people, each with links to its procedures."""

from itertools import groupby

from common.pages.elements import Html, element, fragment
from common.pages.page_language import PageLanguage
from procedures.website.api.pages.catalogue import Rows


def life_events_listed(language: PageLanguage, rows: Rows) -> Html:
    """`rows` has the procedures in force, ordered by event."""
    if not rows:
        return element("p", language.word("no_life_events"), class_="note")
    events = [(name, list(procedures)) for name, procedures in groupby(rows, key=lambda row: row.event)]
    return fragment(
        element("p", language.word("life_events_hint")),
        *(_event(language, name, procedures) for name, procedures in events),
    )


def _event(language: PageLanguage, name: str, procedures: Rows) -> Html:
    entries = [
        element(
            "li",
            element("a", language.vietnamese(row.name), href=language.address(f"/thu-tuc/{row.code}")),
            element("p", row.code),
        )
        for row in procedures
    ]
    return element(
        "section", element("h2", language.vietnamese(name)), element("ul", *entries, class_="list", role="list")
    )
