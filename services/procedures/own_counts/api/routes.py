"""What this service counts in its own tables: `reporting` compares it with what it has counted from events."""

from typing import Annotated

from fastapi import APIRouter, Query

from common.contracts.own_counts import OwnCounts
from common.http.authentication import Requires
from common.http.own_counts_request import CountsRequested
from common.http.routes import Route
from common.http.transactions import Read
from common.identity import Actor
from procedures.own_counts.queries.counts_of_decisions import counts_of_decisions

router = APIRouter(prefix="/v1/own-counts", route_class=Route, tags=["reconciliation"])
Asker = Annotated[Actor, Requires("counts.read")]


@router.get("", operation_id="getOwnCounts")
async def own_counts(
    _: Asker,
    read: Read,
    requested: CountsRequested,
    without_topic: Annotated[
        str,
        Query(max_length=100, description="a topic whose Decisions are left out", examples=["opening_catalogue"]),
    ] = "",
) -> OwnCounts:
    """The published Decisions that were signed on the days, their items by kind, and the processes that they approve,
    as the tables of this service have them now."""
    return await counts_of_decisions(read, requested, without_topic)
