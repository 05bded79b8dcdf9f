"""Two versions of a procedure and their difference, as a page of the site."""

from common.pages.elements import Html, element, fragment
from common.pages.page_language import PageLanguage
from procedures.law.domain.difference import difference
from procedures.law.queries.two_versions import ComparedVersion
from procedures.website.api.pages.difference_page import DifferenceRenderer


def version_comparison(language: PageLanguage, code: str, before: ComparedVersion, after: ComparedVersion) -> Html:
    renderer = DifferenceRenderer(language)
    differences = difference(before.content, after.content)
    parts = [
        element(
            "section", element("h2", language.word(part.part)), _wide(language.word(part.part), renderer.lines(part))
        )
        for part in differences
    ]
    return fragment(
        element("p", language.vietnamese(after.content.name)),
        element("h2", language.word("compared")),
        _wide(language.word("compared"), renderer.versions(before, after)),
        *(parts or [element("p", language.word("same"), class_="note")]),
        element("p", language.link(language.word("back_to_procedure"), f"/thu-tuc/{code}"), class_="screen"),
    )


def _wide(name: str, table: Html) -> Html:
    """The table scrolls sideways on a narrow screen, by keyboard too."""
    return element("div", table, class_="wide", role="region", tabindex="0", **{"aria-label": name})
