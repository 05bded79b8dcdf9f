"""Two versions of a procedure and what differs between them, in the frame of the site."""

from procedures.law.domain.difference import difference
from procedures.law.queries.two_versions import Version
from procedures.website.api.pages.difference_page import Renderer
from common.pages.elements import Html, element, together
from common.pages.page_language import Voice


def compared(voice: Voice, code: str, before: Version, after: Version) -> Html:
    renderer = Renderer(voice.language)
    found = difference(before.content, after.content)
    parts = [
        element("section", element("h2", voice.word(one.part)), _wide(voice.word(one.part), renderer.lines(one))) for one in found
    ]
    return together(
        element("p", voice.said(after.content.name)),
        element("h2", voice.word("compared")),
        _wide(voice.word("compared"), renderer.versions(before, after)),
        *(parts or [element("p", voice.word("same"), class_="note")]),
        element("p", voice.link(voice.word("back_to_procedure"), f"/thu-tuc/{code}"), class_="screen"),
    )


def _wide(name: str, table: Html) -> Html:
    """It moves sideways on a narrow screen, by keyboard too."""
    return element("div", table, class_="wide", role="region", tabindex="0", **{"aria-label": name})
