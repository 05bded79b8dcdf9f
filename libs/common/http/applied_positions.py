"""What this service has applied of the streams that it follows; with `Event-Position-At-Least` it answers when it is
there."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from common.consumer.positions import positions
from common.eventlog.position import as_header
from common.http.freshness import POSITION
from common.http.routes import Route
from common.http.transactions import Read

router = APIRouter(prefix="/v1", tags=["operation"], route_class=Route)


class AppliedOut(BaseModel):
    """`procedures/0:412` says that sequence 412 of shard 0 of `procedures` has taken effect here."""

    positions: list[str]


@router.get("/applied-positions")
async def applied(read: Read, response: Response) -> AppliedOut:
    """How far this service has followed others. No token: it says nothing but numbers."""
    reached = await positions(read)
    response.headers[POSITION] = as_header(reached)
    return AppliedOut(positions=[str(position) for position in reached])
