"""Prints every figure of the brief as the product states it, counted or entered, with its evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import httpx
from rich.table import Table

from suite.console_output import console
from suite.dataset.brief_figures import BriefFigure, brief_figures
from suite.stack import Stack

FIELDS_SCHEMA = "PopulationField"


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """What the product states: the number, how it came about, and what stands behind it."""

    number: Decimal | None
    origin: str
    evidence: str


class BriefReader:
    """Reads the figures of the brief over the public APIs. `review` are the results of the round of review."""

    def __init__(self, stack: Stack, review: dict[str, Any]) -> None:
        self.urls = stack.urls
        self.review = review
        token = stack.token("reports.read", subject="leader")
        self.http = httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=30)

    def stated(self, figure: BriefFigure) -> StatedFigure:
        if figure.is_of_catalogue:
            return self._of_catalogue(figure)
        family, _, name = figure.key.partition(":")
        readers: dict[str, Callable[[str], StatedFigure]] = {
            "review": self._of_review,
            "look-up": self._of_look_up,
            "target": self._of_target,
        }
        return readers[family](name)

    def _get(self, service: str, path: str, **params: Any) -> dict[str, Any]:
        response = self.http.get(f"{self.urls[service]}{path}", params=params)
        body: dict[str, Any] = response.raise_for_status().json()
        return body

    def _of_catalogue(self, figure: BriefFigure) -> StatedFigure:
        params = {"period": figure.period, **({"by": figure.by} if figure.by else {})}
        report = self._get("reporting", f"/v1/figures/{figure.key}", **params)
        number = report["current"]
        if figure.by:
            number = next((group for group in report["groups"] if group["key"] == figure.group), {"value": None})
            params["group"] = figure.group
        page = self._get("reporting", f"/v1/figures/{figure.key}/evidence", **params, limit=1)
        first = page["items"][0]["document"] if page["items"] else "nothing"
        origin = report["figure"]["origin"] + (", estimated" if number.get("estimated") else "")
        value = None if number["value"] is None else Decimal(number["value"])
        return StatedFigure(value, origin, f"{first}{' …' if page['next'] else ''}")

    def _of_review(self, measure: str) -> StatedFigure:
        if measure == "agencies":
            number = Decimal(len(self.review["items"]))
        else:
            targets = {target["measure"]: target for target in self.review["total"]["targets"]}
            number = Decimal(targets[measure]["minimum_percent"])
        return StatedFigure(number, "counted" if measure == "agencies" else "target", "round of review")

    def _of_look_up(self, _: str) -> StatedFigure:
        document = self._get("population_lookup", "/openapi.json")
        fields = document["components"]["schemas"][FIELDS_SCHEMA]["enum"]
        return StatedFigure(Decimal(len(fields)), "counted", ", ".join(fields[:2]) + " …")

    def _of_target(self, code: str) -> StatedFigure:
        indicator = self._get("reporting", f"/v1/indicators/{code}")
        (target,) = indicator["targets"]
        return StatedFigure(Decimal(target["amount"]), "target", indicator["ground"])


def print_brief(stack: Stack, review: dict[str, Any]) -> bool:
    """Returns whether the product states every figure of the brief."""
    reader = BriefReader(stack, review)
    table = Table(title="The brief", title_justify="left")
    for heading, justify in (("figure", "left"), ("brief", "right"), ("product", "right")):
        table.add_column(heading, justify="right" if justify == "right" else "left")
    for heading in ("", "evidence"):
        table.add_column(heading)
    agree = True
    for figure in brief_figures():
        stated = reader.stated(figure)
        same = stated.number == figure.number
        agree &= same
        number = "nothing" if stated.number is None else f"{stated.number:,f}"
        shown = number if same else f"[red]{number}[/red]"
        table.add_row(f"{figure.name} ({figure.period})", f"{figure.number:,}", shown, stated.origin, stated.evidence)
    console.print(table)
    return agree
