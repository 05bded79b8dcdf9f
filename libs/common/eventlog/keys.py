"""The Ed25519 keys of a service. Its followers pin the first one; each later one is signed by the one before it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
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

from common.check_state import PrerequisiteMissing


class SigningKey(msgspec.Struct, frozen=True):
    """One entry of `GET /v1/events/keys`; bytes are base64 in JSON. `signature` is made over `public_key` by the key
    `signed_by`; the first key signs itself."""

    key_id: str
    public_key: bytes
    valid_from: datetime
    valid_to: datetime | None
    signed_by: str
    signature: bytes


class KeyNotTrusted(Exception):
    """No chain of signatures leads from the pinned first key to this one."""


def verify_signature(
    signature: bytes, signed: bytes, key_id: str, keys: Mapping[str, Ed25519PublicKey], subject: str
) -> None:
    """Raises `KeyNotTrusted` unless `key_id` is one of the trusted keys and signed exactly these bytes."""
    key = keys.get(key_id)
    if key is None:
        raise KeyNotTrusted(f"key {key_id} is not among the trusted ones: it signed {subject}")
    try:
        key.verify(signature, signed)
    except InvalidSignature as error:
        raise KeyNotTrusted(f"the signature of {subject} is invalid") from error


def make_key_file(path: Path) -> None:
    """Writes a new private key to a file that only its owner can read."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(pem)


def load_key(path: Path) -> Ed25519PrivateKey:
    """Raises `PrerequisiteMissing` where the file holds another kind of key, or none."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise PrerequisiteMissing(f"the key {path} cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:  # no PEM, or one with a password
        raise PrerequisiteMissing(f"{path} holds no private key that can be read") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise PrerequisiteMissing(f"{path} holds no Ed25519 key")
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
    """Registers a key: the first signs itself, a later one is signed by the former key, whose validity ends."""
    public_key, signer = public_bytes(key), former or key
    registered = await listed_keys(connection)
    if any(known.key_id == key_id_of(public_key) for known in registered):
        raise KeyNotTrusted(f"key {key_id_of(public_key)} is entered already")
    if registered:
        # the list is ordered by this time, also where the clock was set back
        now = max(now, registered[-1].valid_from + timedelta(microseconds=1))
    await connection.execute(text("UPDATE signing_key SET valid_to = :now WHERE valid_to IS NULL"), {"now": now})
    await connection.execute(
        text("INSERT INTO signing_key VALUES (:id, :public, :now, NULL, :by, :signature)"),
        {
            "id": key_id_of(public_key),
            "public": public_key,
            "now": now,
            "by": key_id_of(public_bytes(signer)),
            "signature": signer.sign(public_key),
        },
    )


async def ensure_registered(connection: AsyncConnection, key: Ed25519PrivateKey, now: datetime) -> None:
    """Registers the very first key; a later one must be signed by the former (`keys add`). Raises `KeyNotTrusted`."""
    # two processes may start at the same time
    await connection.execute(text("LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE"))
    keys = await listed_keys(connection)
    if not keys:
        await register_key(connection, key, now)
    elif key_id_of(public_bytes(key)) != keys[-1].key_id:
        raise KeyNotTrusted("the key file holds another key than the newest of this stream; enter it with `keys add`")


def trusted_keys(keys: Sequence[SigningKey], pinned: bytes) -> dict[str, Ed25519PublicKey]:
    """Returns the keys, by id, that are signed by the pinned first one or by a trusted key before them. Raises
    `KeyNotTrusted`."""
    if not keys or keys[0].public_key != pinned:
        raise KeyNotTrusted("the first key is not the pinned one")
    trusted: dict[str, Ed25519PublicKey] = {keys[0].key_id: Ed25519PublicKey.from_public_bytes(pinned)}
    for key in keys:
        signer = trusted.get(key.signed_by)
        if signer is None or key_id_of(key.public_key) != key.key_id:
            raise KeyNotTrusted(f"key {key.key_id} is signed by none before it")
        try:
            signer.verify(key.signature, key.public_key)
        except InvalidSignature as error:
            raise KeyNotTrusted(f"the signature of key {key.key_id} is invalid") from error
        trusted[key.key_id] = Ed25519PublicKey.from_public_bytes(key.public_key)
    return trusted
