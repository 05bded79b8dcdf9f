"""The access log: lines written one after another under one lock, and read in order."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.domain.access_log import Line, line_of
from population_lookup.domain.lookup import Lookup
from population_lookup.storage.tables import access_log, access_log_tail

CHUNK = 1_000


async def write_line(connection: AsyncConnection, lookup: Lookup, account: str, form: str) -> None:
    """Write the next line. From here to the commit every other look-up waits, so it comes last but for the event."""
    tail = (await connection.execute(select(access_log_tail).with_for_update())).one()
    line = line_of(lookup, account, form, tail.sequence + 1, tail.hash)
    values = {
        "sequence": line.sequence,
        "lookup_id": UUID(line.lookup_id),
        "personal_id": line.personal_id,
        "at": line.at,
        "content": line.content,
        "prevhash": line.prevhash,
        "hash": line.hash,
    }
    await connection.execute(insert(access_log).values(**values))
    await connection.execute(update(access_log_tail).values(sequence=line.sequence, hash=line.hash))


async def lines_in_order(connection: AsyncConnection) -> AsyncIterator[Sequence[Line]]:
    """All lines, by the thousand."""
    after = 0
    while True:
        following = select(access_log).where(access_log.c.sequence > after).order_by(access_log.c.sequence).limit(CHUNK)
        rows = (await connection.execute(following)).all()
        if not rows:
            return
        yield [line_in(row) for row in rows]
        after = rows[-1].sequence


def line_in(row: Row[Any]) -> Line:
    return Line(row.sequence, str(row.lookup_id), row.personal_id, row.at, row.content, row.prevhash, row.hash)


async def tail_of(connection: AsyncConnection) -> tuple[int, bytes]:
    row = (await connection.execute(select(access_log_tail.c.sequence, access_log_tail.c.hash))).one()
    return row.sequence, row.hash


async def untold(connection: AsyncConnection) -> tuple[int, int]:
    """How many lines no event tells of, and how many events have no line: the signed stream vouches for the end of the log."""
    counted = await connection.execute(
        text(
            "SELECT count(*) FILTER (WHERE e.id IS NULL) AS lines, count(*) FILTER (WHERE a.sequence IS NULL) AS events"
            " FROM access_log a FULL JOIN (SELECT * FROM event_log WHERE aggregatetype = 'lookup') e"
            " ON e.aggregateid = a.lookup_id::text"
        )
    )
    row = counted.one()
    return row.lines, row.events
