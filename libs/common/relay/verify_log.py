"""Reads a service's own log again from the start: numbers, hashes, tail, and with Kafka the topic beside it."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

from aiokafka.errors import KafkaError
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from common.eventlog.chain import GENESIS, is_sound
from common.eventlog.epochs import SignedEpoch, listed_epochs, verify
from common.eventlog.findings import Finding
from common.eventlog.keys import KeyNotTrusted, listed_keys, trusted
from common.eventlog.log import read
from common.eventlog.record import Record
from common.kafka.connection import Brokers
from common.kafka.reading import topic_batches
from common.progress_reports import ReportProgress, nothing
from common.service.definition import Runtime

CHUNK = 5_000
HASHES = "SELECT sequence, hash FROM event_log WHERE shard = $1 AND sequence BETWEEN $2 AND $3"


async def verify_log(runtime: Runtime, report_progress: ReportProgress = nothing) -> AsyncIterator[Finding]:
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        tails = (await connection.execute(text("SELECT shard, sequence, hash FROM stream_shard ORDER BY shard"))).all()
        driver, source = await driver_of(connection), runtime.service.name
        for shard, sequence, hash in tails:
            wrong = await first_unsound(driver, source, shard, sequence, bytes(hash), report_progress)
            checked = f"log {source}/{shard}: numbers, hashes and tail"
            yield Finding(wrong is None, checked, wrong or f"{sequence} events", {"events": sequence})
        for signed in await listed_epochs(connection):
            yield await _epoch_finding(connection, signed)
    if brokers := Brokers.of(runtime.settings):
        for shard, sequence, _ in tails:
            yield await _topic_finding(runtime, brokers, shard, sequence, report_progress)


async def _epoch_finding(connection: AsyncConnection, signed: SignedEpoch) -> Finding:
    """An act is signed by a key of this service, and begins behind events that its log holds."""
    act, driver = signed.act, await driver_of(connection)
    checked, wrong = f"epoch {act.epoch} of {act.source}", None
    listed = await listed_keys(connection)
    try:
        verify(signed, trusted(listed, listed[0].public_key if listed else b""))
    except KeyNotTrusted as forged:
        wrong = str(forged)
    for point in act.points:
        records = await read(driver, act.source, point.shard, point.sequence - 1, 1) if point.sequence else []
        if point.sequence and (not records or records[0].hash.hex() != point.hash):
            wrong = wrong or f"the log has another event {point.sequence} in shard {point.shard} than it begins behind"
    return Finding(wrong is None, checked, wrong or f"raised by {act.raised_by}, {act.raised_at}: {act.reason}")


async def first_unsound(
    driver: object, source: str, shard: int, tail: int, tail_hash: bytes, report_progress: ReportProgress = nothing
) -> str | None:
    """What is wrong first, in words; None where all is sound."""
    previous, reached = GENESIS, 0
    while True:
        records = await read(driver, source, shard, reached, CHUNK)
        for record in records:
            if record.sequence != reached + 1:
                return f"sequence {reached + 1} is missing"
            if record.prevhash != previous:
                return f"sequence {record.sequence} does not follow the one before it"
            if not is_sound(record):
                return f"the content of sequence {record.sequence} does not fit its hash"
            previous, reached = record.hash, record.sequence
        report_progress(f"reading {source}/{shard}", reached, tail)
        if len(records) < CHUNK:
            break
    if reached != tail or previous != tail_hash:
        return f"the log ends at {reached}, its tail says {tail}"
    return None


async def _topic_finding(
    runtime: Runtime, brokers: Brokers, shard: int, about: int, report_progress: ReportProgress
) -> Finding:
    """Late repeats are what a crash leaves behind and are accepted; a difference or a hole is not. In no transaction:
    Kafka may be slow.

    `about`: so many events the log had a moment ago.
    """
    source = runtime.service.name
    checked = f"topic of {source}/{shard} against the log"
    try:
        async with runtime.engine.connect() as connection, aclosing(topic_batches(brokers, source, shard)) as batches:
            driver, reached = await driver_of(connection), 0
            async for batch in batches:
                for record, ours in zip(batch, await _in_log(driver, shard, batch), strict=True):
                    if record.sequence > reached + 1:
                        return Finding(False, checked, f"sequence {reached + 1} is missing", {"sequence": reached + 1})
                    if record.hash != ours:
                        what = "is another event than in the log" if ours else "is not in the log"
                        return Finding(
                            False, checked, f"sequence {record.sequence} {what}", {"sequence": record.sequence}
                        )
                    reached = max(reached, record.sequence)
                report_progress(f"reading the topic of {source}/{shard}", reached, about)
            tail = await driver.fetchval("SELECT sequence FROM stream_shard WHERE shard = $1", shard)
    except KafkaError as away:
        return Finding(False, checked, f"Kafka cannot be read: {away}", looked=False)
    return Finding(True, checked, f"{reached} of {tail} events sent", {"events": reached})


async def _in_log(driver: Any, shard: int, batch: list[Record]) -> list[bytes | None]:
    rows = await driver.fetch(
        HASHES, shard, min(record.sequence for record in batch), max(record.sequence for record in batch)
    )
    hashes = {row["sequence"]: bytes(row["hash"]) for row in rows}
    return [hashes.get(record.sequence) for record in batch]
