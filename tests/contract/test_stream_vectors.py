"""The committed test vectors are read by an independent reader, by Node.js and by the code of this project: all agree,
and each detects every change."""

import ast
import base64
import copy
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common.eventlog import chain, epochs, head, keys
from common.eventlog.epochs import SignedEpoch
from common.eventlog.feed_format import parse_page
from common.eventlog.head import SignedHead
from common.eventlog.keys import KeyNotTrusted, SigningKey
from common.eventlog.record import Record
from tests.contract import independent_reader
from tests.contract.independent_reader import InvalidStream
from tests.contract.stream_vectors import FILE, as_document

HERE = Path(__file__).parent
if os.environ.get("CONGBO_WRITE_DOCS"):
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(as_document())
VECTORS: dict[str, Any] = json.loads(FILE.read_text())
RECORDS: list[dict[str, Any]] = [*VECTORS["chain"], VECTORS["alone"]]
KEYS: list[dict[str, Any]] = VECTORS["keys"]
SIGNED: dict[str, Any] = VECTORS["head"]["signed"]
PINNED = base64.b64decode(KEYS[0]["public_key"])
LAST = VECTORS["chain"][-1]
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="there is no `node` on PATH")

each_record = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["about"].split(",")[0].split(":")[0])


def payload(record: dict[str, Any]) -> bytes:
    return bytes.fromhex(record["payload_hex"])


def other(value: Any) -> Any:
    """Returns a value of the same type with the least difference: the next number, or another last character."""
    if isinstance(value, int):
        return value + 1
    return value[:-1] + ("0" if value[-1] != "0" else "1")


def test_the_committed_vectors_match_the_code() -> None:
    assert FILE.read_text() == as_document(), "CONGBO_WRITE_DOCS=1 rewrites them; a changed hash breaks every reader"


def test_the_independent_reader_imports_nothing_of_this_project() -> None:
    imported = {
        name
        for node in ast.walk(ast.parse((HERE / "independent_reader.py").read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert {name.split(".")[0] for name in imported} == {
        "base64",
        "collections",
        "cryptography",
        "hashlib",
        "json",
        "struct",
        "typing",
    }


@each_record
def test_the_independent_reader_accepts_each_record(record: dict[str, Any]) -> None:
    independent_reader.check(record, payload(record))


@each_record
def test_text_bytes_and_canonical_form_of_a_payload_are_equal(record: dict[str, Any]) -> None:
    assert record["payload"].encode() == payload(record) == independent_reader.canonical(json.loads(record["payload"]))


@each_record
@pytest.mark.parametrize("part", ["source", "shard", "sequence", "id", "type", "time", "prevhash", "hash"])
def test_the_independent_reader_rejects_a_record_with_any_part_changed(record: dict[str, Any], part: str) -> None:
    with pytest.raises(InvalidStream):
        independent_reader.check({**record, part: other(record[part])}, payload(record))


@each_record
def test_the_independent_reader_rejects_a_payload_with_any_byte_changed_added_or_removed(
    record: dict[str, Any],
) -> None:
    valid = payload(record)
    for index in range(len(valid)):
        changed = valid[:index] + bytes([valid[index] ^ 1]) + valid[index + 1 :]
        for invalid in (changed, valid[:index] + valid[index + 1 :], valid[:index] + b" " + valid[index:]):
            with pytest.raises(InvalidStream):
                independent_reader.check(record, invalid)


@each_record
def test_no_character_can_move_from_one_part_to_the_next(record: dict[str, Any]) -> None:
    """The lengths are hashed too, so that the same characters in other parts have another hash."""
    moved = [
        {**record, "id": record["id"] + record["type"][0], "type": record["type"][1:]},
        {**record, "type": record["type"] + record["time"][0], "time": record["time"][1:]},
        {**record, "shard": str(record["shard"])[:-1], "sequence": f"{record['shard'] % 10}{record['sequence']}"},
    ]
    for invalid in moved:
        with pytest.raises(InvalidStream):
            independent_reader.check(invalid, payload(record))
    with pytest.raises(InvalidStream):
        independent_reader.check({**record, "time": record["time"] + "{"}, payload(record)[1:])


@each_record
def test_subject_and_traceparent_are_not_part_of_the_hash(record: dict[str, Any]) -> None:
    assert set(record["outside_the_hash"]) == {"subject", "traceparent"}
    changed = msgspec.structs.replace(as_record(record), subject="another", traceparent=None)
    assert chain.hash_matches(changed)


def test_the_independent_reader_follows_a_feed_to_the_signed_head() -> None:
    events = independent_reader.events_of(VECTORS["page"])
    assert [content for _, content in events] == [payload(record) for record in VECTORS["chain"]]
    sequence, hash = independent_reader.follow(events, 0, VECTORS["genesis"])
    independent_reader.check_head(SIGNED, independent_reader.trusted(KEYS, PINNED), sequence, hash)
    assert (sequence, hash) == (len(VECTORS["chain"]), LAST["hash"])


@pytest.mark.parametrize("missing", range(len(VECTORS["chain"]) - 1))
def test_the_independent_reader_rejects_a_stream_with_a_removed_record(missing: int) -> None:
    events = independent_reader.events_of(VECTORS["page"])
    with pytest.raises(InvalidStream):
        independent_reader.follow(events[:missing] + events[missing + 1 :])


def test_the_independent_reader_rejects_a_replaced_record_with_a_new_hash() -> None:
    events = independent_reader.events_of(VECTORS["page"])
    event, _ = events[2]
    events[2] = ({**event, "hash": independent_reader.digest(event, b"{}")}, b"{}")
    with pytest.raises(InvalidStream, match="sequence 4 does not follow"):
        independent_reader.follow(events)


def test_the_independent_reader_detects_a_truncated_stream_by_its_head() -> None:
    sequence, hash = independent_reader.follow(independent_reader.events_of(VECTORS["page"]))
    with pytest.raises(InvalidStream, match="behind"):
        independent_reader.check_head(SIGNED, independent_reader.trusted(KEYS, PINNED), sequence + 1, hash)
    with pytest.raises(InvalidStream, match="another event"):
        independent_reader.check_head(SIGNED, independent_reader.trusted(KEYS, PINNED), sequence, other(hash))


def head_with(part: str) -> dict[str, Any]:
    changed = copy.deepcopy(SIGNED)
    within = changed if part in changed else changed["head"]
    within[part] = "AAAA" + within[part][4:] if part == "signature" else other(within[part])
    return changed


@pytest.mark.parametrize("part", ["source", "shard", "sequence", "hash", "time", "key_id", "signature"])
def test_both_readers_reject_a_head_with_any_part_changed(part: str) -> None:
    changed = head_with(part)
    with pytest.raises(InvalidStream):
        independent_reader.check_head(changed, independent_reader.trusted(KEYS, PINNED), 0, VECTORS["genesis"])
    with pytest.raises(KeyNotTrusted):
        head.verify(msgspec.convert(changed, SignedHead), keys.trusted_keys(signing_keys(KEYS), PINNED))


EPOCH: dict[str, Any] = VECTORS["epoch"]["signed"]


def test_a_head_names_its_epoch_only_after_the_first_one() -> None:
    assert "epoch" not in SIGNED["head"]
    assert "epoch" not in VECTORS["head"]["canonical"]
    later = VECTORS["head_in_epoch"]["signed"]
    assert later["head"]["epoch"] == 2
    independent_reader.check_head(later, independent_reader.trusted(KEYS, PINNED), 0, VECTORS["genesis"])
    ours = head.verify(msgspec.convert(later, SignedHead), keys.trusted_keys(signing_keys(KEYS), PINNED))
    assert (ours.epoch, ours.sequence) == (2, 3)
    without_epoch = {**later, "head": {name: value for name, value in later["head"].items() if name != "epoch"}}
    with pytest.raises(KeyNotTrusted):
        head.verify(msgspec.convert(without_epoch, SignedHead), keys.trusted_keys(signing_keys(KEYS), PINNED))


def test_both_readers_read_an_epoch_alike() -> None:
    points = independent_reader.check_epoch(EPOCH, independent_reader.trusted(KEYS, PINNED), "procedures")
    assert points == {0: (3, VECTORS["chain"][2]["hash"])}
    ours = epochs.verify(msgspec.convert(EPOCH, SignedEpoch), keys.trusted_keys(signing_keys(KEYS), PINNED))
    assert {point.shard: (point.sequence, point.hash) for point in ours.points} == points
    assert epochs.signed_bytes(ours).hex() == VECTORS["epoch"]["canonical_hex"]


@pytest.mark.parametrize(
    "part", ["source", "epoch", "raised_at", "raised_by", "reason", "points", "key_id", "signature"]
)
def test_both_readers_reject_an_epoch_with_any_part_changed(part: str) -> None:
    changed = copy.deepcopy(EPOCH)
    if part == "points":
        changed["act"]["points"][0]["sequence"] = 2
    else:
        within = changed if part in changed else changed["act"]
        within[part] = "AAAA" + within[part][4:] if part == "signature" else other(within[part])
    with pytest.raises(InvalidStream):
        independent_reader.check_epoch(changed, independent_reader.trusted(KEYS, PINNED), "procedures")
    with pytest.raises(KeyNotTrusted):
        epochs.verify(msgspec.convert(changed, SignedEpoch), keys.trusted_keys(signing_keys(KEYS), PINNED))


def with_key(index: int, **changes: Any) -> list[dict[str, Any]]:
    return [{**key, **(changes if number == index else {})} for number, key in enumerate(KEYS)]


INVALID_KEYS: dict[str, list[dict[str, Any]]] = {
    "in another order": [KEYS[1], KEYS[0]],
    "the second alone": [KEYS[1]],
    "the first signed by itself with another signature": with_key(0, signature=KEYS[1]["signature"]),
    "the second by a signature of another key": with_key(1, signature=KEYS[0]["signature"]),
    "the second signed by itself": with_key(1, signed_by=KEYS[1]["key_id"]),
    "the second signed by nobody": with_key(1, signed_by="0123456789abcdef"),
    "the second under another id": with_key(1, key_id="0123456789abcdef"),
    "another second": with_key(1, public_key=KEYS[0]["public_key"], key_id=KEYS[0]["key_id"]),
}


@pytest.mark.parametrize("listed", INVALID_KEYS.values(), ids=INVALID_KEYS)
def test_both_readers_reject_a_list_of_keys_that_is_no_chain_from_the_pinned_one(
    listed: list[dict[str, Any]],
) -> None:
    with pytest.raises(InvalidStream):
        independent_reader.trusted(listed, PINNED)
    with pytest.raises(KeyNotTrusted):
        keys.trusted_keys(signing_keys(listed), PINNED)


def test_both_readers_reject_the_keys_where_another_one_is_pinned() -> None:
    with pytest.raises(InvalidStream):
        independent_reader.trusted(KEYS, base64.b64decode(KEYS[1]["public_key"]))
    with pytest.raises(KeyNotTrusted):
        keys.trusted_keys(signing_keys(KEYS), base64.b64decode(KEYS[1]["public_key"]))


def signing_keys(listed: list[dict[str, Any]]) -> list[SigningKey]:
    return msgspec.convert(listed, list[SigningKey])


def as_record(record: dict[str, Any]) -> Record:
    hashes: dict[str, Any] = {name: bytes.fromhex(record[name]) for name in ("prevhash", "hash")}
    parts = {name: record[name] for name in ("source", "shard", "sequence", "id", "type", "time")}
    return Record(**parts, **hashes, payload=payload(record), **record["outside_the_hash"])


def test_both_readers_read_the_page_the_keys_and_the_head_alike() -> None:
    records, tail = parse_page(VECTORS["page"].encode())
    assert records == [as_record(record) for record in VECTORS["chain"]]
    assert all(chain.hash_matches(record) for record in [*records, as_record(VECTORS["alone"])])
    trusted = keys.trusted_keys(signing_keys(KEYS), PINNED)
    assert set(trusted) == set(independent_reader.trusted(KEYS, PINNED))
    signed = msgspec.convert(SIGNED, SignedHead)
    assert head.signed_bytes(signed.head).hex() == VECTORS["head"]["canonical_hex"]
    assert head.verify(signed, trusted).sequence == tail


def node(file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(NODE), HERE / "check_vectors.mjs", file], capture_output=True, text=True, check=False, timeout=60
    )


@needs_node
def test_a_reader_in_another_language_accepts_the_vectors() -> None:
    result = node(FILE)
    assert result.returncode == 0, result.stderr
    assert result.stdout == f"{len(RECORDS)} records, {len(KEYS)} keys, two heads and an epoch are valid\n"


def altered(part: str, *path: str | int) -> dict[str, Any]:
    changed = copy.deepcopy(VECTORS)
    within: Any = changed
    for step in path:
        within = within[step]
    within[part] = "AAAA" + within[part][4:] if part in ("signature", "public_key") else other(within[part])
    return changed


@needs_node
@pytest.mark.parametrize(
    ("vectors", "message"),
    [
        (altered("id", "chain", 1), "hash"),
        (altered("prevhash", "chain", 6), "does not continue the chain"),
        (altered("sequence", "alone"), "numbers of many digits"),
        (altered("signature", "keys", 1), "keys: signature"),
        (altered("public_key", "keys", 0), "keys: id"),
        (altered("signature", "head", "signed"), "head: signature"),
        (altered("time", "head", "signed", "head"), "head: canonical form"),
        (altered("epoch", "head_in_epoch", "signed", "head"), "head in epoch: canonical form"),
        (altered("signature", "epoch", "signed"), "epoch: signature"),
        (altered("reason", "epoch", "signed", "act"), "epoch: canonical form"),
    ],
)
def test_a_reader_in_another_language_detects_every_change(
    vectors: dict[str, Any], message: str, tmp_path: Path
) -> None:
    file = tmp_path / "altered.json"
    file.write_text(json.dumps(vectors))
    result = node(file)
    assert result.returncode != 0
    assert message in result.stderr
