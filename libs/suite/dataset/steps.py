"""The requests that load the dataset, in their order: first the opening catalogue, then its changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from suite.dataset.decision_drawing import DecisionDrawing
from suite.dataset.decisions import Body
from suite.dataset.law_state import LawState
from suite.dataset.online_services import FIRST, LAST, MIDDLE, declarations, offered_services, registrations
from suite.dataset.plans import PlannedDecision

DrawnDecisions = list[tuple[PlannedDecision, Body]]


@dataclass(frozen=True, slots=True)
class Step:
    """A Decision to draft at `/v1/decisions` and to publish, or services to register at `/v1/online-services`.

    `key` is the idempotency key, so that loading twice changes nothing; `label` is shown to people.
    """

    path: str
    body: dict[str, Any]
    key: str
    label: str


def steps() -> Iterator[Step]:
    drawing = DecisionDrawing()
    opening, year = list(drawing.opening()), list(drawing.year())
    online = offered_services(drawing.law)
    until_middle = 1 + max(
        index for index, (planned, _) in enumerate(year) if planned.signed_on <= MIDDLE and not planned.entered_after
    )
    yield from _decision_steps(opening)
    yield from _registration_steps(FIRST, drawing.law, online.levels)
    yield from _decision_steps(year[:until_middle])
    yield from _registration_steps(MIDDLE, drawing.law, online.levels)
    yield from _decision_steps(year[until_middle:])
    yield from _registration_steps(LAST, drawing.law, online.levels)
    yield from _decision_steps(list(declarations(online.declared)))


def _decision_steps(decisions: DrawnDecisions) -> Iterator[Step]:
    for planned, body in decisions:
        number = f"{planned.full_number} ({planned.signed_on.year})"
        yield Step("/v1/decisions", body, f"dataset decision {number}", number)


def _registration_steps(on: date, law: LawState, levels: dict[str, str]) -> Iterator[Step]:
    for agency, body in registrations(on, law, levels):
        yield Step("/v1/online-services", body, f"dataset services {agency.code} {on}", f"DVCTT {agency.short} {on}")
