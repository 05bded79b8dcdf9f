"""The site of the look-up: one page."""

from typing import Annotated

from common.pages.page_route import PageRoute, requested_page
from common.pages.shell import RequestedPage, Site
from common.pages.static_files import StaticFiles
from population_lookup.personas.formats.page_words import VOCABULARY

ADDRESS = "/nhan-vat-kiem-thu"
SITE = Site(VOCABULARY, menu=(("personas", ADDRESS),), files=StaticFiles())
Requested = Annotated[RequestedPage, requested_page(SITE)]


class LookupPageRoute(PageRoute):
    site = SITE
