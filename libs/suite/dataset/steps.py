"""The book in the order in which it is loaded: first what was, then what changed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from suite.dataset.decision_drawing import Drawing
from suite.dataset.decisions import Body
from suite.dataset.law_so_far import LawSoFar
from suite.dataset.online_services import FIRST, LAST, MIDDLE, declarations, offered, registrations
from suite.dataset.plans import PlannedDecision

Drawn = list[tuple[PlannedDecision, Body]]


@dataclass(frozen=True, slots=True)
class Step:
    """One call: a Decision to draft at `/v1/decisions` and publish, or services to register at `/v1/online-services`.

    `key` names the step for ever, so that loading twice changes nothing; `label` is for people.
    """

    path: str
    body: dict[str, Any]
    key: str
    label: str


def steps() -> Iterator[Step]:
    drawing = Drawing()
    opening, year = list(drawing.opening()), list(drawing.year())
    online = offered(drawing.law)
    until_middle = 1 + max(
        place for place, (planned, _) in enumerate(year) if planned.signed_on <= MIDDLE and not planned.entered_after
    )
    yield from _published(opening)
    yield from _registered(FIRST, drawing.law, online.levels)
    yield from _published(year[:until_middle])
    yield from _registered(MIDDLE, drawing.law, online.levels)
    yield from _published(year[until_middle:])
    yield from _registered(LAST, drawing.law, online.levels)
    yield from _published(list(declarations(online.declared)))


def _published(drawn: Drawn) -> Iterator[Step]:
    for planned, body in drawn:
        named = f"{planned.full_number} ({planned.signed_on.year})"
        yield Step("/v1/decisions", body, f"book decision {named}", named)


def _registered(on: date, law: LawSoFar, levels: dict[str, str]) -> Iterator[Step]:
    for agency, body in registrations(on, law, levels):
        yield Step("/v1/online-services", body, f"book services {agency.code} {on}", f"DVCTT {agency.short} {on}")
