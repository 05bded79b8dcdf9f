"""The cached read of `GET /v1/decisions` without a token: it returns the bodies that the plain route would return."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from common.http.cache.cached_pages import CachedPages
from procedures.decisions.api.decision_responses import DecisionOut
from procedures.decisions.api.decision_routes import router
from procedures.decisions.queries.pages_of_decisions import pages_of_published_decisions
from procedures.law.domain.references import Status
from procedures.law.queries.catalogue_revision import revision_of_catalogue

FILTERS = ("agency", "year", "topic")


def criteria_of(query: Mapping[str, Any], _: date) -> Mapping[str, Any] | None:
    if query["status"] not in {None, Status.PUBLISHED} or query["number"] is not None:
        return None
    return {name: query[name] for name in FILTERS}


PAGES = CachedPages(
    router,
    "/v1/decisions",
    pages_of_published_decisions(DecisionOut),
    revision_of_catalogue,
    ["status", "number", *FILTERS],
    {"after_day": date.max, "after_id": UUID(int=2**128 - 1)},
    [date.fromisoformat, UUID],
    criteria_of,
)
