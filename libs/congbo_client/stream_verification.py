"""The rules of docs/streams.md: whether events, keys and heads are those of the stream that one follows. Nothing here
sends anything.

    StreamNotVerified       never continue: an operator decides
    ├── ChainBroken         an event does not follow the one before it, or differs from its hash
    ├── FeedIncomplete      the feed lacks events that the source has
    ├── HeadNotVerified     a head or key is not signed by what the pinned key vouches for
    ├── StreamRestored      the source has another history than the one that was followed
    └── UnknownEventType    the caller does not know what the event means
"""

import base64
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from congbo_client.problems import CongboError
from congbo_client.shared_schemas import CloudEvent, SignedHead, SigningKey

NO_HASH = "00" * 32


class StreamNotVerified(CongboError):
    """The stream is not the one that was followed, or not complete. Keep the position, skip nothing, raise an alert."""


class ChainBroken(StreamNotVerified): ...


class FeedIncomplete(StreamNotVerified): ...


class HeadNotVerified(StreamNotVerified): ...


class StreamRestored(StreamNotVerified): ...


class UnknownEventType(StreamNotVerified): ...


@dataclass(frozen=True)
class StreamPosition:
    """The last event that was applied: its sequence and hash, and the epoch of the head at that time. Stored with the
    effects of the event, in one transaction, it is where to resume."""

    sequence: int = 0
    hash: str = NO_HASH
    epoch: int = 1

    def after(self, event: CloudEvent) -> Self:
        return type(self)(event["sequence"], event["hash"], self.epoch)


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def event_hash(source: str, event: CloudEvent) -> str:
    total = hashlib.sha256(bytes.fromhex(event["prevhash"]))
    texts = [source, event["shard"], event["sequence"], event["id"], event["type"], event["time"]]
    for part in [*(str(text).encode() for text in texts), canonical(event["data"])]:
        total.update(len(part).to_bytes(4, "big") + part)
    return total.hexdigest()


def verify_event(source: str, shard: int, position: StreamPosition, event: CloudEvent) -> None:
    """Raises `ChainBroken` unless the event is the one after the position."""
    name = f"{source}/{shard}:{position.sequence + 1}"
    try:
        link = event["source"], event["shard"], event["sequence"], event["prevhash"]
        if link != (f"/congbo/{source}", shard, position.sequence + 1, position.hash):
            raise ChainBroken(f"{link} does not follow {source}/{shard}:{position.sequence} with {position.hash}")
        if event_hash(source, event) != event["hash"]:
            raise ChainBroken(f"the content of {name} does not match its hash")
    except (KeyError, TypeError, ValueError) as error:
        raise ChainBroken(f"{name} is malformed: {error!r}") from error


def trusted_keys(first_key: str, keys: Sequence[SigningKey]) -> dict[str, Ed25519PublicKey]:
    """The keys by their ids, if the pinned first key, in base64, vouches for each of them; else `HeadNotVerified`."""
    if not keys or keys[0].get("public_key") != first_key:
        raise HeadNotVerified("the first key is not the pinned one")
    try:
        return _vouched_for(keys)
    except (KeyError, TypeError, ValueError) as error:
        raise HeadNotVerified(f"the list of keys is malformed: {error!r}") from error


def _vouched_for(keys: Sequence[SigningKey]) -> dict[str, Ed25519PublicKey]:
    trusted: dict[str, Ed25519PublicKey] = {}
    for key in keys:
        public = base64.b64decode(key["public_key"])
        if hashlib.sha256(public).hexdigest()[:16] != key["key_id"]:
            raise HeadNotVerified(f"{key['key_id']} is not the id of its key")
        own = Ed25519PublicKey.from_public_bytes(public)
        signer = trusted.get(key["signed_by"]) if trusted else own
        _verify_signature(f"the key {key['key_id']}", signer, key["signature"], public)
        trusted[key["key_id"]] = own
    return trusted


def verify_head(keys: Mapping[str, Ed25519PublicKey], signed: SignedHead) -> None:
    head = signed["head"]
    name = f"the head {head['source']}/{head['shard']}:{head['sequence']}"
    _verify_signature(name, keys.get(signed["key_id"]), signed["signature"], canonical(head))


def _verify_signature(name: str, key: Ed25519PublicKey | None, signature: str, content: bytes) -> None:
    if key is None:
        raise HeadNotVerified(f"{name} is signed by an unknown key")
    try:
        key.verify(base64.b64decode(signature, validate=True), content)
    except (InvalidSignature, ValueError) as error:
        raise HeadNotVerified(f"the signature of {name} is wrong") from error


class StreamVerifier:
    """Follows one shard: each page and each head is held against the position. A head that is ahead is remembered until
    the events have arrived up to it."""

    def __init__(self, source: str, shard: int, position: StreamPosition, known_types: Collection[str] | None) -> None:
        self.source, self.shard, self.position, self.known_types = source, shard, position, known_types
        self._head: SignedHead | None = None

    @property
    def missing(self) -> int:
        """How many events the last head is ahead of the position."""
        return 0 if self._head is None else self._head["head"]["sequence"] - self.position.sequence

    def accept(self, event: CloudEvent) -> None:
        """Moves the position to the event, which must be the next one."""
        verify_event(self.source, self.shard, self.position, event)
        if self.known_types is not None and event["type"] not in self.known_types:
            raise UnknownEventType(f"{self.source}/{self.shard}:{event['sequence']} is of the type {event['type']}")
        following = self.position.after(event)
        if self._head is not None and self._head["head"]["sequence"] == following.sequence:
            self._require_same_hash(self._head, following)
        self.position = following

    def accept_end(self, tail: int) -> None:
        """The feed has no event after the position, and states its tail."""
        if tail > self.position.sequence or self.missing > 0:
            raise FeedIncomplete(f"the feed lacks {self.source}/{self.shard}:{self.position.sequence + 1}")

    def own_head(self, heads: Sequence[SignedHead]) -> SignedHead:
        for signed in heads:
            if (signed["head"]["source"], signed["head"]["shard"]) == (self.source, self.shard):
                return signed
        raise HeadNotVerified(f"there is no head of {self.source}/{self.shard}")

    def accept_head(self, signed: SignedHead, keys: Mapping[str, Ed25519PublicKey]) -> None:
        """The head must have been requested after the position was reached."""
        verify_head(keys, signed)
        head = signed["head"]
        if head["sequence"] < self.position.sequence:
            raise StreamRestored(f"{self.source}/{self.shard} ends at {head['sequence']}, behind {self.position}")
        if head["sequence"] == self.position.sequence:
            self._require_same_hash(signed, self.position)
        self._head = signed

    @property
    def epoch_began(self) -> bool:
        """Whether the head names a later epoch than the position: `accept_epoch` decides."""
        return self._head is not None and (self._head["head"].get("epoch") or 1) > self.position.epoch

    def accept_epoch(self, events: Sequence[CloudEvent]) -> None:
        """Continues in the epoch of the head, if the source still has the event at the position; `events` are what it
        has there."""
        if self._head is None:
            return
        if self.position.sequence and [event["hash"] for event in events] != [self.position.hash]:
            raise StreamRestored(f"{self.source}/{self.shard} was restored, and no longer has {self.position}")
        if events:
            verify_event(
                self.source, self.shard, StreamPosition(self.position.sequence - 1, events[0]["prevhash"]), events[0]
            )
        self.position = StreamPosition(self.position.sequence, self.position.hash, self._head["head"].get("epoch") or 1)

    def _require_same_hash(self, signed: SignedHead, position: StreamPosition) -> None:
        if signed["head"]["hash"] != position.hash:
            raise StreamRestored(f"the signed head of {self.source}/{self.shard}:{position.sequence} has another hash")
