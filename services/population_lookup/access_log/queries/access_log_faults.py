"""Verifies the access log: every line follows the one before it, and the signed stream has an event with the hash of
each."""

from collections.abc import AsyncIterator

from sqlalchemy import text

from common.eventlog.findings import Finding
from common.service.definition import Runtime
from population_lookup.access_log.domain.access_log import GENESIS
from population_lookup.access_log.storage.repository import compare_with_stream, lines_in_order, tail_of


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
        compared = await compare_with_stream(connection)
        detail = (
            f"{compared.lines_without_event} lines without an event, {compared.events_without_line} events without a"
            f" line, {compared.different} lines that differ from their event"
        )
        yield Finding(compared.is_equal, "access log against the stream", detail)
