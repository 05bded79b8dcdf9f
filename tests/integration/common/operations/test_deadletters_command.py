"""A stopped shard goes on by an operator's word, which is refused where it does not fit and kept where it does."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common.consumer.carrier import Batch, Outcome
from common.eventlog.chain import hash_of
from common.eventlog.record import Record
from tests.support.direct_consumer import Scribe, consuming
from tests.support.foreign_events import decision
from tests.support.operator import Said, one_sentence, typed
from tests.support.postgres import Postgres
from tests.support.service_harness import Room, room

KNOWN = 3


def unknown(record: Record) -> Record:
    """As a newer version of the source writes it."""
    later = msgspec.structs.replace(record, type="procedure.exploded.v9")
    return msgspec.structs.replace(later, hash=hash_of(later))


@pytest.fixture
async def office(postgres: Postgres, tmp_path: Path) -> AsyncIterator[Room]:
    """`reporting`, which stands before an event of `procedures` that it does not know."""
    events = decision(1, date(2022, 2, 1), *((("introduce", f"1.00000{number}")) for number in range(KNOWN)))
    records = Scribe("procedures").write(events)[: KNOWN + 1]
    async with room(postgres, "reporting", tmp_path) as made, consuming(made, "procedures") as consumer:
        assert await consumer.apply(Batch(0, [*records[:KNOWN], unknown(records[KNOWN])])) is Outcome.STOPPED
        yield made


async def deadletters(office: Room, *arguments: str) -> Said:
    return await typed("reporting", "deadletters", *arguments, DATABASE_URL=office.runtime.settings.database_url)


async def position(office: Room) -> tuple[Any, ...]:
    (row,) = await office.rows("SELECT sequence, stopped_at IS NOT NULL, stopped_cause FROM stream_position")
    return tuple(row)


async def test_list_tells_what_waits_and_fails_while_something_does(office: Room) -> None:
    said = await deadletters(office, "list")
    assert said.code == 1
    (letter,) = [json.loads(line) for line in said.out.splitlines()]
    assert (letter["source"], letter["shard"], letter["sequence"]) == ("procedures", 0, KNOWN + 1)
    assert letter["type"] in letter["cause"]
    assert letter["skipped_at"] is None


async def test_list_is_empty_and_content_where_nothing_waits(postgres: Postgres) -> None:
    said = await typed("reporting", "deadletters", "list", DATABASE_URL=await postgres.migrated("reporting"))
    assert said == (0, "", "")


async def test_retry_lets_the_shard_go_on_from_where_it_stood(office: Room) -> None:
    assert (await deadletters(office, "retry", "procedures/0")).code == 0
    assert await position(office) == (KNOWN, False, None)
    assert await office.rows("SELECT sequence FROM dead_letter") == []


async def test_skip_passes_over_the_event_and_keeps_who_and_why(office: Room) -> None:
    where = f"procedures/0:{KNOWN + 1}"
    assert (await deadletters(office, "skip", where, "--by", "Chị Mẩy", "--reason", "thử nghiệm")).code == 0
    assert await position(office) == (KNOWN + 1, False, None)
    said = await deadletters(office, "list")
    assert said.code == 0, "nothing waits any more"
    letter = json.loads(said.out)
    assert (letter["skipped_by"], letter["skip_reason"]) == ("Chị Mẩy", "thử nghiệm")
    again = await deadletters(office, "skip", where, "--by", "x", "--reason", "y")
    assert again.code == 1
    assert one_sentence(again.err)


HALF: tuple[list[str], ...] = (
    ["skip", "procedures/0:4", "--by", "me"],
    ["skip", "procedures/0:4", "--by", "me", "--reason", ""],
    ["skip", "--by", "me", "--reason", "so"],
    ["retry"],
    ["retry", "procedures"],
    ["retry", "procedures/0:4"],
    [],
)


async def test_half_a_command_is_refused_with_its_usage(office: Room) -> None:
    before = await position(office)
    for said in await asyncio.gather(*(deadletters(office, *arguments) for arguments in HALF)):
        assert said.code == 2, said
        assert said.err.startswith("usage: "), said
        assert "Traceback" not in said.err
    assert await position(office) == before


ELSEWHERE = (
    ["skip", "procedures/0:7", "--by", "me", "--reason", "so"],
    ["skip", "procedures/0:3", "--by", "me", "--reason", "so"],
    ["skip", "procedures/1:1", "--by", "me", "--reason", "so"],
    ["skip", "procedures/0", "--by", "me", "--reason", "so"],
    ["retry", "procedures/1"],
    ["retry", "procedure/0"],
)


async def test_what_the_shard_does_not_stand_before_is_refused_in_one_sentence(office: Room) -> None:
    """Also a dead letter further on: what lies between would be passed over with it."""
    await office.execute("INSERT INTO dead_letter SELECT source, shard, 7, hash, type, cause FROM dead_letter")
    before = await position(office)
    for said in await asyncio.gather(*(deadletters(office, *arguments) for arguments in ELSEWHERE)):
        assert (said.code, said.out) == (1, ""), said
        assert one_sentence(said.err), said
        assert said.err.startswith("reporting: ")
    assert await position(office) == before
