"""The cached read of `GET /v1/online-services`: it returns the bodies that the plain route would return."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from common.http.cache.cached_pages import CachedPages
from online_services.registry.api.responses import OfferedOut
from online_services.registry.api.routes import router
from online_services.registry.queries.pages_of_online_services import pages_offered
from online_services.registry.queries.registry_revision import revision_of_registry

FILTERS = ("level", "agency", "under_review")


def criteria_of(query: Mapping[str, Any], today: date) -> Mapping[str, Any]:
    return {"on": query["on"] or today, **{name: query[name] for name in FILTERS}}


PAGES = CachedPages(
    router,
    "/v1/online-services",
    pages_offered(OfferedOut),
    revision_of_registry,
    ["on", *FILTERS],
    {"after_code": "", "after_id": UUID(int=0)},
    [str, UUID],
    criteria_of,
)
