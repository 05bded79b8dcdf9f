"""Links from page to page."""

from datetime import date

from common.pages.elements import Html
from common.pages.page_language import PageLanguage


def procedure_link(language: PageLanguage, code: str, on: date | None = None) -> Html:
    return language.link(code, f"/thu-tuc/{code}", in_force_on=on)
