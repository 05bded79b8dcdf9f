"""The access log: lines are appended under one lock, and read in order."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.access_log.domain.access_log import Line, line_of
from population_lookup.access_log.domain.accesses import Access
from population_lookup.tables import access_log, access_log_tail

CHUNK = 1_000
COLUMNS = ("sequence", "lookup_id", "personal_id", "at", "content", "prevhash", "hash")


async def write_lines(connection: AsyncConnection, accesses: Sequence[Access]) -> None:
    """Appends the next lines. Every other transaction waits from here to the commit, so only the events are written
    afterwards."""
    driver = await driver_of(connection)
    sequence, hash = await driver.fetchrow("SELECT sequence, hash FROM access_log_tail FOR UPDATE")
    rows = []
    for access in accesses:
        line = line_of(access, sequence + 1, hash)
        sequence, hash = line.sequence, line.hash
        rows.append((sequence, UUID(line.lookup_id), line.personal_id, line.at, line.content, line.prevhash, hash))
    await driver.copy_records_to_table("access_log", records=rows, columns=COLUMNS)
    await driver.execute("UPDATE access_log_tail SET sequence = $1, hash = $2", sequence, hash)


async def lines_in_order(connection: AsyncConnection) -> AsyncIterator[Sequence[Line]]:
    """Yields all lines in chunks."""
    after = 0
    while True:
        statement = select(access_log).where(access_log.c.sequence > after).order_by(access_log.c.sequence).limit(CHUNK)
        rows = (await connection.execute(statement)).all()
        if not rows:
            return
        yield [line_in(row) for row in rows]
        after = rows[-1].sequence


def line_in(row: Row[Any]) -> Line:
    return Line(row.sequence, str(row.lookup_id), row.personal_id, row.at, row.content, row.prevhash, row.hash)


async def tail_of(connection: AsyncConnection) -> tuple[int, bytes]:
    row = (await connection.execute(select(access_log_tail.c.sequence, access_log_tail.c.hash))).one()
    return row.sequence, row.hash


async def unmatched_entries(connection: AsyncConnection) -> tuple[int, int]:
    """Returns how many lines have no event, and how many events have no line: the signed stream proves where the log
    ends."""
    result = await connection.execute(
        text(
            "SELECT count(*) FILTER (WHERE e.id IS NULL) AS lines, count(*) FILTER (WHERE a.sequence IS NULL) AS events"
            " FROM access_log a FULL JOIN (SELECT * FROM event_log WHERE aggregatetype = 'lookup') e"
            " ON e.aggregateid = a.lookup_id::text"
        )
    )
    row = result.one()
    return row.lines, row.events
