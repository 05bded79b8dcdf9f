"""The parameters by which `reporting` asks a source for its own counts."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from common.errors import Refusal
from common.eventlog.position import MalformedPosition, Position, parse_positions
from common.http.days import Day
from common.http.declarations import refuses


class DaysReversed(Refusal):
    """The last day of what is to be counted is before the first one."""

    status, type, title = 422, "days-reversed", "The last day is before the first one"

    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"{last} is before {first}", first=first.isoformat(), last=last.isoformat())


@dataclass(frozen=True, slots=True)
class OwnCountsRequest:
    """`applied` are the positions up to which the follower has counted."""

    first: date
    last: date
    applied: tuple[Position, ...]


@refuses(MalformedPosition, DaysReversed)
async def own_counts_request(
    first: Annotated[Day, Query(description="the first day")],
    last: Annotated[Day, Query(description="the last day, which is included")],
    applied: Annotated[
        str,
        Query(
            max_length=1_000,
            description="the positions in the streams of this service up to which the caller has counted",
            examples=["procedures/0:412"],
        ),
    ] = "",
) -> OwnCountsRequest:
    """Raises `MalformedPosition` and `DaysReversed`."""
    if last < first:
        raise DaysReversed(first, last)
    return OwnCountsRequest(first, last, parse_positions(applied))


CountsRequested = Annotated[OwnCountsRequest, Depends(own_counts_request)]
