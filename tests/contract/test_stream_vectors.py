"""The committed test vectors, read by a stranger's reader, by Node.js, and by our own code: all agree, and each change
is noticed."""

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
from tests.contract.independent_reader import Stop
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
    """A value of the same kind that differs as little as can be: the next number, the last character changed."""
    if isinstance(value, int):
        return value + 1
    return value[:-1] + ("0" if value[-1] != "0" else "1")


def test_the_committed_vectors_are_those_that_the_code_makes() -> None:
    assert FILE.read_text() == as_document(), (
        "CONGBO_WRITE_DOCS=1 writes them anew; a change of a hash breaks every reader"
    )


def test_the_stranger_knows_nothing_of_this_project() -> None:
    named = {
        name
        for node in ast.walk(ast.parse((HERE / "independent_reader.py").read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert {name.split(".")[0] for name in named} == {
        "base64",
        "collections",
        "cryptography",
        "hashlib",
        "json",
        "struct",
        "typing",
    }


@each_record
def test_a_stranger_finds_each_record_sound(record: dict[str, Any]) -> None:
    independent_reader.check(record, payload(record))


@each_record
def test_text_bytes_and_canonical_form_of_a_payload_are_one(record: dict[str, Any]) -> None:
    assert record["payload"].encode() == payload(record) == independent_reader.canonical(json.loads(record["payload"]))


@each_record
@pytest.mark.parametrize("part", ["source", "shard", "sequence", "id", "type", "time", "prevhash", "hash"])
def test_a_stranger_rejects_a_record_with_any_part_changed(record: dict[str, Any], part: str) -> None:
    with pytest.raises(Stop):
        independent_reader.check({**record, part: other(record[part])}, payload(record))


@each_record
def test_a_stranger_rejects_a_payload_with_any_byte_changed_added_or_lost(record: dict[str, Any]) -> None:
    sound = payload(record)
    for place in range(len(sound)):
        changed = sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :]
        for wrong in (changed, sound[:place] + sound[place + 1 :], sound[:place] + b" " + sound[place:]):
            with pytest.raises(Stop):
                independent_reader.check(record, wrong)


@each_record
def test_nothing_can_move_from_one_part_to_the_next(record: dict[str, Any]) -> None:
    """The lengths are hashed too: the same letters, cut elsewhere, are another record."""
    moved = [
        {**record, "id": record["id"] + record["type"][0], "type": record["type"][1:]},
        {**record, "type": record["type"] + record["time"][0], "time": record["time"][1:]},
        {**record, "shard": str(record["shard"])[:-1], "sequence": f"{record['shard'] % 10}{record['sequence']}"},
    ]
    for wrong in moved:
        with pytest.raises(Stop):
            independent_reader.check(wrong, payload(record))
    with pytest.raises(Stop):
        independent_reader.check({**record, "time": record["time"] + "{"}, payload(record)[1:])


@each_record
def test_what_is_outside_of_the_hash_is_not_vouched_for(record: dict[str, Any]) -> None:
    said = record["outside_the_hash"]
    assert set(said) == {"subject", "traceparent"}
    ours = msgspec.structs.replace(as_record(record), subject="another", traceparent=None)
    assert chain.hash_matches(ours)


def test_a_stranger_follows_the_page_of_a_feed_to_the_signed_head() -> None:
    events = independent_reader.events_of(VECTORS["page"])
    assert [found for _, found in events] == [payload(record) for record in VECTORS["chain"]]
    reached, last = independent_reader.follow(events, 0, VECTORS["genesis"])
    independent_reader.check_head(SIGNED, independent_reader.trusted(KEYS, PINNED), reached, last)
    assert (reached, last) == (len(VECTORS["chain"]), LAST["hash"])


@pytest.mark.parametrize("missing", range(len(VECTORS["chain"]) - 1))
def test_a_stranger_rejects_a_stream_with_a_record_taken_out(missing: int) -> None:
    events = independent_reader.events_of(VECTORS["page"])
    with pytest.raises(Stop):
        independent_reader.follow(events[:missing] + events[missing + 1 :])


def test_a_stranger_rejects_a_record_that_was_replaced_and_hashed_anew() -> None:
    events = independent_reader.events_of(VECTORS["page"])
    event, _ = events[2]
    events[2] = ({**event, "hash": independent_reader.digest(event, b"{}")}, b"{}")
    with pytest.raises(Stop, match="sequence 4 does not follow"):
        independent_reader.follow(events)


def test_a_stranger_misses_the_end_of_a_cut_off_stream_by_its_head() -> None:
    reached, last = independent_reader.follow(independent_reader.events_of(VECTORS["page"]))
    with pytest.raises(Stop, match="behind"):
        independent_reader.check_head(SIGNED, independent_reader.trusted(KEYS, PINNED), reached + 1, last)
    with pytest.raises(Stop, match="another event"):
        independent_reader.check_head(SIGNED, independent_reader.trusted(KEYS, PINNED), reached, other(last))


def head_with(part: str) -> dict[str, Any]:
    changed = copy.deepcopy(SIGNED)
    within = changed if part in changed else changed["head"]
    within[part] = "AAAA" + within[part][4:] if part == "signature" else other(within[part])
    return changed


@pytest.mark.parametrize("part", ["source", "shard", "sequence", "hash", "time", "key_id", "signature"])
def test_a_stranger_and_we_reject_a_head_with_any_part_changed(part: str) -> None:
    changed = head_with(part)
    with pytest.raises(Stop):
        independent_reader.check_head(changed, independent_reader.trusted(KEYS, PINNED), 0, VECTORS["genesis"])
    with pytest.raises(KeyNotTrusted):
        head.verify(msgspec.convert(changed, SignedHead), keys.trusted_keys(our_keys(KEYS), PINNED))


EPOCH: dict[str, Any] = VECTORS["epoch"]["signed"]


def test_a_head_in_the_first_epoch_is_signed_as_ever_and_a_later_one_names_its_epoch() -> None:
    assert "epoch" not in SIGNED["head"]
    assert "epoch" not in VECTORS["head"]["canonical"]
    later = VECTORS["head_in_epoch"]["signed"]
    assert later["head"]["epoch"] == 2
    independent_reader.check_head(later, independent_reader.trusted(KEYS, PINNED), 0, VECTORS["genesis"])
    ours = head.verify(msgspec.convert(later, SignedHead), keys.trusted_keys(our_keys(KEYS), PINNED))
    assert (ours.epoch, ours.sequence) == (2, 3)
    unsaid = {**later, "head": {name: value for name, value in later["head"].items() if name != "epoch"}}
    with pytest.raises(KeyNotTrusted):
        head.verify(msgspec.convert(unsaid, SignedHead), keys.trusted_keys(our_keys(KEYS), PINNED))


def test_a_stranger_and_we_read_the_act_of_an_epoch_alike() -> None:
    points = independent_reader.check_epoch(EPOCH, independent_reader.trusted(KEYS, PINNED), "procedures")
    assert points == {0: (3, VECTORS["chain"][2]["hash"])}
    ours = epochs.verify(msgspec.convert(EPOCH, SignedEpoch), keys.trusted_keys(our_keys(KEYS), PINNED))
    assert {point.shard: (point.sequence, point.hash) for point in ours.points} == points
    assert epochs.signed_bytes(ours).hex() == VECTORS["epoch"]["canonical_hex"]


@pytest.mark.parametrize(
    "part", ["source", "epoch", "raised_at", "raised_by", "reason", "points", "key_id", "signature"]
)
def test_a_stranger_and_we_reject_an_act_with_any_part_changed(part: str) -> None:
    changed = copy.deepcopy(EPOCH)
    if part == "points":
        changed["act"]["points"][0]["sequence"] = 2
    else:
        within = changed if part in changed else changed["act"]
        within[part] = "AAAA" + within[part][4:] if part == "signature" else other(within[part])
    with pytest.raises(Stop):
        independent_reader.check_epoch(changed, independent_reader.trusted(KEYS, PINNED), "procedures")
    with pytest.raises(KeyNotTrusted):
        epochs.verify(msgspec.convert(changed, SignedEpoch), keys.trusted_keys(our_keys(KEYS), PINNED))


def with_key(place: int, **changes: Any) -> list[dict[str, Any]]:
    return [{**key, **(changes if number == place else {})} for number, key in enumerate(KEYS)]


CROOKED_KEYS: dict[str, list[dict[str, Any]]] = {
    "in another order": [KEYS[1], KEYS[0]],
    "the second alone": [KEYS[1]],
    "the first signed by itself with another signature": with_key(0, signature=KEYS[1]["signature"]),
    "the second by a signature that is not over it": with_key(1, signature=KEYS[0]["signature"]),
    "the second signed by itself": with_key(1, signed_by=KEYS[1]["key_id"]),
    "the second signed by nobody": with_key(1, signed_by="0123456789abcdef"),
    "the second under another id": with_key(1, key_id="0123456789abcdef"),
    "another second": with_key(1, public_key=KEYS[0]["public_key"], key_id=KEYS[0]["key_id"]),
}


@pytest.mark.parametrize("listed", CROOKED_KEYS.values(), ids=CROOKED_KEYS)
def test_a_stranger_and_we_reject_a_list_of_keys_that_does_not_lead_from_the_pinned_one(
    listed: list[dict[str, Any]],
) -> None:
    with pytest.raises(Stop):
        independent_reader.trusted(listed, PINNED)
    with pytest.raises(KeyNotTrusted):
        keys.trusted_keys(our_keys(listed), PINNED)


def test_a_stranger_and_we_reject_the_keys_where_another_is_pinned() -> None:
    with pytest.raises(Stop):
        independent_reader.trusted(KEYS, base64.b64decode(KEYS[1]["public_key"]))
    with pytest.raises(KeyNotTrusted):
        keys.trusted_keys(our_keys(KEYS), base64.b64decode(KEYS[1]["public_key"]))


def our_keys(listed: list[dict[str, Any]]) -> list[SigningKey]:
    return msgspec.convert(listed, list[SigningKey])


def as_record(record: dict[str, Any]) -> Record:
    hashes: dict[str, Any] = {name: bytes.fromhex(record[name]) for name in ("prevhash", "hash")}
    parts = {name: record[name] for name in ("source", "shard", "sequence", "id", "type", "time")}
    return Record(**parts, **hashes, payload=payload(record), **record["outside_the_hash"])


def test_our_own_code_reads_the_page_the_keys_and_the_head_as_the_stranger_does() -> None:
    records, tail = parse_page(VECTORS["page"].encode())
    assert records == [as_record(record) for record in VECTORS["chain"]]
    assert all(chain.hash_matches(record) for record in [*records, as_record(VECTORS["alone"])])
    vouched = keys.trusted_keys(our_keys(KEYS), PINNED)
    assert set(vouched) == set(independent_reader.trusted(KEYS, PINNED))
    signed = msgspec.convert(SIGNED, SignedHead)
    assert head.signed_bytes(signed.head).hex() == VECTORS["head"]["canonical_hex"]
    assert head.verify(signed, vouched).sequence == tail


def node(file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(NODE), HERE / "check_vectors.mjs", file], capture_output=True, text=True, check=False, timeout=60
    )


@needs_node
def test_a_reader_in_another_language_finds_the_vectors_sound() -> None:
    result = node(FILE)
    assert result.returncode == 0, result.stderr
    assert result.stdout == f"{len(RECORDS)} records, {len(KEYS)} keys, two heads and an epoch are sound\n"


def spoilt(part: str, *path: str | int) -> dict[str, Any]:
    changed = copy.deepcopy(VECTORS)
    within: Any = changed
    for step in path:
        within = within[step]
    within[part] = "AAAA" + within[part][4:] if part in ("signature", "public_key") else other(within[part])
    return changed


@needs_node
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (spoilt("id", "chain", 1), "hash"),
        (spoilt("prevhash", "chain", 6), "does not follow"),
        (spoilt("sequence", "alone"), "numbers of many digits"),
        (spoilt("signature", "keys", 1), "keys: signature"),
        (spoilt("public_key", "keys", 0), "keys: id"),
        (spoilt("signature", "head", "signed"), "head: signature"),
        (spoilt("time", "head", "signed", "head"), "head: canonical form"),
        (spoilt("epoch", "head_in_epoch", "signed", "head"), "head in epoch: canonical form"),
        (spoilt("signature", "epoch", "signed"), "epoch: signature"),
        (spoilt("reason", "epoch", "signed", "act"), "epoch: canonical form"),
    ],
)
def test_a_reader_in_another_language_notices_what_is_changed(wrong: dict[str, Any], said: str, tmp_path: Path) -> None:
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(wrong))
    answered = node(file)
    assert answered.returncode != 0
    assert said in answered.stderr
