"""Decides look-ups that wait at the same time in one transaction."""

from collections.abc import Mapping, Sequence

from common.eventlog.log import traceparent
from common.service.definition import Runtime
from population_lookup.lookup.commands.look_up import LookupResult, ReceivedLookup, look_up


async def look_up_batch(runtime: Runtime, received: Sequence[ReceivedLookup]) -> Mapping[ReceivedLookup, LookupResult]:
    """No result is returned before the lines of all are committed."""
    traceparent.set(
        received[0].traceparent if len(received) == 1 else None
    )  # a transaction of several requests belongs to no trace
    async with runtime.engine.connect() as connection:
        results = await look_up(await runtime.work_on(connection), received)
        await connection.commit()
    return dict(zip(received, results, strict=True))
