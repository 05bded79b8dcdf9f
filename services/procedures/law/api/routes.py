"""The catalogue: public to read, for any past or future day, as this system knew it at any moment."""

from typing import Annotated

from fastapi import APIRouter, Query

from common.contracts.parts import Level
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock
from procedures.law.api.difference_responses import DifferenceOut
from procedures.law.api.responses import Chain, LinkOut, ProcedureDetail, ProcedureOut, VersionOut, Versions
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


@router.get("")
async def in_force(
    read: Read,
    clock: TheClock,
    page: Paging,
    in_force_on: OnDay = None,
    known_on: KnownOn = None,
    agency: Annotated[AgencyCode | None, Query(description="an agency's code, with all below it")] = None,
    field: FieldCode | None = None,
    level: Level | None = None,
) -> Page[ProcedureOut]:
    """The procedures in force on a day, in the order of their codes."""
    criteria = ProcedureFilter(in_force_on or clock.today(), known_on, agency, field, level)
    rows = await procedures_in_force(read, criteria, page.key(str), page.limit + 1)
    shown = rows[: page.limit]
    more = cursor_of([shown[-1].code]) if len(rows) > page.limit else None
    return Page(items=[ProcedureOut.of_row(row) for row in shown], next=more)


@router.get("/{code}")
async def one(
    code: TheCode, read: Read, clock: TheClock, in_force_on: OnDay = None, known_on: KnownOn = None
) -> ProcedureDetail:
    """One procedure with its whole content. 404 `procedure-not-in-force-on-day` where it is not law on the day,
    `procedure-not-found` where
    it never was."""
    row = await procedure_by_code(read, parse_code(code), in_force_on or clock.today(), known_on)
    return ProcedureDetail.of_row(row)


@router.get("/{code}/versions")
async def versions(code: TheCode, read: Read) -> Versions:
    """All versions that the procedure ever had, also those that never became law."""
    found = await procedure_versions(read, known := parse_code(code))
    return Versions(code=known, items=[VersionOut.of(one) for one in found])


@router.get("/{code}/difference")
async def differing(
    code: TheCode,
    read: Read,
    before: Annotated[VersionNumber, Query(alias="from")],
    after: Annotated[VersionNumber, Query(alias="to")],
) -> DifferenceOut:
    """What differs between two versions, part by part. 404 `version-not-found` where there is none of the number."""
    known = parse_code(code)
    return DifferenceOut.of(known, *await two_versions(read, known, before, after))


@router.get("/{code}/chain")
async def chain(code: TheCode, read: Read) -> Chain:
    """Why the law of this procedure is what it is: the Decisions that made it so, what was annulled and corrected of
    them, and what
    each act opened, ended and cancelled."""
    links = await procedure_chain(read, known := parse_code(code))
    return Chain(code=known, items=[LinkOut.of_link(known, link) for link in links])
