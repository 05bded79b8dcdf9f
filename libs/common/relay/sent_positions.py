"""The section of `status` about a service's own streams: their last events, and how many were sent to Kafka."""

from typing import Any

from aiokafka.errors import KafkaError
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.check_state import CheckState
from common.database.connections import driver_of
from common.eventlog.moments import future_of, is_in_future
from common.eventlog.record import Record
from common.kafka.connection import Brokers
from common.kafka.format import MalformedMessage
from common.kafka.reading import OwnRecordNotFound, last_records
from common.relay.sending_failure import FAILED_AFTER
from common.relay.topic_mismatch import topic_mismatch
from common.service.clock_check import true_now
from common.service.definition import Runtime
from common.status import Section, StatusLine

STREAM_HEADS = (
    "SELECT s.shard, s.sequence, s.time, (SELECT time FROM event_log e WHERE e.shard = s.shard"
    " AND e.sequence = s.sequence) AS last_event_time, r.sequence AS sent, r.failing_cause,"
    " extract(epoch FROM now() - r.failing_since)::float AS failing_seconds, (SELECT coalesce(max(epoch), 1)"
    " FROM stream_epoch) AS epoch FROM stream_shard s LEFT JOIN relay_cursor r USING (shard) ORDER BY s.shard"
)


async def own_streams(runtime: Runtime) -> Section:
    """With Kafka it also reports whether the topic matches the log: if it does not, the relay refuses to send."""
    last_records, kafka_error = await _topic(runtime)
    async with runtime.engine.connect() as connection:
        rows = (await connection.execute(text(STREAM_HEADS))).all()
        driver = await driver_of(connection)
        now, lines = await true_now(driver, runtime.clock), []
        for row in rows:
            facts = {
                "stream": f"{runtime.service.name}/{row.shard}",
                "head": row.sequence,
                "epoch": row.epoch,
                "last_event": row.last_event_time,
            }
            if is_in_future(row.time, now):
                future = await future_of(driver, facts["stream"], row.shard, row.sequence, row.time, now)
                lines.append(StatusLine(facts, CheckState.FAILED, future.detail))
                continue
            if last_records is None:
                lines.append(StatusLine(facts))
                continue
            facts |= {"sent": row.sent, "unsent": row.sequence - row.sent}
            if (failure := _sending_failure(row)) is not None:
                state, cause = CheckState.FAILED, failure
            elif kafka_error:
                state, cause = CheckState.UNKNOWN, kafka_error
            else:
                state, cause = await _topic_state(connection, runtime, row.shard, last_records.get(row.shard))
            lines.append(StatusLine(facts, state, cause))
    return Section("streams", lines)


def _sending_failure(row: Row[Any]) -> str | None:
    """Describes a failure that has lasted too long, if an event of the shard waits for its end."""
    if row.sent == row.sequence or (row.failing_seconds or 0) <= FAILED_AFTER:
        return None
    return f"{row.sent + 1} is not sent: the relay has failed for {row.failing_seconds:.0f} s: {row.failing_cause}"


async def _topic(runtime: Runtime) -> tuple[dict[int, Record] | None, str]:
    """Returns the last records, or None if the installation has no Kafka; and why they could not be read."""
    if (brokers := Brokers.of(runtime.settings)) is None:
        return None, ""
    try:
        return await last_records(brokers, runtime.service.name, runtime.service.shards), ""
    except (KafkaError, OSError, OwnRecordNotFound, MalformedMessage) as error:
        return {}, f"Kafka cannot be read: {error}"


async def _topic_state(
    connection: AsyncConnection, runtime: Runtime, shard: int, last: Record | None
) -> tuple[CheckState, str]:
    mismatch = await topic_mismatch(await driver_of(connection), runtime.service.name, shard, last)
    return (CheckState.FAILED, f"the relay refuses to send: {mismatch}") if mismatch else (CheckState.OK, "")
