"""The pages of a feed: the next one is requested while the caller works on the last, and no request outlives them."""

import asyncio
from contextlib import aclosing

import pytest

from common.consumer.feed_client import PAGE_SIZE, FeedClient, FeedUnreachable
from common.eventlog.record import Record

LENGTH = PAGE_SIZE + 5


def record(sequence: int) -> Record:
    return Record("sample", 0, sequence, "", "", "", "", b"", b"", b"")


class MemoryFeed(FeedClient):
    """A feed of `LENGTH` records."""

    def __init__(self) -> None:
        super().__init__("sample", "http://feed.test", None)
        self.requests: list[tuple[int, int]] = []
        self.cancelled: list[int] = []
        self.unreachable_after = 10 * LENGTH

    async def page(self, shard: int, after: int, limit: int = PAGE_SIZE, wait: float = 0) -> list[Record]:
        self.requests.append((after, limit))
        try:
            await asyncio.sleep(0.01)
        except asyncio.CancelledError:
            self.cancelled.append(after)
            raise
        if after >= self.unreachable_after:
            raise FeedUnreachable("it does not answer")
        return [record(sequence) for sequence in range(after + 1, min(after + limit, LENGTH) + 1)]


async def sequences(feed: FeedClient, after: int, until: int) -> list[int]:
    async with aclosing(feed.pages(0, after, until)) as pages:
        return [record.sequence async for records in pages for record in records]


@pytest.mark.parametrize(
    ("after", "until", "requests"),
    [
        (0, LENGTH, [(0, PAGE_SIZE), (PAGE_SIZE, 5)]),
        (3, 5, [(3, 2)]),
        (5, 5, []),
        (LENGTH - 1, LENGTH + 7, [(LENGTH - 1, 8), (LENGTH, 7)]),
    ],
)
async def test_all_records_until_the_given_one_or_the_end_are_read_once(
    after: int, until: int, requests: list[tuple[int, int]]
) -> None:
    feed = MemoryFeed()
    assert await sequences(feed, after, until) == list(range(after + 1, min(until, LENGTH) + 1))
    assert feed.requests == requests


async def test_the_next_page_is_requested_while_the_caller_works_on_one() -> None:
    feed = MemoryFeed()
    async with aclosing(feed.pages(0, 0, LENGTH)) as pages:
        async for records in pages:
            await asyncio.sleep(0)
            assert feed.requests[-1][0] == records[-1].sequence or records[-1].sequence == LENGTH


async def test_a_caller_that_stops_early_leaves_no_request_behind() -> None:
    feed = MemoryFeed()
    async with aclosing(feed.pages(0, 0, LENGTH)) as pages:
        async for _ in pages:
            await asyncio.sleep(0)
            break
    assert feed.cancelled == [PAGE_SIZE]


async def test_a_source_that_stops_answering_is_reported_after_the_pages_before() -> None:
    feed = MemoryFeed()
    feed.unreachable_after = PAGE_SIZE
    async with aclosing(feed.pages(0, 0, LENGTH)) as pages:
        assert len(await anext(pages)) == PAGE_SIZE
        with pytest.raises(FeedUnreachable):
            await anext(pages)
