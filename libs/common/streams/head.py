"""The signed head of a shard: with it even a cut-off tail shows."""

from collections.abc import Mapping

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from common.streams.keys import KeyNotTrusted, key_id_of, public_bytes


class Head(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a shard stood at `time`, the moment of signing. `hash` is hexadecimal. The first epoch is not written down."""

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
    key = keys.get(signed.key_id)
    if key is None:
        raise KeyNotTrusted(f"key {signed.key_id} is not among the trusted ones")
    try:
        key.verify(signed.signature, signed_bytes(signed.head))
    except InvalidSignature as bad:
        raise KeyNotTrusted(f"the signature of the head of {signed.head.source}/{signed.head.shard} does not fit") from bad
    return signed.head
