"""How a page speaks: words, days, numbers and addresses in one language."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from common.clock import PROVINCE
from procedures.shared.formats.words import Language, speaker, value_speaker
from common.pages.elements import Html, element, together

A_DAY = timedelta(days=1)


class Voice:
    """`asked` says that the language was asked for in the address: then links keep it."""

    def __init__(self, language: Language, asked: bool = False) -> None:
        self.language = language
        self.asked = asked
        self.word = speaker(language)
        self.value = value_speaker(language)

    def said(self, text: str) -> str:
        """What a Decision says: Vietnamese, also on an English page."""
        return text if self.language == "vi" else element("span", text, lang="vi")

    def day(self, day: date) -> Html:
        shown = f"{day:%d/%m/%Y}" if self.language == "vi" else day.isoformat()
        return element("time", shown, datetime=day.isoformat())

    def moment(self, moment: datetime) -> Html:
        """By the clocks of the province."""
        moment = moment.astimezone(PROVINCE)
        shown = f"{moment:%H:%M %d/%m/%Y}" if self.language == "vi" else f"{moment:%Y-%m-%d %H:%M}"
        return element("time", shown, datetime=moment.isoformat())

    def span(self, begin: date, end: date | None) -> Html:
        """`end` is the first day on which it is law no more; people are told the last on which it is."""
        last = [] if end is None else [f" {self.word('until')} ", self.day(end - A_DAY)]
        return together(f"{self.word('since')} ", self.day(begin), *last)

    def number(self, number: float | Decimal) -> str:
        spelled = f"{number:,}"
        return spelled.translate(str.maketrans(",.", ".,")) if self.language == "vi" else spelled

    def address(self, path: str, **query: object) -> str:
        """What is None is left out."""
        said = {name.rstrip("_"): str(value) for name, value in query.items() if value is not None}
        if self.asked:
            said["lang"] = self.language
        return f"{path}?{urlencode(said)}" if said else path

    def link(self, text: str, path: str, **query: object) -> Html:
        return element("a", text, href=self.address(path, **query))

    def procedure(self, code: str, on: date | None = None) -> Html:
        return self.link(code, f"/thu-tuc/{code}", in_force_on=on)

    def fact(self, name: str, *said: str) -> Html:
        """A line of a `dl`."""
        return element("div", element("dt", self.word(name)), element("dd", *said))

    def section(self, name: str, *inside: str, id: str | None = None) -> Html:
        place = id or name.replace("_", "-")
        return element("section", element("h2", self.word(name), id=place), *inside, **{"aria-labelledby": place})
