"""The services `LayDanhSachTTHC` and `LayThuTuc` of the National Portal, over the law of the province as it is
today."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from common.http.pagination import Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock
from procedures.law.queries.procedure_by_code import procedure_by_code
from procedures.law.queries.procedures_in_force import ProcedureFilter, procedures_in_force
from procedures.open_data.formats.lay_thu_tuc_out import heading_out, record_out
from procedures.registers.queries.names_of_agencies import names_in
from procedures.shared.domain.procedure_codes import parse_code

router = APIRouter(route_class=Route, tags=["national formats"])


@router.get("/LayDanhSachTTHC", operation_id="layDanhSachTTHC")
async def lay_danh_sach_tthc(read: Read, clock: TheClock, page: Paging) -> dict[str, Any]:
    """The procedures in force today, ordered by code. `next` is the cursor of the next page, as in every list of this
    API."""
    rows = await procedures_in_force(read, ProcedureFilter(clock.today()), page.key(str), page.limit + 1)
    shown = rows[: page.limit]
    cursor = cursor_of([shown[-1].code]) if len(rows) > page.limit else None
    return {"result": [heading_out(row) for row in shown], "next": cursor}


@router.get("/LayThuTuc", operation_id="layThuTuc")
async def lay_thu_tuc(
    read: Read, clock: TheClock, code: Annotated[str, Query(alias="maTTHC", examples=["1.001234"])]
) -> dict[str, Any]:
    """A procedure in force today, with all its parts. docs/national-formats.md lists the fields of national records
    that this system cannot fill."""
    row = await procedure_by_code(read, parse_code(code), clock.today(), None)
    return {"result": [record_out(row, await names_in(read, row.content))]}
