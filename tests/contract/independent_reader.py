"""A reader of streams that is written from docs/streams.md alone and imports nothing of this project."""

import base64
import hashlib
import json
import struct
from collections.abc import Iterable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class InvalidStream(Exception):
    """The stream, its head or its keys fail a check."""


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def digest(event: dict[str, Any], payload: bytes) -> str:
    hashed = bytes.fromhex(event["prevhash"])
    if len(hashed) != 32:
        raise InvalidStream("a previous hash has 32 bytes")
    texts = [str(event[name]) for name in ("source", "shard", "sequence", "id", "type", "time")]
    for part in (*(text.encode("utf-8") for text in texts), payload):
        hashed += struct.pack(">I", len(part)) + part
    return hashlib.sha256(hashed).hexdigest()


def check(event: dict[str, Any], payload: bytes) -> None:
    if digest(event, payload) != event["hash"]:
        raise InvalidStream(f"the content of sequence {event['sequence']} does not match its hash")


def events_of(page: str) -> list[tuple[dict[str, Any], bytes]]:
    """Returns each event of a feed page with the canonical bytes of its payload."""
    events = json.loads(page)["events"]
    return [
        ({**event, "source": event["source"].removeprefix("/congbo/")}, canonical(event["data"])) for event in events
    ]


def follow(events: Iterable[tuple[dict[str, Any], bytes]], sequence: int = 0, hash: str = "00" * 32) -> tuple[int, str]:
    """Returns sequence and hash of the last event after the chain has been checked from the given position on."""
    for event, payload in events:
        if event["sequence"] != sequence + 1 or event["prevhash"] != hash:
            raise InvalidStream(f"sequence {event['sequence']} does not follow")
        check(event, payload)
        sequence, hash = event["sequence"], event["hash"]
    return sequence, hash


def signed_by(public_key: bytes, signature: str, signed: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(base64.b64decode(signature, validate=True), signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def trusted(keys: list[dict[str, Any]], pinned: bytes) -> dict[str, bytes]:
    """Returns the public keys by key id, each signed by an earlier one, of which the first is pinned."""
    by_id: dict[str, bytes] = {}
    for key in keys:
        public = base64.b64decode(key["public_key"], validate=True)
        if not by_id and public != pinned:
            raise InvalidStream("the first key is not the pinned one")
        if hashlib.sha256(public).hexdigest()[:16] != key["key_id"]:
            raise InvalidStream("a key has another id")
        signer = by_id.get(key["signed_by"]) if by_id else public
        if signer is None or (not by_id and key["signed_by"] != key["key_id"]):
            raise InvalidStream("a key is not signed by an earlier one")
        if not signed_by(signer, key["signature"], public):
            raise InvalidStream("the signature of a key does not fit")
        by_id[key["key_id"]] = public
    return by_id


def check_head(signed: dict[str, Any], keys: dict[str, bytes], sequence: int, hash: str) -> None:
    """Checks the signature of the head, and the head against the position of a reader."""
    if signed["key_id"] not in keys:
        raise InvalidStream("the head is signed by a key that is not trusted")
    if not signed_by(keys[signed["key_id"]], signed["signature"], canonical(signed["head"])):
        raise InvalidStream("the signature of the head does not fit")
    if signed["head"]["sequence"] < sequence:
        raise InvalidStream("the source is behind the reader")
    if signed["head"]["sequence"] == sequence and signed["head"]["hash"] != hash:
        raise InvalidStream("the source has another event than the reader")


def check_epoch(signed: dict[str, Any], keys: dict[str, bytes], source: str) -> dict[int, tuple[int, str]]:
    """Returns the last valid event of each shard, after which the source continues differently, if a trusted key signed
    the epoch."""
    if signed["key_id"] not in keys:
        raise InvalidStream("the epoch is signed by a key that is not trusted")
    if not signed_by(keys[signed["key_id"]], signed["signature"], canonical(signed["act"])):
        raise InvalidStream("the signature of the epoch does not fit")
    if signed["act"]["source"] != source:
        raise InvalidStream("the epoch belongs to another source")
    return {point["shard"]: (point["sequence"], point["hash"]) for point in signed["act"]["points"]}
