"""Words, days, numbers and addresses of a page in one language."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from common.calendar.province_days import PROVINCE
from common.http.languages import Language
from common.pages.elements import Html, element, fragment
from common.pages.vocabulary import Vocabulary

A_DAY = timedelta(days=1)


class PageLanguage:
    """`explicit` means that the address named the language; links then keep it."""

    def __init__(self, code: Language, vocabulary: Vocabulary, explicit: bool = False) -> None:
        self.code = code
        self.explicit = explicit
        self.word = vocabulary.words_in(code)
        self.value = vocabulary.values_in(code)

    def vietnamese(self, text: str) -> str:
        """Text that exists in Vietnamese only; an English page marks it for screen readers."""
        return text if self.code == "vi" else element("span", text, lang="vi")

    def day(self, day: date) -> Html:
        return element("time", self.day_text(day), datetime=day.isoformat())

    def day_text(self, day: date) -> str:
        return f"{day:%d/%m/%Y}" if self.code == "vi" else day.isoformat()

    def moment(self, moment: datetime) -> Html:
        """In the time zone of the province."""
        moment = moment.astimezone(PROVINCE)
        shown = f"{moment:%H:%M %d/%m/%Y}" if self.code == "vi" else f"{moment:%Y-%m-%d %H:%M}"
        return element("time", shown, datetime=moment.isoformat())

    def span(self, begin: date, end: date | None) -> Html:
        """`end` is the first day after the span; the page shows the last day in it."""
        last = [] if end is None else [f" {self.word('until')} ", self.day(end - A_DAY)]
        return fragment(f"{self.word('since')} ", self.day(begin), *last)

    def number(self, number: float | Decimal) -> str:
        text = f"{number:,}"
        return text.translate(str.maketrans(",.", ".,")) if self.code == "vi" else text

    def address(self, path: str, **query: object) -> str:
        """Parameters that are None are left out."""
        parameters = {name.rstrip("_"): str(value) for name, value in query.items() if value is not None}
        if self.explicit:
            parameters["lang"] = self.code
        return f"{path}?{urlencode(parameters)}" if parameters else path

    def link(self, text: str, path: str, **query: object) -> Html:
        return element("a", text, href=self.address(path, **query))

    def kept_in_forms(self) -> Html:
        """A hidden field, so that forms keep the language as links do."""
        return element("input", type="hidden", name="lang", value=self.code) if self.explicit else fragment()

    def fact(self, name: str, *description: str) -> Html:
        """A line of a `dl`."""
        return element("div", element("dt", self.word(name)), element("dd", *description))

    def section(self, name: str, *inside: str, id: str | None = None) -> Html:
        anchor = id or name.replace("_", "-")
        return element("section", element("h2", self.word(name), id=anchor), *inside, **{"aria-labelledby": anchor})
