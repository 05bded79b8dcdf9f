"""Reads a service's own log again from the start: numbers, hashes, tail, and with Kafka the topic beside it."""

from collections.abc import AsyncIterator

from aiokafka.errors import KafkaError
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database import driver_of
from common.messaging.kafka.connection import Brokers
from common.messaging.kafka.reading import topic_hashes
from common.messaging.telling import Went, nothing
from common.runtime import Runtime
from common.streams.chain import GENESIS, is_sound
from common.streams.epochs import SignedEpoch, listed_epochs, verify
from common.streams.findings import Finding
from common.streams.keys import KeyNotTrusted, listed_keys, trusted
from common.streams.log import read

CHUNK = 5_000


async def verify_log(runtime: Runtime, went: Went = nothing) -> AsyncIterator[Finding]:
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        tails = (await connection.execute(text("SELECT shard, sequence, hash FROM stream_shard ORDER BY shard"))).all()
        driver, source = await driver_of(connection), runtime.service.name
        for shard, sequence, hash in tails:
            wrong = await first_unsound(driver, source, shard, sequence, bytes(hash), went)
            checked = f"log {source}/{shard}: numbers, hashes and tail"
            yield Finding(wrong is None, checked, wrong or f"{sequence} events", {"events": sequence})
        for signed in await listed_epochs(connection):
            yield await _epoch_finding(connection, signed)
        if brokers := Brokers.of(runtime.settings):
            for shard, sequence, _ in tails:
                try:
                    yield await _topic_finding(driver, brokers, source, shard, sequence)
                except KafkaError as away:
                    yield Finding(
                        False, f"topic of {source}/{shard} against the log", f"Kafka cannot be read: {away}", looked=False
                    )


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


async def first_unsound(driver: object, source: str, shard: int, tail: int, tail_hash: bytes, went: Went = nothing) -> str | None:
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
        went(f"reading {source}/{shard}", reached, tail)
        if len(records) < CHUNK:
            break
    if reached != tail or previous != tail_hash:
        return f"the log ends at {reached}, its tail says {tail}"
    return None


async def _topic_finding(driver: object, brokers: Brokers, source: str, shard: int, tail: int) -> Finding:
    """Late repeats are what a crash leaves behind and are accepted; a difference or a hole is not."""
    checked, reached = f"topic of {source}/{shard} against the log", 0
    async for sequence, hash in topic_hashes(brokers, source, shard):
        if sequence > reached + 1:
            return Finding(False, checked, f"sequence {reached + 1} is missing", {"sequence": reached + 1})
        (ours,) = await read(driver, source, shard, sequence - 1, 1) or (None,)
        if ours is None or ours.hash != hash:
            return Finding(False, checked, f"sequence {sequence} is another event than in the log", {"sequence": sequence})
        reached = max(reached, sequence)
    if reached > tail:
        return Finding(False, checked, f"the topic holds sequence {reached}, the log ends at {tail}")
    return Finding(True, checked, f"{reached} of {tail} events sent", {"events": reached})
