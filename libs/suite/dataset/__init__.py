"""The demo dataset: procedures and Decisions of a province from 2022 to 2024, the same on every run, with the totals of
the brief.

The structure is real, the rest is illustrative: names are composed, codes are drawn pseudorandomly, and the numbers of
legal documents are quoted from memory. Nothing here is a source of law. The tables in `data/` decide which Decisions,
agencies and subjects there are; the code adds the content. It creates the bodies of the public HTTP APIs and imports no
service.
"""

from typing import Any

from suite.dataset import handlers, issuing_agencies
from suite.dataset.expected import ASSUMED, EXPECTED, REVIEW
from suite.dataset.review import review_round
from suite.dataset.roles import agency_in_role, role_holders
from suite.dataset.scenario_procedure import SCENARIO_PROCEDURE
from suite.dataset.steps import Step, steps

__all__ = [
    "ASSUMED",
    "EXPECTED",
    "REVIEW",
    "SCENARIO_PROCEDURE",
    "Step",
    "agencies",
    "agency_in_role",
    "fields",
    "review_round",
    "role_holders",
    "steps",
]


def agencies() -> list[dict[str, Any]]:
    """Returns the entries for the body of `POST /v1/agencies`."""
    issuing = [{"code": agency.code, "name": agency.name} for agency in issuing_agencies.agencies().values()]
    return [*issuing, *(handler.body() for handler in handlers.handlers())]


def fields() -> list[dict[str, Any]]:
    """Returns the entries for the body of `POST /v1/fields`."""
    return [{"code": field.code, "name": field.name} for field in issuing_agencies.fields().values()]
