"""A stopped shard is resumed by an operator's command, which is refused where it does not apply and recorded where it
does."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common.consumer.carrier import Batch, BatchResult
from common.eventlog.chain import record_hash
from common.eventlog.record import Record
from tests.support.direct_consumer import EventWriter, direct_consumer
from tests.support.foreign_events import decision
from tests.support.operator import CommandResult, is_one_sentence, run_command
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

KNOWN_EVENTS = 3


def unknown(record: Record) -> Record:
    """Returns the record with an event type of a newer source."""
    later = msgspec.structs.replace(record, type="procedure.exploded.v9")
    return msgspec.structs.replace(later, hash=record_hash(later))


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    """`reporting`, stopped at an event of `procedures` whose type it does not know."""
    events = decision(1, date(2022, 2, 1), *((("introduce", f"1.00000{number}")) for number in range(KNOWN_EVENTS)))
    records = EventWriter("procedures").write(events)[: KNOWN_EVENTS + 1]
    async with (
        service_harness(postgres, "reporting", tmp_path) as harness,
        direct_consumer(harness, "procedures") as consumer,
    ):
        assert (
            await consumer.apply(Batch(0, [*records[:KNOWN_EVENTS], unknown(records[KNOWN_EVENTS])]))
            is BatchResult.STOPPED
        )
        yield harness


async def deadletters(harness: ServiceHarness, *arguments: str) -> CommandResult:
    return await run_command("reporting", "deadletters", *arguments, DATABASE_URL=harness.runtime.settings.database_url)


async def position(harness: ServiceHarness) -> tuple[Any, ...]:
    (row,) = await harness.rows("SELECT sequence, stopped_at IS NOT NULL, stopped_cause FROM stream_position")
    return tuple(row)


async def test_list_prints_waiting_dead_letters_and_exits_with_one(harness: ServiceHarness) -> None:
    result = await deadletters(harness, "list")
    assert result.code == 1
    (letter,) = [json.loads(line) for line in result.out.splitlines()]
    assert (letter["source"], letter["shard"], letter["sequence"]) == ("procedures", 0, KNOWN_EVENTS + 1)
    assert letter["type"] in letter["cause"]
    assert letter["skipped_at"] is None


async def test_list_is_empty_and_exits_with_zero_where_nothing_waits(postgres: Postgres) -> None:
    result = await run_command("reporting", "deadletters", "list", DATABASE_URL=await postgres.migrated("reporting"))
    assert result == (0, "", "")


async def test_retry_resumes_the_shard_at_its_position(harness: ServiceHarness) -> None:
    assert (await deadletters(harness, "retry", "procedures/0")).code == 0
    assert await position(harness) == (KNOWN_EVENTS, False, None)
    assert await harness.rows("SELECT sequence FROM dead_letter") == []


async def test_skip_passes_over_the_event_and_records_by_whom_and_why(harness: ServiceHarness) -> None:
    event = f"procedures/0:{KNOWN_EVENTS + 1}"
    assert (await deadletters(harness, "skip", event, "--by", "Chị Mẩy", "--reason", "thử nghiệm")).code == 0
    assert await position(harness) == (KNOWN_EVENTS + 1, False, None)
    result = await deadletters(harness, "list")
    assert result.code == 0, "no dead letter is waiting"
    letter = json.loads(result.out)
    assert (letter["skipped_by"], letter["skip_reason"]) == ("Chị Mẩy", "thử nghiệm")
    again = await deadletters(harness, "skip", event, "--by", "x", "--reason", "y")
    assert again.code == 1
    assert is_one_sentence(again.err)


INCOMPLETE: tuple[list[str], ...] = (
    ["skip", "procedures/0:4", "--by", "me"],
    ["skip", "procedures/0:4", "--by", "me", "--reason", ""],
    ["skip", "--by", "me", "--reason", "so"],
    ["retry"],
    ["retry", "procedures"],
    ["retry", "procedures/0:4"],
    [],
)


async def test_an_incomplete_command_is_refused_with_its_usage(harness: ServiceHarness) -> None:
    before = await position(harness)
    for result in await asyncio.gather(*(deadletters(harness, *arguments) for arguments in INCOMPLETE)):
        assert result.code == 2, result
        assert result.err.startswith("usage: "), result
        assert "Traceback" not in result.err
    assert await position(harness) == before


NOT_STOPPED_AT = (
    ["skip", "procedures/0:7", "--by", "me", "--reason", "so"],
    ["skip", "procedures/0:3", "--by", "me", "--reason", "so"],
    ["skip", "procedures/1:1", "--by", "me", "--reason", "so"],
    ["skip", "procedures/0", "--by", "me", "--reason", "so"],
    ["retry", "procedures/1"],
    ["retry", "procedure/0"],
)


async def test_an_event_that_the_shard_is_not_stopped_at_is_refused_in_one_sentence(harness: ServiceHarness) -> None:
    """Also a later dead letter is refused: to skip it would skip the events before it."""
    await harness.execute("INSERT INTO dead_letter SELECT source, shard, 7, hash, type, cause FROM dead_letter")
    before = await position(harness)
    for result in await asyncio.gather(*(deadletters(harness, *arguments) for arguments in NOT_STOPPED_AT)):
        assert (result.code, result.out) == (1, ""), result
        assert is_one_sentence(result.err), result
        assert result.err.startswith("reporting: ")
    assert await position(harness) == before
