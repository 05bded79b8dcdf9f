"""The links from one page of a list to the next."""

from dataclasses import dataclass
from typing import Any, Self

from common.http.pagination import USUAL, PageRequest
from common.pages.elements import Html, element, fragment
from common.pages.page_language import PageLanguage


@dataclass(frozen=True, slots=True)
class ListedPage:
    """`next` is the cursor of the next page; `limit` is set where the address named another than the default."""

    is_first: bool
    next: str | None
    limit: int | None

    @classmethod
    def of(cls, page: PageRequest, next: str | None) -> Self:
        return cls(not page.after, next, None if page.limit == USUAL else page.limit)


def paging_links(language: PageLanguage, path: str, query: dict[str, Any], listed: ListedPage) -> Html:
    query = {**query, "limit": listed.limit}
    links = [] if listed.is_first else [language.link(language.word("first_page"), path, **query)]
    links += (
        [] if listed.next is None else [language.link(language.word("next_page"), path, **query, after=listed.next)]
    )
    if not links:
        return fragment()
    items = element("ul", *(element("li", link) for link in links))
    return element("nav", items, class_="contents", **{"aria-label": language.word("pages")})
