"""The cached reads of `GET /v1/procedures/{code}` and `GET /v1/procedures`: they return the bodies that the plain
routes would return."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from common.http.cache.cached_pages import CachedPages
from common.service.api_definition import CachedRead
from procedures.law.api.responses import ProcedureDetail, ProcedureOut
from procedures.law.api.routes import router
from procedures.law.queries.catalogue_revision import revision_of_catalogue
from procedures.law.queries.pages_of_procedures import pages_in_force
from procedures.law.queries.rendered_procedures import RenderedProcedures
from procedures.shared.domain.procedure_codes import FORM

PREFIX = "/v1/procedures/"

_form = re.compile(FORM)


def code_in(path: str, query: bytes) -> str | None:
    """Returns the procedure code in a path, if the path has no query and the code is written in its canonical form."""
    if query or not path.startswith(PREFIX):
        return None
    code = path[len(PREFIX) :]
    return code if _form.fullmatch(code) else None


RENDERED = RenderedProcedures(ProcedureDetail)
READ = CachedRead(code_in, RENDERED.read)

FILTERS = ("agency", "field", "level")


def criteria_of(query: Mapping[str, Any], today: date) -> Mapping[str, Any]:
    return {"in_force_on": query["in_force_on"] or today, **{name: query[name] for name in FILTERS}}


PAGES = CachedPages(
    router,
    "/v1/procedures",
    pages_in_force(ProcedureOut),
    revision_of_catalogue,
    ["in_force_on", *FILTERS],
    {"after": ""},
    [str],
    criteria_of,
)
