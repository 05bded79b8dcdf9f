"""The signed head of a shard, by which a reader notices that the last events are missing."""

from collections.abc import Mapping

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from common.eventlog.keys import key_id_of, public_bytes, verify_signature


class Head(msgspec.Struct, frozen=True, omit_defaults=True):
    """The last event of a shard at `time`, the moment of signing. `hash` is hexadecimal. In the first epoch the member
    `epoch` is left out."""

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
    """Returns the bytes to sign: the head as canonical JSON."""
    return msgspec.json.encode(head, order="sorted")


def sign(head: Head, key: Ed25519PrivateKey) -> SignedHead:
    return SignedHead(head, key_id_of(public_bytes(key)), key.sign(signed_bytes(head)))


def verify(signed: SignedHead, keys: Mapping[str, Ed25519PublicKey]) -> Head:
    """Returns the head if a trusted key signed it. Raises `KeyNotTrusted`."""
    head = signed.head
    verify_signature(
        signed.signature, signed_bytes(head), signed.key_id, keys, f"the head of {head.source}/{head.shard}"
    )
    return head
