"""The demo book: a province's procedures and Decisions from 2022 to 2024, the same every time, whose totals are those
of the brief.

The structure is real, the rest is illustrative: names are composed, codes are drawn, the numbers of legal documents are
quoted
from memory. Nothing here is a source of law. The tables in `data/` decide what there is; the code fills it with
content. It speaks
the public HTTP bodies and knows no service.
"""

from typing import Any

from suite.dataset import handling_agencies as handling
from suite.dataset import issuing_agencies as offices
from suite.dataset.expected import ASSUMED, EXPECTED, REVIEW
from suite.dataset.landmarks import LANDMARK, Landmark
from suite.dataset.review import review_round
from suite.dataset.roles import holds, role_holders
from suite.dataset.steps import Step, steps

__all__ = [
    "ASSUMED", "EXPECTED", "LANDMARK", "REVIEW", "Landmark", "Step", "agencies", "fields", "holds", "review_round", "role_holders", "steps",
]  # fmt: skip


def agencies() -> list[dict[str, Any]]:
    """The body of `POST /v1/agencies` takes these."""
    publishing = [{"code": agency.code, "name": agency.name} for agency in offices.agencies().values()]
    return [*publishing, *(handler.body() for handler in handling.handlers())]


def fields() -> list[dict[str, Any]]:
    """The body of `POST /v1/fields` takes these."""
    return [{"code": field.code, "name": field.name} for field in offices.fields().values()]
