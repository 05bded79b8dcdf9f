"""Verifies an exported access log against an exported stream: without database, settings and network."""

from collections.abc import Iterator
from pathlib import Path

from common.eventlog.findings import Finding
from common.eventlog.verify_file import verify_file
from population_lookup.access_log.formats.exported_lines import ExportBroken, hashes_in
from population_lookup.access_log.formats.stated_lines import stated_lines


def verify_exported_log(file: Path, streams: Path, first_key: bytes | None) -> Iterator[Finding]:
    """The stream is verified against its signed heads first. Each of its events states the hash of one line: so the
    lines until the last of these are proved."""
    intact = True
    for finding in verify_file(streams, first_key):
        intact &= finding.intact
        yield finding
    if not intact:
        return
    stated, check = stated_lines(streams), f"lines in {file.name}"
    last, newer = max(stated, default=0), 0
    try:
        for sequence, hash in hashes_in(file):
            if sequence > last:
                newer += 1
            elif stated.pop(sequence, None) != hash:
                yield Finding(False, check, f"the signed stream does not state line {sequence} with this content")
                return
    except ExportBroken as broken:
        yield Finding(False, check, str(broken))
        return
    if stated:
        yield Finding(False, check, f"the lines from {min(stated)} on are missing")
        return
    yield Finding(
        True,
        check,
        f"{last} are proved by the signed stream, {newer} are newer than it",
        {"lines_proved": last, "lines_newer": newer},
    )
