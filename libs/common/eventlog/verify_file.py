"""Checks an exported file by what docs/streams.md says, and by nothing else: no database, no service, no network."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from common.eventlog import epochs, head
from common.eventlog.chain_reader import ChainBroken, ChainReader
from common.eventlog.epochs import SignedEpoch
from common.eventlog.feed_format import ENDS, parse_event
from common.eventlog.findings import Finding
from common.eventlog.head import SignedHead
from common.eventlog.keys import KeyNotTrusted, SigningKey, trusted
from common.eventlog.record import Record
from common.progress_reports import ReportProgress, nothing

OFTEN = 1_000  # events between two looks at how far it has come


class _Ends(msgspec.Struct):
    keys: tuple[SigningKey, ...] = ()
    epochs: tuple[SignedEpoch, ...] = ()
    heads: tuple[SignedHead, ...] = ()


def verify_file(
    file: Path, first_key: bytes | None = None, report_progress: ReportProgress = nothing
) -> Iterator[Finding]:
    """Without the source's first key, got out of band, the file's own is taken, and said."""
    reader, ends, hashes = ChainReader(), _Ends(), dict[tuple[int, int], str]()
    checked = f"events in {file.name}"
    try:
        for record in _events(file, ends, report_progress):
            reader.read(record)
            hashes[record.shard, record.sequence] = record.hash.hex()
    except (ChainBroken, msgspec.MsgspecError, ValueError) as broken:
        yield Finding(False, checked, str(broken))
        return
    count = sum(sequence for sequence, _ in reader.positions.values())
    yield Finding(
        True, checked, f"{count} in {len(reader.positions)} shards, each follows the one before it", {"events": count}
    )
    if not ends.keys:
        yield Finding(False, "keys", "there are none: the export was cut off; go on with it")
        return
    try:
        vouched = trusted(ends.keys, first_key or ends.keys[0].public_key)
    except KeyNotTrusted as forged:
        yield Finding(False, "keys", str(forged))
        return
    whose = "the given one" if first_key else "taken from the file: compare it"
    yield Finding(True, "keys", f"{len(ends.keys)}, led up to from {ends.keys[0].key_id}, {whose}")
    for signed in ends.epochs:
        yield _epoch(signed, vouched, hashes)
    yield from _heads(ends, vouched, reader)


def _events(file: Path, ends: _Ends, report_progress: ReportProgress) -> Iterator[Record]:
    size, read = file.stat().st_size, 0
    with file.open("rb") as opened:
        for number, line in enumerate(opened):
            read += len(line)
            if number % OFTEN == 0 or read == size:
                report_progress(f"reading {file.name}", read, size)
            if not line.endswith(b"\n"):
                raise ChainBroken("the file ends in the middle of a line: its export was cut off; go on with it")
            if not line.startswith(ENDS):
                if ends.heads:
                    raise ChainBroken("there is something behind the heads")
                yield parse_event(line)
                continue
            found = msgspec.json.decode(line, type=_Ends)
            ends.keys, ends.epochs, ends.heads = (
                found.keys or ends.keys,
                found.epochs or ends.epochs,
                found.heads or ends.heads,
            )


def _epoch(
    signed: SignedEpoch, vouched: Mapping[str, Ed25519PublicKey], hashes: Mapping[tuple[int, int], str]
) -> Finding:
    act = signed.act
    try:
        epochs.verify(signed, vouched)
    except KeyNotTrusted as forged:
        return Finding(False, f"epoch {act.epoch}", str(forged))
    for point in act.points:
        if point.sequence and hashes.get((point.shard, point.sequence)) != point.hash:
            return Finding(
                False, f"epoch {act.epoch}", f"the file holds another event {point.sequence} in shard {point.shard}"
            )
    return Finding(True, f"epoch {act.epoch}", f"raised by {act.raised_by}, {act.raised_at}: {act.reason}")


def _heads(ends: _Ends, vouched: Mapping[str, Ed25519PublicKey], reader: ChainReader) -> Iterator[Finding]:
    """Each shard ends where its signed head says, and no shard is without a head."""
    if missing := set(reader.positions) - {signed.head.shard for signed in ends.heads}:
        yield Finding(False, "heads", f"shard {min(missing)} has none: the export was cut off; go on with it")
    if not ends.heads:
        yield Finding(False, "heads", "there are none: the export was cut off; go on with it")
    for signed in ends.heads:
        checked = f"head of {signed.head.source}/{signed.head.shard}"
        try:
            said = head.verify(signed, vouched)
        except KeyNotTrusted as forged:
            yield Finding(False, checked, str(forged))
            continue
        sequence, hash = reader.at(said.shard)
        fits = (sequence, hash.hex()) == (said.sequence, said.hash) and reader.source in (None, said.source)
        wrong = f"it says that the stream ends at {said.sequence}, the file ends at {sequence}"
        yield Finding(fits, checked, f"{sequence}, signed {said.time}" if fits else wrong)
