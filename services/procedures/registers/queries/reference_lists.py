"""The reference data against which Decisions are checked: administrative levels with their validity, topics, and lists
of designation."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.tables import administrative_level, designation, topic


async def administrative_levels(read: AsyncConnection) -> Sequence[Row[Any]]:
    """The highest first."""
    return (await read.execute(select(administrative_level).order_by(administrative_level.c.rank))).all()


async def topics(read: AsyncConnection) -> Sequence[Row[Any]]:
    return (await read.execute(select(topic).order_by(topic.c.code))).all()


async def designations(read: AsyncConnection) -> Sequence[Row[Any]]:
    return (await read.execute(select(designation).order_by(designation.c.code))).all()
