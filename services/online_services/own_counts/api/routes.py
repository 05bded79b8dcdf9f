"""What this service counts in its own tables: `reporting` compares it with what it has counted from events."""

from typing import Annotated

from fastapi import APIRouter

from common.contracts.own_counts import OwnCounts
from common.http.authentication import Requires
from common.http.own_counts_request import CountsRequested
from common.http.routes import Route
from common.http.transactions import Read
from common.identity import Actor
from online_services.own_counts.queries.counts_of_services_and_dossiers import counts_of_services_and_dossiers

router = APIRouter(prefix="/v1/own-counts", route_class=Route, tags=["reconciliation"])
Asker = Annotated[Actor, Requires("counts.read")]


@router.get("", operation_id="getOwnCounts")
async def own_counts(_: Asker, read: Read, requested: CountsRequested) -> OwnCounts:
    """The services that are offered on the last day by level, the dossiers that were received on the days, and those
    that are open after them, as the tables of this service have them now."""
    return await counts_of_services_and_dossiers(read, requested)
