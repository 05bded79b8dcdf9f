"""Decides look-ups that wait at the same time in one transaction."""

from collections.abc import Mapping, Sequence

from common.eventlog.log import traceparent
from common.service.unit_of_work import UnitOfWork
from population_lookup.lookup.commands.look_up import LookupResult, ReceivedLookup, look_up


async def look_up_batch(work: UnitOfWork, received: Sequence[ReceivedLookup]) -> Mapping[ReceivedLookup, LookupResult]:
    traceparent.set(
        received[0].traceparent if len(received) == 1 else None
    )  # a transaction of several requests belongs to no trace
    return dict(zip(received, await look_up(work, received), strict=True))
