"""A refusal as a page: the reason, and a link to the home page."""

from fastapi import Response

from common.pages.elements import element
from common.pages.shell import RequestedPage, Site

TITLES = {404: "not_found_title", 503: "unavailable_title"}


def refusal_page(site: Site, requested: RequestedPage, status: int, type: str) -> Response:
    """`type` is that of the problem; one without a text is shown as a malformed request."""
    language = requested.language
    text = language.word(type if type in site.vocabulary.words else "malformed-request")
    title = language.word(TITLES.get(status, "bad_request_title"))
    home = element("p", language.link(language.word("start_again"), site.menu[0][1]))
    response = site.page(requested, title, element("p", text, class_="note"), home, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
