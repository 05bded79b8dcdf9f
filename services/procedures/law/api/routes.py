"""The catalogue of procedures: public to read, for any past or future day, as this system knew it at any moment."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from common.contracts.parts import Level
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock
from procedures.law.api.content_responses import ContentOut
from procedures.law.api.difference_responses import DifferenceOut
from procedures.law.api.responses import (
    Chain,
    CodeGivenOut,
    LinkOut,
    ProcedureDetail,
    ProcedureOut,
    VersionOut,
    Versions,
)
from procedures.law.queries.code_of_procedure import recoding_of_procedure
from procedures.law.queries.content_of_version import content_of_version
from procedures.law.queries.procedure_by_code import procedure_by_code
from procedures.law.queries.procedure_chain import procedure_chain
from procedures.law.queries.procedure_versions import procedure_versions
from procedures.law.queries.procedures_in_force import ProcedureFilter, procedures_in_force
from procedures.law.queries.two_versions import two_versions
from procedures.shared.api.moments import KnownOn, OnDay, TheCode
from procedures.shared.api.text_fields import AgencyCode, FieldCode
from procedures.shared.domain.procedure_codes import parse_code

router = APIRouter(prefix="/v1/procedures", route_class=Route, tags=["procedures"])

VersionNumber = Annotated[int, Query(ge=1, le=2_147_483_647)]
VersionInPath = Annotated[int, Path(ge=1, le=2_147_483_647)]


@router.get("", operation_id="listProcedures")
async def list_procedures(
    read: Read,
    clock: TheClock,
    page: Paging,
    in_force_on: OnDay = None,
    known_on: KnownOn = None,
    agency: Annotated[AgencyCode | None, Query(description="an agency's code, with all below it")] = None,
    field: FieldCode | None = None,
    level: Level | None = None,
) -> Page[ProcedureOut]:
    """List the procedures in force on a day, in the order of their codes."""
    criteria = ProcedureFilter(in_force_on or clock.today(), known_on, agency, field, level)
    rows = await procedures_in_force(read, criteria, page.key(str), page.limit + 1)
    items = rows[: page.limit]
    cursor = cursor_of([items[-1].code]) if len(rows) > page.limit else None
    return Page(items=[ProcedureOut.of_row(row) for row in items], next=cursor)


@router.get("/{code}", operation_id="getProcedure")
async def get_procedure(
    code: TheCode, read: Read, clock: TheClock, in_force_on: OnDay = None, known_on: KnownOn = None
) -> ProcedureDetail:
    """Return a procedure with its complete content. 404 `procedure-not-in-force-on-day` if it is not in force on the
    day, 404 `procedure-not-found` if it was never introduced."""
    row = await procedure_by_code(read, parse_code(code), in_force_on or clock.today(), known_on)
    return ProcedureDetail.of_row(row)


@router.get("/{code}/versions", operation_id="listProcedureVersions")
async def list_versions(code: TheCode, read: Read) -> Versions:
    """List all versions of the procedure, also those that were never in force."""
    parsed = parse_code(code)
    return Versions(code=parsed, items=[VersionOut.of(version) for version in await procedure_versions(read, parsed)])


@router.get("/{code}/versions/{number}", operation_id="getProcedureVersion", response_model=ContentOut)
async def get_version(code: TheCode, number: VersionInPath, read: Read) -> Response:
    """Return the content of one version, which never changes: exactly the bytes whose SHA-256 events state as
    `content_sha256`. 404 `version-not-found` if the procedure has no version of the number."""
    content, content_sha256 = await content_of_version(read, parse_code(code), number)
    return Response(content, media_type="application/json", headers={"ETag": f'"{content_sha256}"'})


@router.get("/{code}/difference", operation_id="compareProcedureVersions")
async def compare_versions(
    code: TheCode,
    read: Read,
    before: Annotated[VersionNumber, Query(alias="from")],
    after: Annotated[VersionNumber, Query(alias="to")],
) -> DifferenceOut:
    """Compare two versions part by part. 404 `version-not-found` if the procedure has no version of the number."""
    parsed = parse_code(code)
    return DifferenceOut.of(parsed, *await two_versions(read, parsed, before, after))


@router.get("/{code}/chain", operation_id="getProcedureChain")
async def get_chain(code: TheCode, read: Read) -> Chain:
    """Return the chain of the procedure: each publication, annulment and correction that concerns it, with the periods
    that it opened, closed and cancelled."""
    parsed = parse_code(code)
    links = [LinkOut.of_link(parsed, link) for link in await procedure_chain(read, parsed)]
    return Chain(code=parsed, code_given=CodeGivenOut.of_row(await recoding_of_procedure(read, parsed)), items=links)
