"""Follows the event stream of a service, verifies it, and resumes where it stopped."""

from collections.abc import AsyncIterator, Collection, Iterator
from typing import TypeVar

from congbo_client.connection import AsyncConnection, Connection
from congbo_client.followers import HEAD, KEYS, Follower, Steps, VerifiedEvent
from congbo_client.requests import json_response
from congbo_client.shared_schemas import SignedHead, SigningKey
from congbo_client.stream_verification import StreamPosition

T = TypeVar("T")
START = StreamPosition()


class EventStream:
    """One shard of a source. `first_key` is the pinned key, in base64. An event of a type that is not in `known_types`
    stops the stream before it is returned; None returns events of every type."""

    def __init__(
        self, service: Connection, source: str, *, first_key: str, known_types: Collection[str] | None, shard: int = 0
    ) -> None:
        self.service = service
        self._parts = source, shard, first_key, known_types

    def read(self, after: StreamPosition = START) -> Iterator[VerifiedEvent]:
        """The events up to the signed head, at which they end."""
        return self._events(Follower(*self._parts, after, None))

    def follow(self, after: StreamPosition = START, *, wait: int = 20) -> Iterator[VerifiedEvent]:
        """The events, without an end. Each request waits up to `wait` seconds for the next event."""
        return self._events(Follower(*self._parts, after, wait))

    def _events(self, follower: Follower) -> Iterator[VerifiedEvent]:
        self._send(follower.check_head())
        while follower.has_more:
            for event in self._send(follower.next_page()):
                yield follower.accept(event)
            self._send(follower.end_page())

    def _send(self, steps: Steps[T]) -> T:
        try:
            request = next(steps)
            while True:
                request = steps.send(json_response(self.service.send(request)).body)
        except StopIteration as end:
            result: T = end.value
            return result


class AsyncEventStream:
    """As `EventStream`, with `async for`."""

    def __init__(
        self,
        service: AsyncConnection,
        source: str,
        *,
        first_key: str,
        known_types: Collection[str] | None,
        shard: int = 0,
    ) -> None:
        self.service = service
        self._parts = source, shard, first_key, known_types

    def read(self, after: StreamPosition = START) -> AsyncIterator[VerifiedEvent]:
        """The events up to the signed head, at which they end."""
        return self._events(Follower(*self._parts, after, None))

    def follow(self, after: StreamPosition = START, *, wait: int = 20) -> AsyncIterator[VerifiedEvent]:
        """The events, without an end. Each request waits up to `wait` seconds for the next event."""
        return self._events(Follower(*self._parts, after, wait))

    async def _events(self, follower: Follower) -> AsyncIterator[VerifiedEvent]:
        await self._send(follower.check_head())
        while follower.has_more:
            for event in await self._send(follower.next_page()):
                yield follower.accept(event)
            await self._send(follower.end_page())

    async def _send(self, steps: Steps[T]) -> T:
        try:
            request = next(steps)
            while True:
                request = steps.send(json_response(await self.service.send(request)).body)
        except StopIteration as end:
            result: T = end.value
            return result


def first_key_of(service: Connection) -> str:
    """The first key as the service states it now, to be pinned on first use where it cannot be obtained otherwise."""
    keys: list[SigningKey] = json_response(service.send(KEYS)).body["keys"]
    return keys[0]["public_key"]


def shards_of(service: Connection) -> list[int]:
    """The shards of the source, as its heads list them."""
    heads: list[SignedHead] = json_response(service.send(HEAD)).body["heads"]
    return [signed["head"]["shard"] for signed in heads]
