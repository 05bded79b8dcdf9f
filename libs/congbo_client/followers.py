"""Which requests a follower of a stream sends, and what it does with the responses. Nothing here sends anything: each
step yields requests and is sent the bodies of their responses, so that it serves both kinds of connection."""

from collections.abc import Collection, Generator
from dataclasses import dataclass
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from congbo_client.requests import Request, given
from congbo_client.shared_schemas import CloudEvent
from congbo_client.stream_verification import HeadNotVerified, StreamPosition, StreamVerifier, trusted_keys

T = TypeVar("T")
Steps = Generator[Request, Any, T]
MARGIN = 15.0  # seconds beyond `wait` after which a long poll has failed
LIMIT = 1000
HEADS_PER_LIST_OF_KEYS = 15  # with the usual wait of 20 s this is every five minutes
HEAD = Request("GET", "/v1/events/head")
KEYS = Request("GET", "/v1/events/keys")


@dataclass(frozen=True)
class VerifiedEvent:
    """An event that follows the one before it, and the position to store together with its effects."""

    event: CloudEvent
    position: StreamPosition

    @property
    def type(self) -> str:
        return self.event["type"]

    @property
    def data(self) -> dict[str, Any]:
        return self.event["data"]


class Follower:
    """The requests for one shard. `wait` is None if the events end at the first signed head."""

    def __init__(
        self,
        source: str,
        shard: int,
        first_key: str,
        known_types: Collection[str] | None,
        after: StreamPosition,
        wait: int | None,
    ) -> None:
        self.first_key, self.wait = first_key, wait
        self.verifier = StreamVerifier(source, shard, after, known_types)
        self._keys: dict[str, Ed25519PublicKey] = {}
        self._heads = 0

    @property
    def has_more(self) -> bool:
        return self.wait is not None or self.verifier.missing > 0

    def accept(self, event: CloudEvent) -> VerifiedEvent:
        self.verifier.accept(event)
        return VerifiedEvent(event, self.verifier.position)

    def next_page(self) -> Steps[list[CloudEvent]]:
        limit = LIMIT if self.wait is not None else min(LIMIT, self.verifier.missing)
        page = yield self._events(self.verifier.position.sequence, limit, self.wait or 0)
        if not page["events"]:
            self.verifier.accept_end(page["tail"])
        events: list[CloudEvent] = page["events"][:limit]
        return events

    def end_page(self) -> Steps[None]:
        """A follower without an end requests the next head when it has passed the last one."""
        if self.wait is not None and self.verifier.missing <= 0:
            yield from self.check_head()

    def check_head(self) -> Steps[None]:
        if self._heads % HEADS_PER_LIST_OF_KEYS == 0:
            yield from self._read_keys()
        self._heads += 1
        signed = self.verifier.own_head((yield HEAD)["heads"])
        try:
            self.verifier.accept_head(signed, self._keys)
        except HeadNotVerified:  # the source may sign with a key that is new here
            yield from self._read_keys()
            self.verifier.accept_head(signed, self._keys)
        if self.verifier.epoch_began:
            sequence = self.verifier.position.sequence
            events = (yield self._events(sequence - 1, 1, 0))["events"] if sequence else []
            self.verifier.accept_epoch(events)

    def _read_keys(self) -> Steps[None]:
        self._keys = trusted_keys(self.first_key, (yield KEYS)["keys"])

    def _events(self, after: int, limit: int, wait: int) -> Request:
        query = given(shard=self.verifier.shard, after=after, limit=limit, wait=wait)
        return Request("GET", "/v1/events", query, timeout=wait + MARGIN)
