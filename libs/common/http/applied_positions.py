"""The positions that this service has applied. With `Event-Position-At-Least` the response waits until they are
applied."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from common.consumer.positions import positions
from common.eventlog.position import as_header
from common.http.declarations import returns
from common.http.documented_headers import EVENT_POSITION
from common.http.freshness import POSITION
from common.http.routes import Route
from common.http.transactions import Read

router = APIRouter(prefix="/v1", tags=["operation"], route_class=Route)


class AppliedPositions(BaseModel):
    """`procedures/0:412` says that sequence 412 of shard 0 of `procedures` has taken effect here."""

    positions: list[str]


@router.get("/applied-positions", operation_id="getAppliedPositions")
@returns(EVENT_POSITION)
async def applied(read: Read, response: Response) -> AppliedPositions:
    """The positions that this service has applied of other services' streams. Needs no token: the response holds
    numbers only."""
    applied_positions = await positions(read)
    response.headers[POSITION] = as_header(applied_positions)
    return AppliedPositions(positions=[str(position) for position in applied_positions])
