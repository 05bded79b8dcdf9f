"""Creates the test vectors of the streams for readers in other languages, with the code of this project; they are
committed as docs/contracts/stream-vectors.json."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from common.clock import as_text
from common.eventlog.chain import GENESIS, record_hash
from common.eventlog.epochs import Epoch, Point, SignedEpoch
from common.eventlog.epochs import signed_bytes as epoch_bytes
from common.eventlog.feed_format import render_page
from common.eventlog.head import Head, sign, signed_bytes
from common.eventlog.keys import SigningKey, key_id_of, public_bytes
from common.eventlog.record import Record

FILE = Path(__file__).parents[2] / "docs" / "contracts" / "stream-vectors.json"
SEEDS = (bytes(range(32)), bytes(range(32, 64)))
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
NOTE = (
    "Test vectors of the streams; docs/streams.md explains each part."
    " The two seeds are Ed25519 private keys that everybody knows: they sign nothing but this file."
)

PAYLOADS: dict[str, dict[str, Any]] = {
    "the smallest payload": {},
    "Vietnamese text, composed and decomposed: the bytes are taken as they are, nothing is normalised": {
        "name": "Cấp Giấy phép hoạt động, Sở Tư pháp tỉnh Đồng Nai",
        "decomposed": "Ca\u0302\u0301p",
    },
    "what JSON must escape, and what it may not": {
        "controls": "".join(chr(code) for code in range(0x20)),
        "quoted": '"\\/',
        "unescaped": "\u007f\u0080\u2028\u2029<script>&'",
    },
    "beyond the basic plane: four bytes in UTF-8, a surrogate pair in UTF-16": {
        "emoji": "📜 👩🏽‍⚖️ 🇻🇳",
        "nom": "𡨸喃",
        "last": "\U0010ffff",
    },
    "empty things and the three words": {
        "empty": "",
        "list": [],
        "object": {},
        "nothing": None,
        "yes": True,
        "no": False,
    },
    "keys in the order of their bytes, numbers at their ends": {
        "b": 1,
        "a": 0,
        "a_b": -1,
        "ab": 9007199254740991,
        "a1": -9007199254740991,
    },
    "nested": {
        "periods": [
            {
                "version": 1,
                "effective_from": "2023-01-15",
                "effective_to": "2026-12-01",
                "levels": ["province", "commune"],
            },
            {
                "version": 2,
                "effective_from": "2026-12-01",
                "effective_to": None,
                "levels": [],
                "deeper": [[{"z": {"y": {}}}]],
            },
        ],
        "decision": {"number": "12/QĐ-UBND", "title": "Công bố danh mục thủ tục hành chính"},
    },
}
TYPES = ("procedure.introduced.v1", "procedure.amended.v1", "procedure.repealed.v1", "decision.published.v1")
FIRST_ID = 0x0199AAAA_0000_7000_8000_000000000001
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
SUBJECTS = ("1.001234", "1.012753.H19", "hồ sơ", "")


def chain_records() -> list[Record]:
    """Returns the stream `procedures/0` from its first event on, with one record for each payload."""
    records: list[Record] = []
    for index, payload in enumerate(PAYLOADS.values()):
        id, time = UUID(int=FIRST_ID + index), as_text(NOON.replace(microsecond=index * 100_001))
        previous = records[-1].hash if records else GENESIS
        outside = {"subject": SUBJECTS[index % 4], "traceparent": TRACE if index % 2 else None}
        records.append(hashed("procedures", 0, index + 1, id, TYPES[index % 4], time, payload, previous, **outside))
    return records


def single_record() -> Record:
    """Returns a record with numbers of several digits, in a shard that is not the first."""
    subject, payload = "u-1", {"reason": ""}
    id, time = UUID(int=FIRST_ID + 0xFFFF), as_text(NOON.replace(microsecond=999_999))
    previous, type = b"\xff" * 32, "lookup.refused.v1"
    return hashed("population_lookup", 13, 1_234_567_890_123, id, type, time, payload, previous, subject=subject)


def hashed(
    source: str,
    shard: int,
    sequence: int,
    id: UUID,
    type: str,
    time: str,
    payload: dict[str, Any],
    prevhash: bytes,
    **outside: Any,
) -> Record:
    record = Record(
        source=source,
        shard=shard,
        sequence=sequence,
        id=str(id),
        type=type,
        time=time,
        prevhash=prevhash,
        hash=b"",
        payload=msgspec.json.encode(payload, order="sorted"),
        **outside,
    )
    return msgspec.structs.replace(record, hash=record_hash(record))


def as_vector(about: str, record: Record) -> dict[str, Any]:
    return {
        "about": about,
        "source": record.source,
        "shard": record.shard,
        "sequence": record.sequence,
        "id": record.id,
        "type": record.type,
        "time": record.time,
        "payload": record.payload.decode(),
        "payload_hex": record.payload.hex(),
        "prevhash": record.prevhash.hex(),
        "hash": record.hash.hex(),
        "outside_the_hash": {"subject": record.subject, "traceparent": record.traceparent},
    }


def signing_keys() -> list[SigningKey]:
    """Returns two keys: the first signs itself, the second is signed by the first."""
    first, second = (Ed25519PrivateKey.from_private_bytes(seed) for seed in SEEDS)
    changed, ids = NOON.replace(year=2027), [key_id_of(public_bytes(key)) for key in (first, second)]
    return [
        SigningKey(ids[0], public_bytes(first), NOON, changed, ids[0], first.sign(public_bytes(first))),
        SigningKey(ids[1], public_bytes(second), changed, None, ids[0], first.sign(public_bytes(second))),
    ]


def epoch_of(last: Record) -> dict[str, Any]:
    """Returns an epoch from which the stream continues differently after its third event."""
    third = chain_records()[2]
    points = (Point(third.shard, third.sequence, third.hash.hex()),)
    time = as_text(NOON.replace(year=2028, month=12))
    act = Epoch(last.source, 2, points, time, "Lò Thị Mẩy", 'Đĩa hỏng; khôi phục từ bản sao lưu ngày "22/11"')
    key, signed = Ed25519PrivateKey.from_private_bytes(SEEDS[1]), epoch_bytes(act)
    entry = SignedEpoch(act, key_id_of(public_bytes(key)), key.sign(signed))
    return {"signed": msgspec.to_builtins(entry), "canonical": signed.decode(), "canonical_hex": signed.hex()}


def head_of(last: Record, epoch: int = 1) -> dict[str, Any]:
    head = Head(last.source, last.shard, last.sequence, last.hash.hex(), as_text(NOON.replace(year=2028)), epoch)
    signed = sign(head, Ed25519PrivateKey.from_private_bytes(SEEDS[1]))
    return {
        "signed": msgspec.to_builtins(signed),
        "canonical": signed_bytes(head).decode(),
        "canonical_hex": signed_bytes(head).hex(),
    }


def vectors() -> dict[str, Any]:
    records = chain_records()
    return {
        "note": NOTE,
        "genesis": GENESIS.hex(),
        "seeds": [seed.hex() for seed in SEEDS],
        "chain": [as_vector(about, record) for about, record in zip(PAYLOADS, records, strict=True)],
        "alone": as_vector(
            "numbers of many digits, in another stream; the events before it are not here", single_record()
        ),
        "page": render_page(records, records[-1].sequence).decode(),
        "keys": msgspec.to_builtins(signing_keys()),
        "head": head_of(records[-1]),
        "epoch": epoch_of(records[-1]),
        "head_in_epoch": head_of(records[2], epoch=2),
    }


def as_document() -> str:
    return json.dumps(vectors(), ensure_ascii=True, indent=1) + "\n"
