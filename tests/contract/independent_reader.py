"""A reader of streams written from docs/streams.md alone, as a stranger would: it imports nothing of this project."""

import base64
import hashlib
import json
import struct
from collections.abc import Iterable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Stop(Exception):
    """What is read is not what was written."""


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def digest(event: dict[str, Any], payload: bytes) -> str:
    hashed = bytes.fromhex(event["prevhash"])
    if len(hashed) != 32:
        raise Stop("a previous hash has 32 bytes")
    texts = [str(event[name]) for name in ("source", "shard", "sequence", "id", "type", "time")]
    for part in (*(text.encode("utf-8") for text in texts), payload):
        hashed += struct.pack(">I", len(part)) + part
    return hashlib.sha256(hashed).hexdigest()


def check(event: dict[str, Any], payload: bytes) -> None:
    if digest(event, payload) != event["hash"]:
        raise Stop(f"the content of sequence {event['sequence']} does not fit its hash")


def events_of(page: str) -> list[tuple[dict[str, Any], bytes]]:
    """Each event of a feed page with its payload, made canonical again."""
    events = json.loads(page)["events"]
    return [
        ({**event, "source": event["source"].removeprefix("/congbo/")}, canonical(event["data"])) for event in events
    ]


def follow(events: Iterable[tuple[dict[str, Any], bytes]], reached: int = 0, last: str = "00" * 32) -> tuple[int, str]:
    """Where a reader stands after these events."""
    for event, payload in events:
        if event["sequence"] != reached + 1 or event["prevhash"] != last:
            raise Stop(f"sequence {event['sequence']} does not follow")
        check(event, payload)
        reached, last = event["sequence"], event["hash"]
    return reached, last


def signed_by(public_key: bytes, signature: str, signed: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(base64.b64decode(signature, validate=True), signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def trusted(keys: list[dict[str, Any]], pinned: bytes) -> dict[str, bytes]:
    """The public keys that the pinned first one vouches for, by key id."""
    found: dict[str, bytes] = {}
    for key in keys:
        public = base64.b64decode(key["public_key"], validate=True)
        if not found and public != pinned:
            raise Stop("the first key is not the pinned one")
        if hashlib.sha256(public).hexdigest()[:16] != key["key_id"]:
            raise Stop("a key has another id")
        signer = found.get(key["signed_by"]) if found else public
        if signer is None or (not found and key["signed_by"] != key["key_id"]):
            raise Stop("a key is signed by none before it")
        if not signed_by(signer, key["signature"], public):
            raise Stop("the signature of a key does not fit")
        found[key["key_id"]] = public
    return found


def check_head(signed: dict[str, Any], keys: dict[str, bytes], reached: int, last: str) -> None:
    """The head, by a trusted key, against where we stand."""
    if signed["key_id"] not in keys:
        raise Stop("the head is signed by a key that nobody vouches for")
    if not signed_by(keys[signed["key_id"]], signed["signature"], canonical(signed["head"])):
        raise Stop("the signature of the head does not fit")
    if signed["head"]["sequence"] < reached:
        raise Stop("the source is behind us")
    if signed["head"]["sequence"] == reached and signed["head"]["hash"] != last:
        raise Stop("the source has another event than we")


def check_epoch(signed: dict[str, Any], keys: dict[str, bytes], source: str) -> dict[int, tuple[int, str]]:
    """The last event of each shard that is still true, if a trusted key signed that the source tells anew from
    there."""
    if signed["key_id"] not in keys:
        raise Stop("the epoch is signed by a key that nobody vouches for")
    if not signed_by(keys[signed["key_id"]], signed["signature"], canonical(signed["act"])):
        raise Stop("the signature of the epoch does not fit")
    if signed["act"]["source"] != source:
        raise Stop("the epoch is another source's")
    return {point["shard"]: (point["sequence"], point["hash"]) for point in signed["act"]["points"]}
