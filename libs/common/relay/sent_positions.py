"""How far a service's own streams have come, and how far they were sent."""

from aiokafka.errors import KafkaError
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from common.eventlog.record import Record
from common.kafka.connection import Brokers
from common.kafka.reading import last_records
from common.relay.agreement import disagreement
from common.service.definition import Runtime
from common.status import Section, StatusLine
from common.verdict import Verdict

HEADS = (
    "SELECT s.shard, s.sequence, s.time, r.sequence AS sent, (SELECT coalesce(max(epoch), 1)"
    " FROM stream_epoch) AS epoch FROM stream_shard s LEFT JOIN relay_cursor r USING (shard) ORDER BY s.shard"
)


async def own_streams(runtime: Runtime) -> Section:
    """With Kafka also whether the topic agrees with the log: where it does not, the relay refuses to send."""
    lasts, away = await _topic(runtime)
    async with runtime.engine.connect() as connection:
        rows = (await connection.execute(text(HEADS))).all()
        lines = []
        for shard, sequence, time, sent, epoch in rows:
            facts = {
                "stream": f"{runtime.service.name}/{shard}",
                "head": sequence,
                "epoch": epoch,
                "last_event": time or None,
            }
            if lasts is None:
                lines.append(StatusLine(facts))
                continue
            facts |= {"sent": sent, "unsent": sequence - sent}
            verdict, why = (
                (Verdict.UNKNOWN, away) if away else await _topic_verdict(connection, runtime, shard, lasts.get(shard))
            )
            lines.append(StatusLine(facts, verdict, why))
    return Section("streams", lines)


async def _topic(runtime: Runtime) -> tuple[dict[int, Record] | None, str]:
    """The last records, None where events travel by the feed; and why they could not be read."""
    if (brokers := Brokers.of(runtime.settings)) is None:
        return None, ""
    try:
        return await last_records(brokers, runtime.service.name, runtime.service.shards), ""
    except (KafkaError, OSError) as failed:
        return {}, f"Kafka cannot be read: {failed}"


async def _topic_verdict(
    connection: AsyncConnection, runtime: Runtime, shard: int, last: Record | None
) -> tuple[Verdict, str]:
    different = await disagreement(await driver_of(connection), runtime.service.name, shard, last)
    return (Verdict.WRONG, f"the relay refuses to send: {different}") if different else (Verdict.WELL, "")
