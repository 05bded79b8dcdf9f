"""The site of the catalogue: its menu, and the search box in the heading of every page."""

from typing import Annotated

from common.pages.elements import Html, element
from common.pages.page_route import PageRoute, requested_page
from common.pages.shell import RequestedPage, Site
from common.pages.static_files import StaticFiles
from procedures.shared.formats.words import VOCABULARY


def search_box(requested: RequestedPage) -> Html:
    language = requested.language
    box = element(
        "input",
        id="q",
        type="search",
        name="q",
        value=requested.search,
        list="goi-y",
        autocomplete="off",
        maxlength="200",
    )
    button = element("button", language.word("search"), type="submit")
    return element(
        "form",
        element("label", language.word("search_label"), for_="q"),
        element("div", box, button, class_="field"),
        element("datalist", id="goi-y"),
        language.kept_in_forms(),
        role="search",
        action="/tim-kiem",
        method="get",
    )


SITE = Site(
    VOCABULARY,
    menu=(("catalogue", "/"), ("life_events", "/su-kien"), ("decisions", "/quyet-dinh")),
    files=StaticFiles("procedures.website.api.pages.assets"),
    scripts=("search.js",),
    heading=search_box,
)

Requested = Annotated[RequestedPage, requested_page(SITE)]


class CatalogueRoute(PageRoute):
    site = SITE
