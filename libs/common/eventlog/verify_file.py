"""Verifies an exported file by the rules of docs/streams.md alone: it needs no database, no service and no network."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from common.eventlog import epochs, head
from common.eventlog.chain_reader import ChainBroken, ChainReader
from common.eventlog.epochs import SignedEpoch
from common.eventlog.feed_format import PAGE_PREFIX, TRAILER_PREFIXES, parse_event, parse_page
from common.eventlog.findings import Finding
from common.eventlog.head import SignedHead
from common.eventlog.keys import KeyNotTrusted, SigningKey, trusted_keys
from common.eventlog.record import Record
from common.progress_reports import ReportProgress, no_progress

PROGRESS_EVERY = 1_000  # events


class _Trailer(msgspec.Struct):
    keys: tuple[SigningKey, ...] = ()
    epochs: tuple[SignedEpoch, ...] = ()
    heads: tuple[SignedHead, ...] = ()


def verify_file(
    file: Path, first_key: bytes | None = None, report_progress: ReportProgress = no_progress
) -> Iterator[Finding]:
    """`first_key` is the source's first key, obtained out of band. Without it the file's own first key is trusted, and
    the finding says so."""
    reader, trailer, hashes = ChainReader(), _Trailer(), dict[tuple[int, int], str]()
    check = f"events in {file.name}"
    try:
        for record in _events(file, trailer, report_progress):
            reader.read(record)
            hashes[record.shard, record.sequence] = record.hash.hex()
    except (ChainBroken, msgspec.MsgspecError, ValueError) as error:
        yield Finding(False, check, str(error))
        return
    count = sum(sequence for sequence, _ in reader.positions.values())
    yield Finding(
        True,
        check,
        f"{count} in {len(reader.positions)} shards, each follows the one before it",
        {"events_checked": count},
    )
    if not trailer.keys:
        yield Finding(False, "keys", "there are none: the export was cut off; go on with it")
        return
    try:
        trusted = trusted_keys(trailer.keys, first_key or trailer.keys[0].public_key)
    except KeyNotTrusted as error:
        yield Finding(False, "keys", str(error))
        return
    origin = "the given one" if first_key else "taken from the file: compare it"
    yield Finding(True, "keys", f"{len(trailer.keys)}, all signed from {trailer.keys[0].key_id} on, {origin}")
    for signed in trailer.epochs:
        yield _epoch(signed, trusted, hashes)
    yield from _heads(trailer, trusted, reader)


def _events(file: Path, trailer: _Trailer, report_progress: ReportProgress) -> Iterator[Record]:
    size, bytes_read = file.stat().st_size, 0
    with file.open("rb") as stream:
        for number, line in enumerate(stream):
            bytes_read += len(line)
            if number % PROGRESS_EVERY == 0 or bytes_read == size:
                report_progress(f"reading {file.name}", bytes_read, size)
            if line.startswith(PAGE_PREFIX):
                parse_page(line)
                raise ChainBroken("this is a page of the feed, not a file that `export` has written")
            if not line.endswith(b"\n"):
                raise ChainBroken("the file ends in the middle of a line: its export was cut off; go on with it")
            if not line.startswith(TRAILER_PREFIXES):
                if trailer.heads:
                    raise ChainBroken("there is something behind the heads")
                yield parse_event(line)
                continue
            part = msgspec.json.decode(line, type=_Trailer)
            trailer.keys, trailer.epochs, trailer.heads = (
                part.keys or trailer.keys,
                part.epochs or trailer.epochs,
                part.heads or trailer.heads,
            )


def _epoch(
    signed: SignedEpoch, trusted: Mapping[str, Ed25519PublicKey], hashes: Mapping[tuple[int, int], str]
) -> Finding:
    act = signed.act
    try:
        epochs.verify(signed, trusted)
    except KeyNotTrusted as error:
        return Finding(False, f"epoch {act.epoch}", str(error))
    for point in act.points:
        if point.sequence and hashes.get((point.shard, point.sequence)) != point.hash:
            return Finding(
                False, f"epoch {act.epoch}", f"the file holds another event {point.sequence} in shard {point.shard}"
            )
    return Finding(True, f"epoch {act.epoch}", f"raised by {act.raised_by}, {act.raised_at}: {act.reason}")


def _heads(trailer: _Trailer, trusted: Mapping[str, Ed25519PublicKey], reader: ChainReader) -> Iterator[Finding]:
    """Each shard must have a signed head and end where that says."""
    if missing := set(reader.positions) - {signed.head.shard for signed in trailer.heads}:
        yield Finding(False, "heads", f"shard {min(missing)} has none: the export was cut off; go on with it")
    if not trailer.heads:
        yield Finding(False, "heads", "there are none: the export was cut off; go on with it")
    for signed in trailer.heads:
        check = f"head of {signed.head.source}/{signed.head.shard}"
        try:
            signed_head = head.verify(signed, trusted)
        except KeyNotTrusted as error:
            yield Finding(False, check, str(error))
            continue
        sequence, hash = reader.position_of(signed_head.shard)
        matches = (sequence, hash.hex()) == (signed_head.sequence, signed_head.hash) and reader.source in (
            None,
            signed_head.source,
        )
        difference = f"it says that the stream ends at {signed_head.sequence}, the file ends at {sequence}"
        yield Finding(matches, check, f"{sequence}, signed {signed_head.time}" if matches else difference)
