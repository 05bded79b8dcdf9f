"""Who holds which role of the approval workflow."""

from typing import Annotated

from fastapi import APIRouter, Query

from common.http.days import Day
from common.http.json_limits import body_limit
from common.http.routes import Route
from common.http.transactions import Read, Work
from procedures.decisions.api.access import MaySeeSubjects, RoleKeeper
from procedures.decisions.api.approval_requests import RoleHoldersIn
from procedures.decisions.api.approval_responses import RoleHolderOut, RoleHolders
from procedures.decisions.commands.record_role_holders import record_role_holders
from procedures.decisions.queries.role_holders import role_holders
from procedures.shared.api.responses import Recorded

router = APIRouter(prefix="/v1/role-holders", route_class=Route, tags=["registers"])


@router.post("", operation_id="recordRoleHolders")
@body_limit(4_000_000)
async def record(body: RoleHoldersIn, officer: RoleKeeper, work: Work) -> Recorded:
    """Record role holders. The same list may be sent again; steps that were already taken are not affected."""
    await record_role_holders(work, [role_holder.holder() for role_holder in body.role_holders], by=officer)
    return Recorded(recorded=len(body.role_holders))


@router.get("", operation_id="listRoleHolders")
async def listed(
    read: Read,
    subjects: MaySeeSubjects,
    on: Annotated[Day | None, Query(description="only those who hold the role on this day; all by default")] = None,
) -> RoleHolders:
    """Who drafts, controls, signs and publishes, and in which period."""
    return RoleHolders(items=[RoleHolderOut.of_row(row, subjects) for row in await role_holders(read, on)])
