"""The feed as a carrier: one long poll per shard."""

import asyncio
import contextlib

import structlog

from common.consumer.carrier import Batch, BatchResult, Receiver
from common.consumer.feed_client import FeedClient, FeedUnreachable, SourceBehind

WAIT = 20.0  # seconds that the source holds a poll open when there is nothing new
RETRY_DELAY = 0.5  # seconds after a failure
RESUME_CHECK_INTERVAL = 1.0  # seconds between looks at whether an operator has resumed a stopped shard

log = structlog.get_logger()


class FeedCarrier:
    def __init__(self, client: FeedClient) -> None:
        self.client = client

    async def run(self, receiver: Receiver, stop: asyncio.Event) -> None:
        shards = await self._shards(stop)
        following = [asyncio.create_task(self._follow(receiver, shard)) for shard in shards]
        asked = asyncio.create_task(stop.wait())
        try:
            done, _ = await asyncio.wait([*following, asked], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (*following, asked):
                task.cancel()
            await asyncio.gather(*following, asked, return_exceptions=True)

    async def _shards(self, stop: asyncio.Event) -> list[int]:
        while not stop.is_set():
            try:
                return sorted(await self.client.heads())
            except FeedUnreachable as failed:
                log.info("waiting for the source", source=self.client.source, cause=str(failed))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), RETRY_DELAY)
        return []

    async def _follow(self, receiver: Receiver, shard: int) -> None:
        while True:
            position = await receiver.position(shard)
            if position.stopped_cause is not None:
                await asyncio.sleep(RESUME_CHECK_INTERVAL)
                continue
            try:
                records = await self.client.page(shard, position.sequence, wait=WAIT)
            except FeedUnreachable:
                await asyncio.sleep(RETRY_DELAY)
                continue
            except SourceBehind as behind:
                await receiver.stop_shard(shard, str(behind))
                continue
            if records and await receiver.apply(Batch(shard, records)) is BatchResult.STOPPED:
                await asyncio.sleep(RESUME_CHECK_INTERVAL)
