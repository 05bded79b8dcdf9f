"""Verifies the access log: every line follows the one before it, and each has an event in the signed stream."""

from collections.abc import AsyncIterator

from sqlalchemy import text

from common.eventlog.findings import Finding
from common.service.definition import Runtime
from population_lookup.access_log.domain.access_log import GENESIS
from population_lookup.access_log.storage.repository import lines_in_order, tail_of, unmatched_entries


async def verify_access_log(runtime: Runtime) -> AsyncIterator[Finding]:
    """A part of `verify`. It reads one snapshot, so that look-ups continue meanwhile."""
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        sequence, hash = 0, GENESIS
        async for lines in lines_in_order(connection):
            for line in lines:
                if (fault := line.fault(sequence, hash)) is not None:
                    yield Finding(False, "access log", fault)
                    return
                sequence, hash = line.sequence, line.hash
        if (sequence, hash) != await tail_of(connection):
            yield Finding(False, "access log", f"the lines after {sequence} are missing")
            return
        yield Finding(True, "access log", f"{sequence} lines in one chain", {"lines_checked": sequence})
        lines_untold, events_unwritten = await unmatched_entries(connection)
        detail = f"{lines_untold} lines without an event, {events_unwritten} events without a line"
        yield Finding(not (lines_untold or events_unwritten), "access log against the stream", detail)
