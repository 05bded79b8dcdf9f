"""What a Decision would change, for officers. The page holds no data: its script asks the API with the token that the
officer pastes, which is neither stored nor sent anywhere else."""

from collections.abc import Iterator

from common.pages.elements import Html, element, fragment
from common.pages.page_language import PageLanguage
from procedures.shared.formats.words import VALUES

SCRIPT = "impact.js"
TABLES = {
    "changes": ("procedure", "change", "from", "cancelled", "for_review"),
    "services": ("procedure", "change", "from", "paused"),
    "dossiers": ("procedure", "agency", "state", "count"),
    "lookups": ("procedure", "from", "gained", "lost", "members_gained", "members_lost"),
    "figures": ("figure", "of", "before", "after"),
}
"""The columns of each table, by the id of the table. The script fills them in this order."""
SHARED = ("before", "after")
"""Words that other pages have too."""
KINDS = ("kind", "service_change", "population_field", "follower")
TEXTS = ("asking", "failed", "shown", "yes", "no", "positions")


def impact_page(language: PageLanguage, decision: str) -> Html:
    return fragment(
        element("p", language.word("impact_hint")),
        element("noscript", element("p", language.word("impact_needs_script"), class_="note")),
        _form(language, decision),
        element("p", "", id="impact-status", role="status"),
        element("div", *_result(language), id="impact-result", hidden="hidden"),
        element("template", *_texts(language), id="impact-texts"),
    )


def _form(language: PageLanguage, decision: str) -> Html:
    """No field has a name: whatever sends the form without the script, sends no token."""
    fields = (
        element("label", language.word("impact_decision"), for_="impact-decision"),
        element(
            "input",
            id="impact-decision",
            value=decision,
            required="required",
            autocomplete="off",
            pattern="[0-9a-fA-F\\-]{36}",
        ),
        element("label", language.word("impact_token"), for_="impact-token"),
        element("input", id="impact-token", type="password", required="required", autocomplete="off"),
        element("p", element("button", language.word("impact_show"), type="submit")),
    )
    return element("form", *fields, id="impact-form", class_="screen")


def _result(language: PageLanguage) -> Iterator[Html]:
    yield element("h2", language.word("impact_result"), tabindex="-1", id="impact-heading")
    missing = element("ul", id="impact-missing")
    yield element(
        "div", language.word("impact_not_answering"), missing, id="impact-not-answering", class_="note", hidden="hidden"
    )
    for name, columns in TABLES.items():
        title = language.word(f"impact_{name}")
        heads = [
            element("th", language.word(column if column in SHARED else f"impact_{column}"), scope="col")
            for column in columns
        ]
        table = element("table", element("thead", element("tr", *heads)), element("tbody"))
        region = {"aria-label": title}
        yield element(
            "section",
            element("h3", title),
            element("p", "", class_="positions"),
            element("p", language.word("impact_none"), class_="none"),
            element("div", table, class_="wide", role="region", tabindex="0", **region),
            id=f"impact-{name}",
        )


def _texts(language: PageLanguage) -> Iterator[Html]:
    for name in TEXTS:
        yield _text("text", name, language.word(f"impact_{name}"))
    for kind, value in VALUES:
        if kind in KINDS:
            yield _text(kind, value, language.value(kind, value))


def _text(kind: str, value: str, text: str) -> Html:
    return element("span", text, **{"data-kind": kind, "data-value": value})
