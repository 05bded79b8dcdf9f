"""The projected tables as they were at earlier stream positions, for one transaction that is rolled back.

The events up to these positions are folded anew into the shadow schema, which then has the name of the live one. Until
the transaction ends, nobody else sees that: others read and write the live tables, under the name that they have there.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer import shadow_schema as shadow
from common.consumer.applying import fold_encoded
from common.consumer.memory_tables import MemoryTables
from common.consumer.rebuild import copy_from_memory
from common.consumer.replay import replay_events
from common.garbage_collection import without_garbage_collection
from common.progress_reports import no_report
from common.service.definition import Runtime


@asynccontextmanager
async def projections_at(
    runtime: Runtime, connection: AsyncConnection, until: Mapping[tuple[str, int], int]
) -> AsyncIterator[None]:
    """`until` has the last sequence of each source and shard; one that is not named had no events. The owner of the
    database calls it. Raises `HistoryMismatch`."""
    memory = MemoryTables()
    with without_garbage_collection():
        for subscription in runtime.service.subscriptions:
            for (source, shard), sequence in until.items():
                if source == subscription.source:
                    chunks = replay_events(runtime, connection, source, shard, after=0, until=sequence)
                    async with aclosing(chunks):
                        async for encoded in chunks:
                            await fold_encoded(subscription.projections, encoded, memory)
    attempt = await connection.begin_nested()
    try:
        await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('rebuild'))"))
        await copy_from_memory(runtime, connection, memory, no_report)
        await shadow.hide_live(connection)
        yield
    finally:
        await attempt.rollback()
