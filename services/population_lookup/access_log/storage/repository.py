"""The access log: lines are appended under one lock, and read in order."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

import orjson
from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from common.database.connections import driver_of
from common.eventlog.log import LOCK_OF_SHARDS, EventLog, Tails, tails_of
from population_lookup.access_log.domain.access_log import Line, content_of, line_of
from population_lookup.access_log.domain.accesses import Access
from population_lookup.tables import access_log, access_log_tail

CHUNK = 1_000
SALT_BYTES = 16
COMPARED_WITH_STREAM = """
    WITH stated AS (
        SELECT aggregateid, convert_from(payload, 'UTF8')::jsonb AS payload FROM event_log
        WHERE aggregatetype = 'lookup'
    )
    SELECT count(*) FILTER (WHERE e.aggregateid IS NULL) AS lines, count(*) FILTER (WHERE a.sequence IS NULL) AS events,
        count(*) FILTER (
            WHERE e.aggregateid IS NOT NULL AND a.sequence IS NOT NULL AND (e.payload->>'line', e.payload->>'line_hash')
                IS DISTINCT FROM (a.sequence::text, encode(a.hash, 'hex'))
        ) AS different
    FROM access_log a FULL JOIN stated e ON e.aggregateid = a.lookup_id::text
"""
COLUMNS = ("sequence", "lookup_id", "personal_id", "at", "content", "prevhash", "hash", "household_members")
LOCK_TAIL = "SELECT sequence, hash FROM access_log_tail FOR UPDATE"
APPEND = f"""
    WITH moved AS (UPDATE access_log_tail SET sequence = $1, hash = $2), appended AS (
        INSERT INTO access_log ({", ".join(COLUMNS)})
        SELECT sequence, lookup_id, personal_id, at, content, prevhash, hash, string_to_array(members, ' ')
        FROM unnest($3::bigint[], $4::uuid[], $5::text[], $6::timestamptz[], $7::bytea[], $8::bytea[], $9::bytea[],
            $10::text[]) AS line (sequence, lookup_id, personal_id, at, content, prevhash, hash, members)
    )
    {LOCK_OF_SHARDS.format("$11")}
"""  # noqa: S608 - our own text


async def write_lines(
    connection: AsyncConnection, accesses: Sequence[Access], stream: EventLog
) -> tuple[list[Line], Tails]:
    """Appends the next lines and returns them, with the tails of the shards of their events, which are locked. Every
    other transaction waits from here to the commit, so only the events are written afterwards.

    The lines of a batch are few, so one statement with arrays takes them: COPY takes three exchanges.
    """
    sequence, hash = await _locked_tail(connection)
    lines = []
    for access in accesses:
        content = orjson.dumps(content_of(access, token_hex(SALT_BYTES)), option=orjson.OPT_SORT_KEYS)
        line = line_of(access, content, sequence + 1, hash)
        sequence, hash = line.sequence, line.hash
        lines.append(line)
    columns = [*zip(*lines, strict=True)]
    members = [" ".join(line.household_members) or None for line in lines]
    shards = sorted({stream.shard_of(line.lookup_id) for line in lines})
    driver = await driver_of(connection)
    rows = await driver.fetch(APPEND, sequence, hash, *columns[:-1], members, shards)
    return lines, tails_of(rows)


async def _locked_tail(connection: AsyncConnection) -> tuple[int, bytes]:
    driver = await driver_of(connection)
    if driver.is_in_transaction():
        row = await driver.fetchrow(LOCK_TAIL)
    else:  # by SQLAlchemy, which begins the transaction: the driver alone would not
        row = (await connection.exec_driver_sql(LOCK_TAIL)).one()
    return row[0], row[1]


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


async def lines_of_snapshot(engine: AsyncEngine) -> AsyncIterator[Sequence[Line]]:
    """Yields all lines that there are at one moment, in chunks."""
    async with engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        async for lines in lines_in_order(connection):
            yield lines


def line_in(row: Row[Any]) -> Line:
    members = tuple(row.household_members or ())
    return Line(row.sequence, str(row.lookup_id), row.personal_id, row.at, row.content, row.prevhash, row.hash, members)


async def tail_of(connection: AsyncConnection) -> tuple[int, bytes]:
    row = (await connection.execute(select(access_log_tail.c.sequence, access_log_tail.c.hash))).one()
    return row.sequence, row.hash


@dataclass(frozen=True, slots=True)
class StreamComparison:
    """How many lines have no event, how many events have no line, and how many events state another number or hash
    than their line has. The signed stream proves where the log ends and what each line was when it was written."""

    lines_without_event: int
    events_without_line: int
    different: int

    @property
    def is_equal(self) -> bool:
        return not (self.lines_without_event or self.events_without_line or self.different)


async def compare_with_stream(connection: AsyncConnection) -> StreamComparison:
    row = (await connection.execute(text(COMPARED_WITH_STREAM))).one()
    return StreamComparison(row.lines, row.events, row.different)
