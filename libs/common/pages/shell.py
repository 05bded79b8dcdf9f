"""What surrounds every page: the way to the content, the search, the language, and what a browser may load."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from fastapi import Request, Response

from procedures.shared.formats.words import Language
from common.pages.static_files import SCRIPT, STYLE, address_of
from common.pages.elements import Html, document, element, together
from common.pages.page_language import Voice

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "Vary": "Accept-Language"}


@dataclass(frozen=True, slots=True)
class Asked:
    """How a page was asked for: in which language, by which query, and what was searched for, which stays in the box."""

    voice: Voice
    query: tuple[tuple[str, str], ...] = ()
    words: str = ""

    @classmethod
    def by(cls, request: Request, voice: Voice, words: str = "") -> Self:
        return cls(voice, tuple(request.query_params.multi_items()), words)

    def in_language(self, language: Language) -> str:
        kept = [(name, value) for name, value in self.query if name != "lang"]
        return f"?{urlencode([*kept, ('lang', language)])}"


def shown(asked: Asked, title: str, *inside: str, status: int = 200, data: str | None = None) -> Response:
    """`data` is the address of the same as JSON."""
    return Response(framed(asked, title, *inside, data=data), status, HEADERS, media_type="text/html; charset=utf-8")


def framed(asked: Asked, title: str, *inside: str, data: str | None = None) -> Html:
    voice = asked.voice
    head = (
        element("title", f"{title} – {voice.word('site')}"),
        element("link", rel="stylesheet", href=address_of(STYLE)),
        element("link", rel="icon", href="/trang/icon.svg", type="image/svg+xml"),
        *([element("link", rel="alternate", type="application/json", href=data)] if data else []),
        element("script", src=address_of(SCRIPT), defer="defer"),
    )
    main = element("main", element("h1", title), *inside, id="noi-dung", tabindex="-1")
    skip = element("a", voice.word("skip"), class_="skip", href="#noi-dung")
    return document(voice.language, head, skip, _header(asked), main, element("footer", element("p", voice.word("footer"))))


def _header(asked: Asked) -> Html:
    voice = asked.voice
    other: Language = "en" if voice.language == "vi" else "vi"
    links = [
        element("li", element("a", voice.word("catalogue"), href=voice.address("/"))),
        element("li", element("a", voice.word("decisions"), href=voice.address("/quyet-dinh"))),
        element("li", element("a", voice.word("other_language"), href=asked.in_language(other), lang=other, hreflang=other)),
    ]
    menu = element("nav", element("ul", *links), **{"aria-label": voice.word("main_menu")})
    return element("header", element("a", voice.word("site"), class_="site", href=voice.address("/")), menu, _search(asked))


def _search(asked: Asked) -> Html:
    voice = asked.voice
    box = element(
        "input", id="q", type="search", name="q", value=asked.words, list="goi-y", autocomplete="off", maxlength="200"
    )  # fmt: skip
    return element(
        "form",
        element("label", voice.word("search_label"), for_="q"),
        element("div", box, element("button", voice.word("search"), type="submit"), class_="field"),
        element("datalist", id="goi-y"),
        kept_language(voice),
        role="search", action="/tim-kiem", method="get",
    )  # fmt: skip


def kept_language(voice: Voice) -> Html:
    """Forms keep the language as links do."""
    return element("input", type="hidden", name="lang", value=voice.language) if voice.asked else together()
