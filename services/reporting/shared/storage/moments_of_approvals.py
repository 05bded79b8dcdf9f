"""The moments of approvals, and of the snapshots that count them: a snapshot has exactly the approvals up to its
moment, so that a kept report can be computed again from that moment alone.

An approval reads the clock while it holds a lock until its commit; a snapshot begins, at its moment, while nobody does.
"""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.service.unit_of_work import UnitOfWork

SHARED = text("SELECT pg_advisory_xact_lock_shared(hashtext('congbo approvals'))")
EXCLUSIVE = text("SELECT pg_advisory_xact_lock(hashtext('congbo approvals'))")


async def moment_of_approval(work: UnitOfWork) -> datetime:
    await work.connection.execute(SHARED)
    return work.clock.now()


async def moment_of_snapshot(work: UnitOfWork, read: AsyncConnection) -> datetime:
    """Begins the snapshot of `read`, on which nothing was read before. It waits for approvals that are being recorded;
    later ones wait only until the snapshot has begun, since the end of the savepoint releases the lock."""
    savepoint = await work.connection.begin_nested()
    try:
        await work.connection.execute(EXCLUSIVE)
        moment = work.clock.now()
        await read.execute(text("SELECT"))
    finally:
        await savepoint.rollback()
    return moment
