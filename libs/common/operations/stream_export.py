"""The streams of a service as one file, which anyone can verify without this system: one event per line as in the feed,
then keys, epochs and signed heads.

The events of a shard are in order; those of several shards may alternate. An export continues an existing file: one
that ends in the middle of a line, or holds the events of an earlier day, gets the events that it lacks.
"""

import asyncio
import os
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import as_text
from common.database.connections import driver_of
from common.errors import Refusal
from common.eventlog.chain_reader import ChainBroken, ChainReader
from common.eventlog.epochs import FIRST_EPOCH, listed_epochs
from common.eventlog.feed_format import TRAILER_PREFIXES, parse_event, render_event
from common.eventlog.head import Head, sign
from common.eventlog.keys import listed_keys
from common.eventlog.log import read
from common.progress_reports import ReportProgress, no_progress
from common.service.definition import Runtime

CHUNK = 2_000


class ExportFileMismatch(Refusal):
    """The file holds other events than the log: to continue it would mix two histories."""

    status, type, title = 409, "export-file-mismatch", "The file holds another history than the log"


async def export(
    runtime: Runtime, key: Ed25519PrivateKey, file: Path, report_progress: ReportProgress = no_progress
) -> int:
    """Returns how many events were added to the file. Raises `ExportFileMismatch`."""
    with await asyncio.to_thread(file.open, "a+b") as opened:
        reader, end = await asyncio.to_thread(read_existing, opened)
        async with runtime.engine.connect() as connection:
            await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            await _require_same_history(connection, runtime, reader)
            opened.truncate(end)
            added = await _append_events(connection, runtime, reader, opened, report_progress)
            for line in await _closing_lines(connection, runtime, key):
                opened.write(msgspec.json.encode(line) + b"\n")
        opened.flush()
        await asyncio.to_thread(os.fsync, opened.fileno())
    return added


def read_existing(file: BinaryIO) -> tuple[ChainReader, int]:
    """Returns a reader that has read the complete events of the file, and the byte where they end. Raises
    `ExportFileMismatch`."""
    reader, end = ChainReader(), 0
    file.seek(0)
    for line in file:
        if line.startswith(TRAILER_PREFIXES) or not line.endswith(b"\n"):
            break
        try:
            reader.read(parse_event(line))
        except (ChainBroken, msgspec.MsgspecError, ValueError) as broken:
            raise ExportFileMismatch(f"the file is broken at byte {end}: {broken}") from broken
        end += len(line)
    return reader, end


async def _require_same_history(connection: AsyncConnection, runtime: Runtime, reader: ChainReader) -> None:
    source, driver = runtime.service.name, await driver_of(connection)
    if reader.source not in (None, source):
        raise ExportFileMismatch(f"the file holds events of {reader.source}")
    await connection.execute(text("SELECT 1"))
    for shard, (sequence, hash) in reader.positions.items():
        records = await read(driver, source, shard, sequence - 1, 1)
        if not records or records[0].hash != hash:
            raise ExportFileMismatch(
                f"the file holds another event {source}/{shard}:{sequence} than the log: start a new file"
            )


async def _append_events(
    connection: AsyncConnection, runtime: Runtime, reader: ChainReader, file: BinaryIO, report_progress: ReportProgress
) -> int:
    driver, source, added = await driver_of(connection), runtime.service.name, 0
    for shard, tail in (
        await connection.execute(text("SELECT shard, sequence FROM stream_shard ORDER BY shard"))
    ).all():
        while records := await read(driver, source, shard, reader.position_of(shard)[0], CHUNK):
            for record in records:
                try:
                    reader.read(record)
                except ChainBroken as broken:
                    raise ExportFileMismatch(f"the log itself is broken: {broken}") from broken
            file.write(b"".join(render_event(record) + b"\n" for record in records))
            added += len(records)
            report_progress(f"writing {source}/{shard}", records[-1].sequence, tail)
    return added


async def _closing_lines(connection: AsyncConnection, runtime: Runtime, key: Ed25519PrivateKey) -> list[dict[str, Any]]:
    epochs, now = await listed_epochs(connection), as_text(runtime.clock.now())
    epoch = max([signed.act.epoch for signed in epochs], default=FIRST_EPOCH)
    rows = await connection.execute(text("SELECT shard, sequence, hash FROM stream_shard ORDER BY shard"))
    heads = [
        sign(Head(runtime.service.name, shard, sequence, hash.hex(), now, epoch), key) for shard, sequence, hash in rows
    ]
    return [{"keys": await listed_keys(connection)}, {"epochs": epochs}, {"heads": heads}]
