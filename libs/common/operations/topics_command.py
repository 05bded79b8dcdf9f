"""`topics [--recreate --save FILE]`: creates the topic of this service, so that no other process needs the right to;
after a restore it recreates the topic."""

import asyncio
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import text

from common.database.connections import driver_of
from common.errors import Refusal
from common.eventlog.feed_format import render_event
from common.kafka.connection import Brokers, ensure_topic, open_admin
from common.kafka.format import topic_of
from common.kafka.reading import last_records, topic_records
from common.kafka.topic_id import topic_id
from common.operations.arguments import new_file
from common.relay.topic_mismatch import topic_mismatch
from common.service.definition import Command, Runtime, Service

DELETED_WITHIN = 60.0  # seconds in which a broker deletes a topic


class EpochNotRaised(Refusal):
    """The topic holds events that the log lacks, maybe the only copy of them: an operator must first raise the epoch,
    which gives them up."""

    status, type, title = 409, "epoch-not-raised", "The epoch was not raised"


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument(
        "--recreate",
        action="store_true",
        help="delete a topic that holds another history than the log, and create it again",
    )
    parser.add_argument(
        "--save", type=new_file, metavar="FILE", help="a new file for the events of the topic that the log lacks"
    )


def check(parser: ArgumentParser, options: Namespace, _: Service) -> None:
    if options.recreate != (options.save is not None):
        parser.error("--recreate and --save must be used together")


async def create_topic(runtime: Runtime, options: Namespace) -> int:
    """Create this service's Kafka topic where it is missing; `--recreate --save FILE` recreates it after a restore."""
    brokers, service = Brokers.of(runtime.settings), runtime.service
    if not brokers or not service.shards:
        print(f"{service.name}: no topic is needed")
        return 0
    if options.recreate and not await _delete_diverged(runtime, brokers, options.save):
        return 0
    admin = await open_admin(brokers)
    try:
        topic = topic_of(service.name)
        id = await ensure_topic(admin, topic, service.shards, runtime.settings.kafka_replication_factor)
    finally:
        await admin.close()
    print(f"{topic} has {service.shards} partitions and the id {id}")
    return 0


async def _delete_diverged(runtime: Runtime, brokers: Brokers, file: Path) -> bool:
    """Deletes a topic with another history than the log; before, it saves the events that the log lacks. Returns
    whether it deleted the topic."""
    source = runtime.service.name
    lasts = await last_records(brokers, source, runtime.service.shards)
    async with runtime.engine.connect() as connection:
        driver = await driver_of(connection)
        if not any([await topic_mismatch(driver, source, shard, last) for shard, last in lasts.items()]):
            print(f"{topic_of(source)} agrees with the log, and is kept")
            return False
        if not await connection.scalar(text("SELECT count(*) FROM stream_epoch")):
            raise EpochNotRaised(
                f"{topic_of(source)} holds events that the log lacks: run `epoch raise` first, if the log was restored"
            )
        await connection.commit()  # reading the topic may take longer than a transaction may be idle
        with await asyncio.to_thread(file.open, "xb") as saved:
            count = sum([await _save(driver, brokers, source, shard, saved) for shard in lasts])
    print(f"{count} events that the log lacks are saved in {file}")
    await _delete(brokers, topic_of(source))
    return True


async def _save(driver: object, brokers: Brokers, source: str, shard: int, file: BinaryIO) -> int:
    rows = await driver.fetch("SELECT hash FROM event_log WHERE shard = $1", shard)  # type: ignore[attr-defined]  # asyncpg ships no types
    hashes, count = {row["hash"] for row in rows}, 0
    async for record in topic_records(brokers, source, shard):
        if record.hash not in hashes:
            hashes.add(record.hash)  # a repeated event is saved once
            file.write(render_event(record) + b"\n")
            count += 1
    return count


async def _delete(brokers: Brokers, topic: str) -> None:
    admin = await open_admin(brokers)
    try:
        await admin.delete_topics([topic])
        async with asyncio.timeout(DELETED_WITHIN):
            while await topic_id(admin, topic) is not None:  # noqa: ASYNC110 - brokers send no notification
                await asyncio.sleep(0.1)
    finally:
        await admin.close()


topics = Command(create_topic, add_arguments, check, needs_schema=False)
