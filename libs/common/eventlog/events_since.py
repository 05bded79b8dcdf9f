"""How many events of some types a service has emitted after the positions that a follower has applied."""

from collections.abc import Iterable, Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.eventlog.position import Position

MOST = 1_000
"""So many are counted: a follower that has just begun would have the whole log read."""
EVENTS_SINCE = text(f"""
    SELECT count(*) FROM (
        SELECT FROM stream_shard s
        LEFT JOIN unnest(CAST(:shards AS int[]), CAST(:sequences AS bigint[])) AS applied (shard, sequence)
            USING (shard)
        JOIN event_log e ON e.shard = s.shard AND e.sequence > coalesce(applied.sequence, 0)
        WHERE e.type = ANY(CAST(:types AS text[])) LIMIT {MOST}
    ) AS later
""")  # noqa: S608 - a constant only


async def events_since(read: AsyncConnection, source: str, applied: Iterable[Position], types: Sequence[str]) -> int:
    """Of a shard that `applied` does not name nothing was applied; positions of other sources are ignored."""
    sequences = {position.shard: position.sequence for position in applied if position.source == source}
    parameters = {"shards": list(sequences), "sequences": list(sequences.values()), "types": list(types)}
    return int(await read.scalar(EVENTS_SINCE, parameters) or 0)
