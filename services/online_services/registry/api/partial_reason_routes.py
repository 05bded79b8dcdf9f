"""The endpoint of the reference table of reasons for which a service may be partial."""

from fastapi import APIRouter

from common.http.routes import Route
from common.http.transactions import Read
from online_services.registry.api.responses import ReasonOut, Reasons
from online_services.registry.queries.partial_reasons import partial_reasons

router = APIRouter(prefix="/v1/partial-reasons", route_class=Route, tags=["reference data"])


@router.get("", operation_id="listPartialReasons")
async def list_partial_reasons(read: Read) -> Reasons:
    """Returns the reasons that Điều 14 NĐ 224/2026 lists. Each partial service also states the law that requires its
    reason."""
    return Reasons(items=[ReasonOut.model_validate(row, from_attributes=True) for row in await partial_reasons(read)])
