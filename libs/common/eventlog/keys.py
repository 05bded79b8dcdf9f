"""The Ed25519 keys of a service: the first is pinned by whoever follows it, each later one is signed by the one
before."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


class SigningKey(msgspec.Struct, frozen=True):
    """One entry of `GET /v1/events/keys`; bytes travel as base64. `signature` is by `signed_by` over `public_key`, the
    first by itself."""

    key_id: str
    public_key: bytes
    valid_from: datetime
    valid_to: datetime | None
    signed_by: str
    signature: bytes


class KeyNotTrusted(Exception):
    """The list of keys does not lead from the pinned first key to this one."""


def must_fit(signature: bytes, signed: bytes, key_id: str, keys: Mapping[str, Ed25519PublicKey], what: str) -> None:
    """Raises `KeyNotTrusted` unless one of the trusted keys, the one that is named, signed just these bytes."""
    key = keys.get(key_id)
    if key is None:
        raise KeyNotTrusted(f"key {key_id} is not among the trusted ones: it signed {what}")
    try:
        key.verify(signature, signed)
    except InvalidSignature as bad:
        raise KeyNotTrusted(f"the signature of {what} does not fit") from bad


def make_key_file(path: Path) -> None:
    """A new private key that only its owner reads."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(pem)


def load_key(path: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} holds no Ed25519 key")
    return key


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_id_of(public_key: bytes) -> str:
    return sha256(public_key).hexdigest()[:16]


async def listed_keys(connection: AsyncConnection) -> list[SigningKey]:
    rows = await connection.execute(
        text(
            "SELECT key_id, public_key, valid_from, valid_to, signed_by, signature FROM signing_key"
            " ORDER BY valid_from, key_id"
        )
    )
    return [SigningKey(*row) for row in rows]


async def register_key(
    connection: AsyncConnection, key: Ed25519PrivateKey, now: datetime, former: Ed25519PrivateKey | None = None
) -> None:
    """Enter a key: the first signs itself, a later one is signed by the former, whose validity ends."""
    public, signer = public_bytes(key), former or key
    entered = await listed_keys(connection)
    if any(known.key_id == key_id_of(public) for known in entered):
        raise KeyNotTrusted(f"key {key_id_of(public)} is entered already")
    if entered:
        now = max(
            now, entered[-1].valid_from + timedelta(microseconds=1)
        )  # whatever the clock says, it is the last of the list
    await connection.execute(text("UPDATE signing_key SET valid_to = :now WHERE valid_to IS NULL"), {"now": now})
    await connection.execute(
        text("INSERT INTO signing_key VALUES (:id, :public, :now, NULL, :by, :signature)"),
        {
            "id": key_id_of(public),
            "public": public,
            "now": now,
            "by": key_id_of(public_bytes(signer)),
            "signature": signer.sign(public),
        },
    )


async def ensure_registered(connection: AsyncConnection, key: Ed25519PrivateKey, now: datetime) -> None:
    """Enter the very first key; a different one later must be signed by the former (`keys add`). Raises
    `KeyNotTrusted`."""
    await connection.execute(
        text("LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE")
    )  # two processes may start at once
    keys = await listed_keys(connection)
    if not keys:
        await register_key(connection, key, now)
    elif key_id_of(public_bytes(key)) != keys[-1].key_id:
        raise KeyNotTrusted("the key file holds another key than the newest of this stream; enter it with `keys add`")


def trusted(keys: Sequence[SigningKey], pinned: bytes) -> dict[str, Ed25519PublicKey]:
    """The keys that the pinned first one vouches for. Raises `KeyNotTrusted`."""
    if not keys or keys[0].public_key != pinned:
        raise KeyNotTrusted("the first key is not the pinned one")
    found: dict[str, Ed25519PublicKey] = {keys[0].key_id: Ed25519PublicKey.from_public_bytes(pinned)}
    for key in keys:
        signer = found.get(key.signed_by)
        if signer is None or key_id_of(key.public_key) != key.key_id:
            raise KeyNotTrusted(f"key {key.key_id} is signed by none before it")
        try:
            signer.verify(key.signature, key.public_key)
        except InvalidSignature as bad:
            raise KeyNotTrusted(f"the signature of key {key.key_id} does not fit") from bad
        found[key.key_id] = Ed25519PublicKey.from_public_bytes(key.public_key)
    return found
