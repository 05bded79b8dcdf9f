"""The difference between two versions as a page for print."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from common.http.languages import Language
from common.http.query_parameters import ignores_unknown_parameters
from common.http.routes import Route
from common.http.transactions import Read
from common.pages.page_language import PageLanguage
from procedures.law.api.routes import VersionNumber
from procedures.law.queries.two_versions import two_versions
from procedures.shared.api.moments import TheCode
from procedures.shared.domain.procedure_codes import parse_code
from procedures.shared.formats.words import VOCABULARY
from procedures.website.api.pages.difference_page import difference_page

router = APIRouter(prefix="/v1/procedures", route_class=Route, tags=["procedures"])


@router.get("/{code}/difference.html", operation_id="getProcedureDifferencePage", response_class=HTMLResponse)
@ignores_unknown_parameters
async def difference_for_print(
    code: TheCode,
    read: Read,
    before: Annotated[VersionNumber, Query(alias="from")],
    after: Annotated[VersionNumber, Query(alias="to")],
    lang: Annotated[Language, Query()] = "vi",
) -> Response:
    """The same difference as a page for print."""
    parsed = parse_code(code)
    return difference_page(parsed, *await two_versions(read, parsed, before, after), PageLanguage(lang, VOCABULARY))
