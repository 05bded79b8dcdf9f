"""The signed head of a shard: with it even a cut-off tail shows."""

from collections.abc import Mapping

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from common.eventlog.keys import key_id_of, must_fit, public_bytes


class Head(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a shard stood at `time`, the moment of signing. `hash` is hexadecimal. The first epoch is not written
    down."""

    source: str
    shard: int
    sequence: int
    hash: str
    time: str
    epoch: int = 1


class SignedHead(msgspec.Struct, frozen=True):
    head: Head
    key_id: str
    signature: bytes


def signed_bytes(head: Head) -> bytes:
    """What is signed: the head as canonical JSON."""
    return msgspec.json.encode(head, order="sorted")


def sign(head: Head, key: Ed25519PrivateKey) -> SignedHead:
    return SignedHead(head, key_id_of(public_bytes(key)), key.sign(signed_bytes(head)))


def verify(signed: SignedHead, keys: Mapping[str, Ed25519PublicKey]) -> Head:
    """The head, if a trusted key signed it. Raises `KeyNotTrusted`."""
    head = signed.head
    must_fit(signed.signature, signed_bytes(head), signed.key_id, keys, f"the head of {head.source}/{head.shard}")
    return head
