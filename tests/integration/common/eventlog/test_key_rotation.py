"""A key rotation interrupts no follower, and nobody can insert a key of their own."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from common.consumer import head_watch, source_keys
from common.consumer.feed_client import FeedClient
from common.eventlog.head import SignedHead
from common.eventlog.keys import SigningKey, make_key_file, register_key
from tests.support.keyring import (
    add_generated_key,
    execute_on_sample,
    key_id_of_file,
    published_head,
    registered_keys,
    with_key,
)
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged
from tests.support.sample_stack import SampleStack, sample_stack


@pytest.fixture(autouse=True)
def frequent_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(head_watch, "CHECK_INTERVAL", 0.05)


@pytest.fixture
async def stack(postgres: Postgres, tmp_path: Path) -> AsyncIterator[SampleStack]:
    """The source is running, so its first key is registered."""
    async with sample_stack(postgres, tmp_path) as stack:
        yield stack


async def start_with(stack: SampleStack, file: Path) -> None:
    await stack.close_source()
    stack.sample = with_key(stack.sample, file)
    await stack.open_source(stack.sample)
    assert (await published_head(stack)).key_id == key_id_of_file(file)


async def assert_head_watch_accepts(stack: SampleStack) -> None:
    """The follower applies a new event, and checks of the head that begin after it find no fault."""
    looks = asyncio.Queue[None]()
    async with stack.following() as consumer:
        read = consumer.feed.heads

        async def counted() -> dict[int, SignedHead]:
            heads = await read()
            looks.put_nowait(None)
            return heads

        consumer.feed.heads = counted  # type: ignore[method-assign]
        await stack.wait_until_applied(*await stack.publish([SampleChanged(name="one", value=1)]))
        async with asyncio.timeout(10):
            for _ in range(3):
                await looks.get()
        assert (await consumer.position(0)).stopped_cause is None


async def test_a_follower_that_pinned_the_first_key_continues_through_two_rotations(
    stack: SampleStack, tmp_path: Path
) -> None:
    await assert_head_watch_accepts(stack)
    for name in ("second.pem", "third.pem"):
        assert await add_generated_key(stack.sample, tmp_path / name) == 0
        await assert_head_watch_accepts(stack)  # while the former key still signs
        await start_with(stack, tmp_path / name)
        await assert_head_watch_accepts(stack)
    first, second, third = await registered_keys(stack.sample)
    assert (first.signed_by, second.signed_by, third.signed_by) == (first.key_id, first.key_id, second.key_id)
    assert (first.valid_to, second.valid_to, third.valid_to) == (second.valid_from, third.valid_from, None)
    async with stack.following_runtime.engine.connect() as connection:
        assert await connection.scalar(text("SELECT public_key FROM pinned_key")) == first.public_key


async def test_a_key_rotated_between_two_requests_of_the_head_watch_is_no_forgery(
    stack: SampleStack, tmp_path: Path
) -> None:
    """Between the requests for keys and heads the source is restarted with its new key."""
    async with stack.following() as consumer:
        await stack.wait_until_applied(*await stack.publish([SampleChanged(name="one", value=1)]))
        feed, rotated = consumer.feed, asyncio.Event()
        read_keys, read_heads = feed.keys, feed.heads

        async def rotate() -> None:
            if not rotated.is_set():
                await add_generated_key(stack.sample, tmp_path / "second.pem")
                await start_with(stack, tmp_path / "second.pem")
                rotated.set()

        async def keys_then_rotation() -> tuple[SigningKey, ...]:
            signing_keys = await read_keys()
            await rotate()
            return signing_keys

        async def heads_then_rotation() -> dict[int, SignedHead]:
            heads = await read_heads()
            await rotate()
            return heads

        feed.keys, feed.heads = keys_then_rotation, heads_then_rotation  # type: ignore[method-assign]
        await asyncio.wait_for(rotated.wait(), 10)
        await asyncio.sleep(0.5)
        assert (await consumer.position(0)).stopped_cause is None


class CountedRequests:
    """Counts the requests of a follower's feed for heads and for keys."""

    def __init__(self, feed: FeedClient) -> None:
        self.heads = self.keys = 0
        self._read_heads, self._read_keys = feed.heads, feed.keys
        feed.heads, feed.keys = self._count_heads, self._count_keys  # type: ignore[method-assign]

    async def _count_heads(self) -> dict[int, SignedHead]:
        self.heads += 1
        return await self._read_heads()

    async def _count_keys(self) -> tuple[SigningKey, ...]:
        self.keys += 1
        return await self._read_keys()

    async def until_checked(self, times: int) -> None:
        last = self.heads + times
        async with asyncio.timeout(10):
            while self.heads < last:
                await asyncio.sleep(0.01)


async def test_the_keys_are_requested_once_and_again_when_they_do_not_verify_a_head(
    stack: SampleStack, tmp_path: Path
) -> None:
    async with stack.following() as consumer:
        requests = CountedRequests(consumer.feed)
        await requests.until_checked(5)
        assert requests.keys == 1
        await add_generated_key(stack.sample, tmp_path / "second.pem")
        await requests.until_checked(3)
        assert requests.keys == 1
        await start_with(stack, tmp_path / "second.pem")
        await requests.until_checked(5)
        assert requests.keys == 2
        assert (await consumer.position(0)).stopped_cause is None


async def test_a_list_of_keys_that_is_forged_under_way_stops_the_stream_when_the_known_keys_are_old(
    stack: SampleStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The heads are still signed by a known key, so nothing else reveals it."""
    async with stack.following() as consumer:
        requests = CountedRequests(consumer.feed)
        await requests.until_checked(2)
        async with stack.sample.engine.begin() as connection:
            await register_key(connection, Ed25519PrivateKey.generate(), stack.sample.clock.now())
        await requests.until_checked(3)
        assert (await consumer.position(0)).stopped_cause is None
        monkeypatch.setattr(source_keys, "MAX_KEY_AGE", 0.0)
        assert "key" in await stack.wait_until_stopped()


async def test_a_follower_waits_for_a_source_that_has_no_key_yet(postgres: Postgres, tmp_path: Path) -> None:
    """No key may be pinned before the source has one."""
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.close_source()
        keyless = replace(stack.sample, settings=stack.sample.settings.model_copy(update={"stream_key_file": None}))
        await execute_on_sample(stack, "DELETE FROM signing_key")
        await stack.open_source(keyless)
        async with stack.following() as consumer:
            await asyncio.sleep(0.5)
            await start_with(stack, tmp_path / "sample.pem")
            await stack.wait_until_applied(*await stack.publish([SampleChanged(name="one", value=1)]))
            await asyncio.sleep(0.2)
            assert (await consumer.position(0)).stopped_cause is None


@pytest.mark.parametrize(
    "forgery",
    [
        "SELECT 1",
        (
            "UPDATE signing_key SET signed_by = (SELECT min(signed_by) FROM signing_key WHERE valid_to IS NOT NULL)"
            " WHERE valid_to IS NULL"
        ),
        "UPDATE signing_key SET valid_from = '2020-01-01' WHERE valid_to IS NULL",
        "DELETE FROM signing_key WHERE valid_to IS NOT NULL",
        "DELETE FROM signing_key",
    ],
    ids=["by itself", "in the first one's name", "before the first", "instead of the first", "nothing at all"],
)
async def test_a_forged_list_of_keys_stops_the_stream(stack: SampleStack, forgery: str) -> None:
    """An owner of the source's machine can register any key, but cannot sign it with the pinned one."""
    await assert_head_watch_accepts(stack)
    async with stack.sample.engine.begin() as connection:
        await register_key(connection, Ed25519PrivateKey.generate(), stack.sample.clock.now())
    await execute_on_sample(stack, forgery)
    async with stack.following():
        assert "key" in await stack.wait_until_stopped()


async def test_a_source_that_was_reinstalled_with_another_key_stops_the_stream(
    stack: SampleStack, tmp_path: Path
) -> None:
    """All that it publishes is consistent, but its first key is not the pinned one."""
    await assert_head_watch_accepts(stack)
    make_key_file(tmp_path / "stranger.pem")
    await execute_on_sample(stack, "DELETE FROM signing_key")
    await start_with(stack, tmp_path / "stranger.pem")
    async with stack.following():
        assert "not the pinned one" in await stack.wait_until_stopped()
