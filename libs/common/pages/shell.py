"""The frame of every page: the skip link, the menu, the other language, and the content security policy."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from fastapi import Request, Response

from common.http.languages import Language
from common.pages.elements import Html, document, element
from common.pages.page_language import PageLanguage
from common.pages.static_files import ICON, STYLE, StaticFiles
from common.pages.vocabulary import Vocabulary

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "Vary": "Accept-Language"}


@dataclass(frozen=True, slots=True)
class RequestedPage:
    """The language and the query of a request for a page. `search` is the text in the search box of the heading."""

    language: PageLanguage
    query: tuple[tuple[str, str], ...] = ()
    search: str = ""

    @classmethod
    def of(cls, request: Request, language: PageLanguage) -> Self:
        return cls(language, tuple(request.query_params.multi_items()))

    def in_language(self, language: Language) -> str:
        kept = [(name, value) for name, value in self.query if name != "lang"]
        return f"?{urlencode([*kept, ('lang', language)])}"


def no_heading(_: RequestedPage) -> Html:
    return Html()


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages of one service share. `menu` holds the word and the path of each link, the first of them the home
    page; `scripts` are among `files`; `heading` renders what follows the menu."""

    vocabulary: Vocabulary
    menu: tuple[tuple[str, str], ...]
    files: StaticFiles
    scripts: tuple[str, ...] = ()
    heading: Callable[[RequestedPage], Html] = no_heading

    def page(
        self,
        requested: RequestedPage,
        title: str,
        *inside: str,
        status: int = 200,
        data: str | None = None,
        script: str | None = None,
    ) -> Response:
        """`data` is the address of the same content as JSON, `script` the file that this page alone loads."""
        scripts = self.scripts if script is None else (*self.scripts, script)
        html = self._framed(requested, title, *inside, data=data, scripts=scripts)
        return Response(html, status, HEADERS, media_type="text/html; charset=utf-8")

    def _framed(
        self, requested: RequestedPage, title: str, *inside: str, data: str | None, scripts: tuple[str, ...]
    ) -> Html:
        language = requested.language
        head = (
            element("title", f"{title} – {language.word('site')}"),
            element("link", rel="stylesheet", href=self.files.address_of(STYLE)),
            element("link", rel="icon", href=self.files.path_of(ICON), type="image/svg+xml"),
            *([element("link", rel="alternate", type="application/json", href=data)] if data else []),
            *(element("script", src=self.files.address_of(name), defer="defer") for name in scripts),
        )
        main = element("main", element("h1", title), *inside, id="noi-dung", tabindex="-1")
        skip = element("a", language.word("skip"), class_="skip", href="#noi-dung")
        footer = element("footer", element("p", language.word("footer")))
        return document(language.code, head, skip, self._header(requested), main, footer)

    def _header(self, requested: RequestedPage) -> Html:
        language = requested.language
        other: Language = "en" if language.code == "vi" else "vi"
        word = language.word("other_language")
        links = [element("li", language.link(language.word(name), path)) for name, path in self.menu]
        links.append(element("li", element("a", word, href=requested.in_language(other), lang=other, hreflang=other)))
        menu = element("nav", element("ul", *links), **{"aria-label": language.word("main_menu")})
        home = element("a", language.word("site"), class_="site", href=language.address(self.menu[0][1]))
        return element("header", home, menu, self.heading(requested))
