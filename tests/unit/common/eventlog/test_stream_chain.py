"""The hash of a record covers its content and its position, and no character can move from one part into the next."""

from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.eventlog.chain import GENESIS, compute_hash, hash_matches, record_hash
from common.eventlog.record import Record

RECORD = msgspec.structs.replace(
    Record(
        source="procedures",
        shard=1,
        sequence=23,
        id="0199aaaa",
        type="procedure.repealed.v1",
        time="2026-11-23T05:00:00.000000Z",
        subject="1.000001",
        payload='{"name":"Đăng ký"}'.encode(),
        prevhash=GENESIS,
        hash=b"",
        traceparent="00-1-2-01",
    ),
    hash=compute_hash(
        GENESIS,
        "procedures",
        1,
        23,
        "0199aaaa",
        "procedure.repealed.v1",
        "2026-11-23T05:00:00.000000Z",
        '{"name":"Đăng ký"}'.encode(),
    ),
)
OTHER_VALUES: dict[str, Any] = {
    "prevhash": bytes(31) + b"\1",
    "source": "procedure",
    "shard": 2,
    "sequence": 24,
    "id": "0199aaab",
    "type": "procedure.repealed.v2",
    "time": "2026-11-23T05:00:00.000001Z",
    "payload": '{"name":"Đăng ky"}'.encode(),
}
NEIGHBOURS = [
    ("source", "shard"),
    ("shard", "sequence"),
    ("sequence", "id"),
    ("id", "type"),
    ("type", "time"),
    ("time", "payload"),
]


def changed(**parts: Any) -> Record:
    return msgspec.structs.replace(RECORD, **parts)


def test_an_unchanged_record_matches_its_hash() -> None:
    assert hash_matches(RECORD)


@pytest.mark.parametrize("part", OTHER_VALUES)
def test_every_hashed_part_changes_the_hash(part: str) -> None:
    assert not hash_matches(changed(**{part: OTHER_VALUES[part]}))


def test_another_hash_does_not_match() -> None:
    assert not hash_matches(changed(hash=OTHER_VALUES["prevhash"]))


@pytest.mark.parametrize("part", ["subject", "traceparent"])
def test_subject_and_trace_are_not_hashed(part: str) -> None:
    assert hash_matches(changed(**{part: "another"}))


@pytest.mark.parametrize(("left", "right"), NEIGHBOURS)
def test_a_character_that_moves_to_the_neighbouring_part_changes_the_hash(left: str, right: str) -> None:
    """Joined without lengths, `1` and `23` would be `12` and `3`."""
    before = {"source": "a1", "shard": 11, "sequence": 11, "id": "1a1", "type": "1a1", "time": "1a1", "payload": b"1a1"}
    first, second = _text(before[left]), _text(before[right])
    after = {
        **before,
        left: _in_type_of(before[left], first[:-1]),
        right: _in_type_of(before[right], first[-1] + second),
    }
    assert _joined(before) == _joined(after)
    assert record_hash(changed(**before)) != record_hash(changed(**after))


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _in_type_of(former: Any, text: str) -> Any:
    return text.encode() if isinstance(former, bytes) else type(former)(text)


def _joined(parts: dict[str, Any]) -> str:
    return "".join(_text(value) for value in parts.values())


@given(st.binary(min_size=32, max_size=32), st.integers(0, 99), st.integers(1, 10**12), st.text(), st.binary())
def test_the_documented_bytes_give_the_same_hash(
    prevhash: bytes, shard: int, sequence: int, text: str, payload: bytes
) -> None:
    """The bytes are built here as docs/streams.md says: the previous hash, then each part after its length."""
    parts = [text, str(shard), str(sequence), text + "i", text + "t", text + "z"]
    hashed = prevhash + b"".join(_with_length(part.encode()) for part in parts) + _with_length(payload)
    assert (
        compute_hash(prevhash, text, shard, sequence, text + "i", text + "t", text + "z", payload)
        == sha256(hashed).digest()
    )


def _with_length(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part
