"""The feed as a carrier: one long poll per shard."""

import asyncio
import contextlib

import structlog

from common.consumer.carrier import Batch, BatchResult, Receiver
from common.consumer.feed_client import FeedClient, FeedUnreachable, SourceBehind

LONG_POLL = 20.0  # seconds that the source keeps a request open while there are no new events
RETRY_DELAY = 0.5  # seconds after a failure
RESUME_CHECK_INTERVAL = 1.0  # seconds between checks whether an operator has resumed a stopped shard

log = structlog.get_logger()


class FeedCarrier:
    def __init__(self, client: FeedClient) -> None:
        self.client = client

    async def run(self, receiver: Receiver, stop: asyncio.Event) -> None:
        shards = await self._shards(stop)
        followers = [asyncio.create_task(self._follow(receiver, shard)) for shard in shards]
        stopping = asyncio.create_task(stop.wait())
        try:
            done, _ = await asyncio.wait([*followers, stopping], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (*followers, stopping):
                task.cancel()
            await asyncio.gather(*followers, stopping, return_exceptions=True)

    async def _shards(self, stop: asyncio.Event) -> list[int]:
        while not stop.is_set():
            try:
                return sorted(await self.client.heads())
            except FeedUnreachable as error:
                log.info("waiting for the source", source=self.client.source, cause=str(error))
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
                records = await self.client.page(shard, position.sequence, wait=LONG_POLL)
            except FeedUnreachable:
                await asyncio.sleep(RETRY_DELAY)
                continue
            except SourceBehind as error:
                await receiver.stop_shard(shard, str(error))
                continue
            if records and await receiver.apply(Batch(shard, records)) is BatchResult.STOPPED:
                await asyncio.sleep(RESUME_CHECK_INTERVAL)
