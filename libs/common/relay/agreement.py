"""Whether what a topic ends with is what the log holds there."""

from typing import Any

from common.eventlog.log import read
from common.eventlog.record import Record


async def disagreement(driver: Any, source: str, shard: int, last: Record | None) -> str | None:
    """In words, how the topic's last record is not the log's own; None where it is, or the topic is empty."""
    if last is None:
        return None
    ours = await read(driver, source, shard, last.sequence - 1, 1)
    if not ours:
        return f"the topic of shard {shard} holds sequence {last.sequence}, which the log does not have"
    if ours[0].hash != last.hash:
        return f"the topic of shard {shard} holds another record than the log at sequence {last.sequence}"
    return None
