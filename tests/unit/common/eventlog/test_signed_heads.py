"""A head is accepted only if a key signed it to which a chain of signatures leads from the pinned first key."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from common.check_state import PrerequisiteMissing
from common.eventlog.head import Head, SignedHead, sign, signed_bytes, verify
from common.eventlog.keys import (
    KeyNotTrusted,
    SigningKey,
    key_id_of,
    load_key,
    make_key_file,
    public_bytes,
    trusted_keys,
)

HEAD = Head("procedures", 0, 412, "ab" * 32, "2026-11-23T05:00:00.000000Z")
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
first, second, third, unknown = (Ed25519PrivateKey.generate() for _ in range(4))


def entry(key: Ed25519PrivateKey, signer: Ed25519PrivateKey, rank: int = 0) -> SigningKey:
    public = public_bytes(key)
    return SigningKey(
        key_id_of(public),
        public,
        NOON + timedelta(days=rank),
        None,
        key_id_of(public_bytes(signer)),
        signer.sign(public),
    )


LIST = [entry(first, first), entry(second, first, 1), entry(third, second, 2)]


def verified(signed: SignedHead, keys: list[SigningKey] = LIST) -> Head:
    return verify(signed, trusted_keys(keys, public_bytes(first)))


@pytest.mark.parametrize("key", [first, second, third])
def test_a_head_signed_by_a_trusted_key_is_accepted(key: Ed25519PrivateKey) -> None:
    assert verified(sign(HEAD, key)) == HEAD


def test_the_signature_is_over_canonical_json() -> None:
    assert signed_bytes(HEAD) == (
        b'{"hash":"'
        + b"ab" * 32
        + b'","sequence":412,"shard":0,"source":"procedures","time":"2026-11-23T05:00:00.000000Z"}'
    )


def test_a_head_signed_by_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyNotTrusted, match="not among the trusted"):
        verified(sign(HEAD, unknown))


def test_a_head_signed_by_an_unknown_key_under_the_id_of_a_trusted_one_is_refused() -> None:
    forged = msgspec.structs.replace(sign(HEAD, unknown), key_id=key_id_of(public_bytes(first)))
    with pytest.raises(KeyNotTrusted, match="is invalid"):
        verified(forged)


@pytest.mark.parametrize(
    "edit",
    [
        {"source": "reporting"},
        {"shard": 1},
        {"sequence": 411},
        {"hash": "ac" * 32},
        {"time": "2026-11-24T05:00:00.000000Z"},
    ],
    ids=lambda edit: next(iter(edit)),
)
def test_an_edited_head_is_refused(edit: dict[str, Any]) -> None:
    signed = sign(HEAD, first)
    with pytest.raises(KeyNotTrusted, match="is invalid"):
        verified(msgspec.structs.replace(signed, head=msgspec.structs.replace(HEAD, **edit)))


@pytest.mark.parametrize(
    "keys",
    [
        [],
        [entry(unknown, unknown)],
        [entry(unknown, unknown), *LIST],
        LIST[1:],
    ],
    ids=["nothing", "an unknown key alone", "an unknown key first", "without the first"],
)
def test_a_list_that_does_not_begin_with_the_pinned_key_is_refused(keys: list[SigningKey]) -> None:
    with pytest.raises(KeyNotTrusted, match="not the pinned one"):
        trusted_keys(keys, public_bytes(first))


@pytest.mark.parametrize(
    "forged",
    [
        entry(unknown, unknown),
        msgspec.structs.replace(entry(unknown, unknown), signed_by=LIST[0].key_id),
        msgspec.structs.replace(entry(unknown, unknown), key_id=LIST[0].key_id),
        msgspec.structs.replace(LIST[1], key_id=LIST[0].key_id),
        msgspec.structs.replace(LIST[1], public_key=public_bytes(unknown)),
    ],
    ids=[
        "by itself",
        "in another's name",
        "as another",
        "under another's number",
        "another key under an old signature",
    ],
)
def test_a_key_that_no_earlier_key_signed_is_refused(forged: SigningKey) -> None:
    with pytest.raises(KeyNotTrusted):
        trusted_keys([LIST[0], forged], public_bytes(first))


def test_a_key_signed_by_a_later_one_is_refused() -> None:
    with pytest.raises(KeyNotTrusted, match="signed by none before it"):
        trusted_keys([LIST[0], LIST[2], LIST[1]], public_bytes(first))


def test_a_key_file_is_readable_by_its_owner_alone_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    make_key_file(file)
    assert file.stat().st_mode & 0o777 == 0o600
    key = load_key(file)
    with pytest.raises(FileExistsError):
        make_key_file(file)
    assert public_bytes(load_key(file)) == public_bytes(key)


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    other = generate_private_key(SECP256R1())
    file.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(PrerequisiteMissing, match="no Ed25519 key"):
        load_key(file)
