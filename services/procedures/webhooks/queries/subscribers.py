"""The subscribers of events, and the position of each."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.shared.queries.rows import rows_of
from procedures.tables import event_subscriber

LAG = text("(SELECT h.sequence FROM stream_shard h WHERE h.shard = 0) - event_subscriber.sequence AS lag")


async def subscribers(read: AsyncConnection) -> Sequence[Row[Any]]:
    """Returns the subscribers in the order of their codes; `lag` counts the events that a subscriber has not
    accepted."""
    return await rows_of(read, select(event_subscriber, LAG).order_by(event_subscriber.c.code))
