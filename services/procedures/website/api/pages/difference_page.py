"""The difference between two versions as a page for print. Additions and removals are marked by words and signs, not by
colour alone."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from fastapi import Response

from common.pages.elements import Html, document, element
from common.pages.page_language import PageLanguage
from procedures.law.domain.difference import PartDifference, difference
from procedures.law.domain.difference_lines import Aspect, DifferenceLine, Value
from procedures.law.queries.two_versions import ComparedVersion

STYLE = """
body { font: 12pt/1.4 "Times New Roman", "Liberation Serif", serif; color: #000; background: #fff }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.4em } h2 { font-size: 1.15em; margin: 1.5em 0 .4em; break-after: avoid }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
th, td { border: 1px solid #555; padding: .3em .5em; text-align: left; vertical-align: top }
th, td { overflow-wrap: anywhere; white-space: pre-line }
thead { display: table-header-group } tr { break-inside: avoid }
ins { text-decoration: underline } del { text-decoration: line-through }
th.act { width: 7em }
@page { size: A4; margin: 2cm }
@media print { body { margin: 0; max-width: none; padding: 0 } }
"""
POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; base-uri 'none';"
    " form-action 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}


def difference_page(code: str, before: ComparedVersion, after: ComparedVersion, language: PageLanguage) -> Response:
    return Response(
        DifferenceRenderer(language).page(code, before, after), media_type="text/html; charset=utf-8", headers=HEADERS
    )


class DifferenceRenderer:
    """Renders differences in one language."""

    def __init__(self, language: PageLanguage) -> None:
        self.language = language
        self.word = language.word
        self.value = language.value

    def page(self, code: str, before: ComparedVersion, after: ComparedVersion) -> Html:
        differences = difference(before.content, after.content)
        parts = [self.part(part) for part in differences] or [element("p", self.word("same"))]
        title = f"{self.word('title')}: {code}"
        return document(
            self.language.code,
            (element("title", title), element("style", Html(STYLE))),
            element("h1", title),
            element("p", after.content.name),
            element("h2", self.word("compared")),
            self.versions(before, after),
            *parts,
        )

    def versions(self, before: ComparedVersion, after: ComparedVersion) -> Html:
        columns = ("version", "decision", "signed_on", "in_force")
        rows = [element("tr", *(element("td", text) for text in self.version(version))) for version in (before, after)]
        return self.table(columns, rows)

    def version(self, version: ComparedVersion) -> Iterator[str]:
        row = version.row
        yield str(row.version)
        yield f"{row.decision_number}: {row.decision_title}"
        yield self.language.day_text(row.decision_signed_on)
        end = (
            ""
            if row.effective_to is None
            else f" {self.word('until')} {self.language.day_text(row.effective_to - timedelta(days=1))}"
        )
        yield (
            self.word("never")
            if row.effective_from is None
            else f"{self.word('since')} {self.language.day_text(row.effective_from)}{end}"
        )

    def part(self, part: PartDifference) -> Html:
        return element("section", element("h2", self.word(part.part)), self.lines(part))

    def lines(self, part: PartDifference) -> Html:
        rows = [row for line in part.lines for row in self.rows(line)]
        return self.table(("act", "what", "respect", "before", "after"), rows)

    def rows(self, line: DifferenceLine) -> Iterator[Html]:
        """One row for each aspect that differs; a single row for a part that was added or removed as a whole."""
        subject = "\n".join(f"{self.word(kind)}: {self.value(kind, text)}" for kind, text in line.path) or "–"
        leading_cells = element("td", self.word(line.change)), element("td", subject)
        if not line.aspects:
            text = self.value(*line.path[-1])
            before, after = ("", text) if line.change == "added" else (text, "")
            yield element("tr", *leading_cells, element("td", ""), *self.from_to(before, after))
        for aspect in line.aspects:
            yield element("tr", *leading_cells, element("td", self.word(aspect.name)), *self.of(aspect))

    def of(self, aspect: Aspect) -> tuple[Html, Html]:
        return self.from_to(self.text(aspect.name, aspect.before), self.text(aspect.name, aspect.after))

    def from_to(self, before: str, after: str) -> tuple[Html, Html]:
        return element("td", element("del", before) if before else ""), element(
            "td", element("ins", after) if after else ""
        )

    def text(self, name: str, value: Value | None) -> str:
        match value:
            case None:
                return ""
            case date():
                return self.language.day_text(value)
            case tuple():
                return ", ".join(self.value("population_field", field) for field in value)
            case int() | Decimal():
                return self.language.number(value)
            case _:
                return self.value(name, value)

    def table(self, columns: tuple[str, ...], rows: list[Html]) -> Html:
        heads = (element("th", self.word(column), scope="col", class_=column) for column in columns)
        return element("table", element("thead", element("tr", *heads)), element("tbody", *rows))
