"""A source whose database is replaced by an older state, as after a restore, and that publishes on from there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from common.eventlog.epochs import Epoch
from common.eventlog.position import Position
from common.operations.epoch_command import begin_epoch
from common.service.definition import Runtime
from tests.support.follower_history import sample_changes
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged
from tests.support.sample_stack import SampleStack, runtime_of

WHY = "đĩa hỏng, khôi phục từ bản sao lưu"


def other_changes(count: int, start: int = 0) -> list[SampleChanged]:
    """Events after the restore. They are about other things, so that tests see whose events took effect."""
    return [SampleChanged(name=f"other {number}", value=number) for number in range(start, start + count)]


@asynccontextmanager
async def restored_from(stack: SampleStack, backup: str) -> AsyncIterator[Runtime]:
    """Serves the sample's API from the backup, and publishes to it."""
    await stack.close_source()
    restored = runtime_of(stack.sample.service, stack.sample.settings.model_copy(update={"database_url": backup}))
    before, stack.sample = stack.sample, restored
    await stack.open_source(restored)
    try:
        yield restored
    finally:
        await before.engine.dispose()


async def backup_sample(stack: SampleStack, postgres: Postgres) -> str:
    return await postgres.backup_of(str(stack.sample.engine.url.database))


async def backup_behind_follower(stack: SampleStack, postgres: Postgres, common: int = 10, lost: int = 10) -> str:
    """A backup after `common` events; the follower has applied `lost` more."""
    async with stack.following():
        await stack.wait_until_applied(*await stack.publish(sample_changes(common)))
        backup = await backup_sample(stack, postgres)
        await stack.wait_until_applied(*await stack.publish(sample_changes(lost, 1)))
    return backup


async def raise_epoch_in(restored: Runtime, *points: Position, to: int | None = None) -> Epoch:
    return await begin_epoch(restored, "Lò Thị Mẩy", WHY, points, to)


async def orphaned_sequences(stack: SampleStack) -> list[int]:
    async with stack.following_runtime.engine.connect() as connection:
        return list(await connection.scalars(text("SELECT sequence FROM orphaned_event ORDER BY shard, sequence")))


async def epoch_followed(stack: SampleStack, shard: int = 0) -> int | None:
    async with stack.following_runtime.engine.connect() as connection:
        epoch: int | None = await connection.scalar(
            text("SELECT epoch FROM followed_epoch WHERE shard = :shard"), {"shard": shard}
        )
        return epoch


async def wait_until_sent(stack: SampleStack, sequence: int) -> None:
    async with asyncio.timeout(30):
        while True:
            async with stack.sample.engine.connect() as connection:
                if await connection.scalar(text("SELECT sequence FROM relay_cursor WHERE shard = 0")) >= sequence:
                    return
            await asyncio.sleep(0.05)
