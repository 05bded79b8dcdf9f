"""Verifies a service's own log from the start: sequences, hashes and tail, and if there is Kafka, the topic as well."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from aiokafka.errors import KafkaError
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from common.eventlog.chain import GENESIS, hash_matches
from common.eventlog.epochs import SignedEpoch, listed_epochs, verify
from common.eventlog.findings import Finding
from common.eventlog.keys import KeyNotTrusted, listed_keys, trusted_keys
from common.eventlog.log import read
from common.eventlog.record import Record
from common.kafka.connection import Brokers
from common.kafka.format import MalformedMessage
from common.kafka.reading import topic_batches
from common.progress_reports import ReportProgress, no_progress
from common.relay.verify_moments import moments_finding
from common.service.definition import Runtime

CHUNK_SIZE = 5_000
MOST_LISTED = 10  # offsets of foreign messages
HASHES = "SELECT sequence, hash FROM event_log WHERE shard = $1 AND sequence BETWEEN $2 AND $3"


async def verify_log(runtime: Runtime, report_progress: ReportProgress = no_progress) -> AsyncIterator[Finding]:
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        tails = (await connection.execute(text("SELECT shard, sequence, hash FROM stream_shard ORDER BY shard"))).all()
        driver, source = await driver_of(connection), runtime.service.name
        for shard, sequence, hash in tails:
            fault = await first_fault(driver, source, shard, sequence, bytes(hash), report_progress)
            check = f"log {source}/{shard}: numbers, hashes and tail"
            yield Finding(fault is None, check, fault or f"{sequence} events", {"events_checked": sequence})
        epochs = await listed_epochs(connection)
        for shard, *_ in tails:
            yield await moments_finding(driver, runtime, shard, epochs)
        for signed in epochs:
            yield await _epoch_finding(connection, signed)
    if brokers := Brokers.of(runtime.settings):
        for shard, sequence, _ in tails:
            yield await _topic_finding(runtime, brokers, shard, sequence, report_progress)


async def _epoch_finding(connection: AsyncConnection, signed: SignedEpoch) -> Finding:
    """An epoch must be signed by a key of this service, and begin behind events that are in its log."""
    act, driver = signed.act, await driver_of(connection)
    check, fault = f"epoch {act.epoch} of {act.source}", None
    keys = await listed_keys(connection)
    try:
        verify(signed, trusted_keys(keys, keys[0].public_key if keys else b""))
    except KeyNotTrusted as error:
        fault = str(error)
    for point in act.points:
        records = await read(driver, act.source, point.shard, point.sequence - 1, 1) if point.sequence else []
        if point.sequence and (not records or records[0].hash.hex() != point.hash):
            fault = fault or f"the log has another event {point.sequence} in shard {point.shard} than it begins behind"
    return Finding(fault is None, check, fault or f"raised by {act.raised_by}, {act.raised_at}: {act.reason}")


async def first_fault(
    driver: object, source: str, shard: int, tail: int, tail_hash: bytes, report_progress: ReportProgress = no_progress
) -> str | None:
    """Describes the first fault; None if the log is intact."""
    previous_hash, last_sequence = GENESIS, 0
    while True:
        records = await read(driver, source, shard, last_sequence, CHUNK_SIZE)
        for record in records:
            if record.sequence != last_sequence + 1:
                return f"sequence {last_sequence + 1} is missing"
            if record.prevhash != previous_hash:
                return f"sequence {record.sequence} does not follow the one before it"
            if not hash_matches(record):
                return f"the content of sequence {record.sequence} does not match its hash"
            previous_hash, last_sequence = record.hash, record.sequence
        report_progress(f"reading {source}/{shard}", last_sequence, tail)
        if len(records) < CHUNK_SIZE:
            break
    if last_sequence != tail or previous_hash != tail_hash:
        return f"the log ends at {last_sequence}, its tail says {tail}"
    return None


async def _topic_finding(
    runtime: Runtime, brokers: Brokers, shard: int, log_size: int, report_progress: ReportProgress
) -> Finding:
    """Repeated records are accepted, since a relay that crashed sends them again; a difference or a gap is a fault. No
    transaction is held open while Kafka is read, which may be slow.

    `log_size` is the number of events that the log had a moment ago.
    """
    source = runtime.service.name
    check = f"topic of {source}/{shard} against the log"
    try:
        async with runtime.engine.connect() as connection, aclosing(topic_batches(brokers, source, shard)) as batches:
            driver, last_sequence, foreign = await driver_of(connection), 0, ForeignMessages()
            async for batch in batches:
                foreign.add(batch.foreign_offsets)
                hashes = await _log_hashes(driver, shard, batch.records)
                for record, log_hash in zip(batch.records, hashes, strict=True):
                    if record.sequence > last_sequence + 1:
                        return Finding(
                            False, check, f"sequence {last_sequence + 1} is missing", {"sequence": last_sequence + 1}
                        )
                    if record.hash != log_hash:
                        difference = "is another event than in the log" if log_hash else "is not in the log"
                        return Finding(
                            False, check, f"sequence {record.sequence} {difference}", {"sequence": record.sequence}
                        )
                    last_sequence = max(last_sequence, record.sequence)
                report_progress(f"reading the topic of {source}/{shard}", last_sequence, log_size)
            tail = await driver.fetchval("SELECT sequence FROM stream_shard WHERE shard = $1", shard)
    except KafkaError as error:
        return Finding(False, check, f"Kafka cannot be read: {error}", completed=False)
    except MalformedMessage as error:
        return Finding(False, check, str(error))
    if foreign.count:
        return Finding(False, check, str(foreign), {"foreign_messages": foreign.count})
    return Finding(True, check, f"{last_sequence} of {tail} events sent", {"events_checked": last_sequence})


@dataclass(slots=True)
class ForeignMessages:
    """Messages of a topic that are not part of the stream. Consumers pass over them; whoever wrote them should not have
    been able to."""

    count: int = 0
    offsets: list[int] = field(default_factory=list)

    def add(self, offsets: Sequence[int]) -> None:
        self.count += len(offsets)
        self.offsets += offsets[: MOST_LISTED - len(self.offsets)]

    def __str__(self) -> str:
        listed = ", ".join(map(str, self.offsets)) + (", …" if self.count > len(self.offsets) else "")
        return f"{self.count} messages are not part of the stream, at the offsets {listed}"


async def _log_hashes(driver: Any, shard: int, batch: list[Record]) -> list[bytes | None]:
    if not batch:
        return []
    rows = await driver.fetch(
        HASHES, shard, min(record.sequence for record in batch), max(record.sequence for record in batch)
    )
    hashes = {row["sequence"]: bytes(row["hash"]) for row in rows}
    return [hashes.get(record.sequence) for record in batch]
