"""Compares the last record of a topic with the log."""

from typing import Any

from common.eventlog.log import read
from common.eventlog.record import Record


async def topic_mismatch(driver: Any, source: str, shard: int, last: Record | None) -> str | None:
    """Describes how the topic's last record differs from the log; None if it does not, or if the topic is empty."""
    if last is None:
        return None
    records = await read(driver, source, shard, last.sequence - 1, 1)
    if not records:
        return f"the topic of shard {shard} holds sequence {last.sequence}, which the log does not have"
    if records[0].hash != last.hash:
        return f"the topic of shard {shard} holds another record than the log at sequence {last.sequence}"
    return None
