"""The registers that Decisions refer to: agencies, fields, administrative levels, topics and lists of designation."""

from fastapi import APIRouter

from common.http.json_limits import body_limit
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, Work
from procedures.registers.api.requests import AgenciesIn, DesignationsIn, FieldsIn
from procedures.registers.api.responses import (
    AdministrativeLevelOut,
    AdministrativeLevels,
    AgencyOut,
    DesignationLists,
    DesignationOut,
    FieldOut,
    TopicOut,
    Topics,
)
from procedures.registers.commands.record_agencies import record_agencies
from procedures.registers.commands.record_designations import record_designations
from procedures.registers.commands.record_fields import record_fields
from procedures.registers.queries.recorded_agencies import agencies
from procedures.registers.queries.recorded_fields import fields
from procedures.registers.queries.reference_lists import administrative_levels, designations, topics
from procedures.shared.api.dependencies import Cataloguer
from procedures.shared.api.responses import Recorded

router = APIRouter(prefix="/v1", route_class=Route, tags=["registers"])


@router.post("/agencies", operation_id="recordAgencies")
@body_limit(4_000_000)
async def put_agencies(body: AgenciesIn, officer: Cataloguer, work: Work) -> Recorded:
    """Record agencies. An agency on record takes the given name and days, so the same list may be sent again."""
    await record_agencies(work, [agency.entry() for agency in body.agencies], by=officer)
    return Recorded(recorded=len(body.agencies))


@router.get("/agencies", operation_id="listAgencies")
async def listed_agencies(read: Read, page: Paging) -> Page[AgencyOut]:
    """The recorded agencies, in the order of their codes."""
    rows = await agencies(read, page.key(str), page.limit + 1)
    shown = [AgencyOut.model_validate(row, from_attributes=True) for row in rows[: page.limit]]
    return Page(items=shown, next=cursor_of([shown[-1].code]) if len(rows) > page.limit else None)


@router.post("/fields", operation_id="recordFields")
@body_limit(4_000_000)
async def put_fields(body: FieldsIn, officer: Cataloguer, work: Work) -> Recorded:
    """Record fields (lĩnh vực). A field on record takes the given name, so the same list may be sent again."""
    await record_fields(work, [field.entry() for field in body.fields], by=officer)
    return Recorded(recorded=len(body.fields))


@router.get("/fields", operation_id="listFields")
async def listed_fields(read: Read, page: Paging) -> Page[FieldOut]:
    """The recorded fields, in the order of their codes."""
    rows = await fields(read, page.key(str), page.limit + 1)
    shown = [FieldOut.model_validate(row, from_attributes=True) for row in rows[: page.limit]]
    return Page(items=shown, next=cursor_of([shown[-1].code]) if len(rows) > page.limit else None)


@router.get("/administrative-levels", operation_id="listAdministrativeLevels")
async def listed_levels(read: Read) -> AdministrativeLevels:
    """Administrative levels (cấp thực hiện) with their validity, the highest first."""
    rows = await administrative_levels(read)
    return AdministrativeLevels(
        items=[AdministrativeLevelOut.model_validate(row, from_attributes=True) for row in rows]
    )


@router.get("/topics", operation_id="listTopics")
async def listed_topics(read: Read) -> Topics:
    """The topics of Decisions, by which reports count them."""
    return Topics(items=[TopicOut.model_validate(row, from_attributes=True) for row in await topics(read)])


@router.post("/designations", operation_id="recordDesignations")
async def put_designations(body: DesignationsIn, officer: Cataloguer, work: Work) -> Recorded:
    """Record lists for which Decisions may designate procedures. A list on record never changes (409
    `designation-fixed`); the same one may be sent again."""
    await record_designations(work, [designation.entry() for designation in body.designations], by=officer)
    return Recorded(recorded=len(body.designations))


@router.get("/designations", operation_id="listDesignations")
async def listed_designations(read: Read) -> DesignationLists:
    """The lists for which Decisions may designate procedures, in the order of their codes."""
    rows = await designations(read)
    return DesignationLists(items=[DesignationOut.model_validate(row, from_attributes=True) for row in rows])
