"""The programs of docs/streams.md read the feed of a running service, and stop where they find a fault."""

import asyncio
import json
import os
import re
import shlex
import sqlite3
import sys
from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import httpx
import msgspec
import pytest
from sqlalchemy import text

from common.contracts.event import Event
from common.contracts.parts import InForce, Level
from common.contracts.procedures import ProcedureIntroduced
from common.eventlog.keys import key_id_of, load_key, make_key_file, public_bytes, register_key
from suite.stack import PORTS
from tests.contract import independent_reader
from tests.contract.streams_page import CHECK_HEAD, FOLLOW, PAGE
from tests.support import foreign_events as gazette
from tests.support.postgres import Postgres
from tests.support.requirements import only_in_full_run
from tests.support.sample import SampleChanged
from tests.support.sample_stack import SampleStack, sample_stack
from tests.support.service_harness import service_harness


@dataclass
class ProgramResult:
    code: int
    out: str
    error: str


async def run(tmp_path: Path, program: str, *arguments: str, options: tuple[str, ...] = ("-I",)) -> ProgramResult:
    """Runs the program in a process of its own, without the packages of this project and without a proxy."""
    file = tmp_path / "program.py"
    file.write_text(program)
    env = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *options,
        str(file),
        *arguments,
        env=env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(60):
        out, error = await process.communicate()
    return ProgramResult(process.returncode or 0, out.decode(), error.decode())


def url_of(stack: SampleStack) -> str:
    return f"http://127.0.0.1:{stack.sample.settings.port}"


async def follow(stack: SampleStack, tmp_path: Path, shard: int = 0) -> ProgramResult:
    """Runs the follower program without site packages, since the page states that it needs only Python."""
    options = ("-I", "-S")
    return await run(
        tmp_path, FOLLOW, url_of(stack), "sample", str(shard), str(tmp_path / "law.sqlite"), options=options
    )


def query_law(tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(tmp_path / "law.sqlite")
    try:
        with connection:
            return connection.execute(query).fetchall()
    finally:
        connection.close()


def introduced(code: str, *versions: int) -> ProcedureIntroduced:
    """Returns an event with one period for each version, and with text that is difficult to encode."""
    (event, _) = gazette.decision(7, date(2026, 11, 20), ("introduce", code))
    assert isinstance(event, ProcedureIntroduced)
    periods = tuple(
        InForce(
            effective_from=date(2026, 12, version),
            effective_to=None,
            version=version,
            name='"Cấp\\lại" 📜\u2028\x01',
            levels=(Level.COMMUNE,),
            population_fields=(),
            decision=event.decision,
        )
        for version in versions
    )
    return msgspec.structs.replace(event, periods=periods)


def sample_events() -> list[Event]:
    return [
        introduced("1.000001", 1),
        introduced("1.000002", 1, 2),
        *gazette.decision(8, date(2026, 11, 21), ("repeal", "1.000001"), processes=[True]),
    ]


async def head_hash(stack: SampleStack, shard: int = 0) -> str:
    async with stack.sample.engine.connect() as connection:
        hash = await connection.scalar(text("SELECT hash FROM stream_shard WHERE shard = :shard"), {"shard": shard})
    return bytes(hash).hex()


async def execute(stack: SampleStack, statement: str) -> None:
    """Executes as the owner of the database, who can disable the trigger that makes the log append-only."""
    async with stack.sample.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE event_log DISABLE TRIGGER append_only"))
        await connection.execute(text(statement))


async def test_the_follower_program_follows_a_feed_to_its_head(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish(sample_events())
        result = await follow(stack, tmp_path)
        assert (result.code, result.error) == (0, "")
        assert result.out == f"sample/0:5 is verified, {await head_hash(stack)}\n"
        law = {code: json.loads(periods) for code, periods in query_law(tmp_path, "SELECT * FROM law")}
        assert [period["version"] for period in law["1.000002"]] == [1, 2]
        assert law["1.000001"] == []  # the periods of the repeal have replaced those before
        assert query_law(tmp_path, "SELECT sequence FROM position") == [(5,)]


async def test_the_follower_program_continues_from_its_position(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish(sample_events())
        await follow(stack, tmp_path)
        query_law(tmp_path, "DELETE FROM law")
        await stack.publish([introduced("1.000009", 1)])
        result = await follow(stack, tmp_path)
        assert (result.code, result.out) == (0, f"sample/0:6 is verified, {await head_hash(stack)}\n")
        assert query_law(tmp_path, "SELECT procedure_code FROM law") == [("1.000009",)]


@only_in_full_run("another process against another server")
async def test_the_follower_program_accepts_an_empty_stream(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        result = await follow(stack, tmp_path)
        assert (result.code, result.out) == (0, f"sample/0:0 is verified, {'0' * 64}\n")


@only_in_full_run("another process against another server")
async def test_the_follower_program_reads_several_pages(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish([introduced(f"1.{number:06}") for number in range(1_500)])
        result = await follow(stack, tmp_path)
        assert result.out == f"sample/0:1500 is verified, {await head_hash(stack)}\n"
        assert query_law(tmp_path, "SELECT count(*) FROM law") == [(1_500,)]


async def test_the_follower_program_stops_before_an_unknown_type(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish(sample_events())
        await follow(stack, tmp_path)
        await stack.publish([introduced("1.000009", 1), SampleChanged(name="thing", value=1)])
        result = await follow(stack, tmp_path)
        assert (result.code, result.error) == (1, "stop: sequence 7 is of the unknown type sample.changed.v1\n")
        assert query_law(tmp_path, "SELECT sequence FROM position") == [(5,)]
        assert ("1.000009",) not in query_law(
            tmp_path, "SELECT procedure_code FROM law"
        )  # rolled back with the position


async def edited(stack: SampleStack) -> None:
    changed = "convert_to(replace(convert_from(payload, 'UTF8'), '1.000002', '1.000003'), 'UTF8')"
    await execute(stack, f"UPDATE event_log SET payload = {changed} WHERE sequence = 2")


async def edited_with_a_new_hash(stack: SampleStack) -> None:
    """The editor also computes the new hash: only the next event reveals the change."""
    await edited(stack)
    async with httpx.AsyncClient() as http:
        page = (await http.get(f"{url_of(stack)}/v1/events?after=1&limit=1")).text
    ((event, payload),) = independent_reader.events_of(page)
    await execute(
        stack, f"UPDATE event_log SET hash = '\\x{independent_reader.digest(event, payload)}' WHERE sequence = 2"
    )


async def removed(stack: SampleStack) -> None:
    await execute(stack, "DELETE FROM event_log WHERE sequence = 3")


async def renamed(stack: SampleStack) -> None:
    await execute(stack, "UPDATE event_log SET type = 'procedure.repealed.v1' WHERE sequence = 1")


async def backdated(stack: SampleStack) -> None:
    await execute(stack, "UPDATE event_log SET time = '2020' || substr(time, 5) WHERE sequence = 4")


async def truncated(stack: SampleStack) -> None:
    await execute(stack, "DELETE FROM event_log WHERE sequence = 5")


async def head_changed(stack: SampleStack) -> None:
    await execute(stack, "UPDATE stream_shard SET hash = sha256(hash)")


Tamper = Callable[[SampleStack], Awaitable[None]]
TAMPERED: list[tuple[Tamper, str]] = [
    (edited, "the content of sequence 2 does not match its hash"),
    (edited_with_a_new_hash, "does not follow sequence 2"),
    (truncated, "the feed lacks sequence 5"),
    (removed, "does not follow sequence 2"),
    (renamed, "the content of sequence 1 does not match its hash"),
    (backdated, "the content of sequence 4 does not match its hash"),
    (head_changed, "of another history"),
]


@pytest.mark.parametrize(("tamper", "cause"), TAMPERED, ids=[tamper.__name__ for tamper, _ in TAMPERED])
async def test_the_follower_program_stops_at_a_tampered_stream(
    postgres: Postgres, tmp_path: Path, tamper: Tamper, cause: str
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish(sample_events())
        await tamper(stack)
        result = await follow(stack, tmp_path)
        assert result.code == 1
        assert result.error.startswith("stop: ")
        assert cause in result.error


@only_in_full_run("another process against another server")
async def test_the_follower_program_stops_at_a_source_that_was_restored_from_an_older_state(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        await stack.publish(sample_events())
        await follow(stack, tmp_path)
        await execute(stack, "DELETE FROM event_log WHERE sequence > 3")
        await execute(
            stack,
            "UPDATE stream_shard SET (sequence, hash) = (SELECT sequence, hash FROM event_log WHERE sequence = 3)",
        )
        result = await follow(stack, tmp_path)
        assert result.code == 1
        assert result.error.startswith("stop: 409")
        assert "urn:congbo:problem:position-beyond-tail" in result.error


async def test_an_event_is_in_the_shard_of_the_formula_on_the_page(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path, shards=2) as stack, httpx.AsyncClient(base_url=url_of(stack)) as http:
        await stack.publish([SampleChanged(name=f"hồ sơ {number}", value=number) for number in range(20)])
        for shard in (0, 1):
            events = (await http.get("/v1/events", params={"shard": shard})).json()["events"]
            assert events
            assert {crc32(event["subject"].encode()) % 2 for event in events} == {shard}


async def test_the_head_checker_program_pins_a_key_and_checks_each_head_with_it(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with sample_stack(postgres, tmp_path, shards=2) as stack:
        await stack.publish([SampleChanged(name=f"thing {number}", value=number) for number in range(20)])
        first = await run(tmp_path, CHECK_HEAD, url_of(stack))
        pinned = first.error.removeprefix("pin this: ").strip()
        result = await run(tmp_path, CHECK_HEAD, url_of(stack), pinned)
        assert (result.code, result.error) == (0, "")
        assert re.fullmatch(r"(sample/[01]:\d+ is signed by [0-9a-f]{16}\n){2}", result.out)


async def change_keys(stack: SampleStack) -> bytes:
    """Reopens the source with another key that the former one has signed, and returns the public key."""
    former = stack.sample.settings.stream_key_file
    assert former is not None
    second = former.with_name("second.pem")
    make_key_file(second)
    new = load_key(second)
    await stack.close_source()
    async with stack.sample.engine.begin() as connection:
        await register_key(connection, new, datetime.now(UTC), load_key(former))
    await stack.open_source(
        replace(stack.sample, settings=stack.sample.settings.model_copy(update={"stream_key_file": second}))
    )
    return public_bytes(new)


async def test_the_head_checker_program_follows_a_change_of_keys_only_from_the_pinned_one(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        first = public_bytes(load_key(tmp_path / "sample.pem"))
        await stack.publish(sample_events())
        second = await change_keys(stack)
        result = await run(tmp_path, CHECK_HEAD, url_of(stack), b64encode(first).decode())
        assert (result.code, result.out) == (0, f"sample/0:5 is signed by {key_id_of(second)}\n")
        result = await run(tmp_path, CHECK_HEAD, url_of(stack), b64encode(second).decode())
        assert (result.code, result.error) == (1, "stop: the first key is not the pinned one\n")


INVALID_KEYS = {
    "signature = sha256(signature) || sha256(public_key)": "InvalidSignature",
    "key_id = '0123456789abcdef', signed_by = '0123456789abcdef'": "no earlier key signed the key 0123456789abcdef",
    "signed_by = '0123456789abcdef'": "no earlier key signed",
}


@only_in_full_run("another process against another server")
@pytest.mark.parametrize(("change", "cause"), INVALID_KEYS.items(), ids=["signature", "id", "signer"])
async def test_the_head_checker_program_rejects_an_invalid_list_of_keys(
    postgres: Postgres, tmp_path: Path, change: str, cause: str
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        first = public_bytes(load_key(tmp_path / "sample.pem"))
        await execute(stack, f"UPDATE signing_key SET {change}")
        result = await run(tmp_path, CHECK_HEAD, url_of(stack), b64encode(first).decode())
        assert result.code == 1
        assert cause in result.error


@only_in_full_run("another process against another server")
async def test_the_head_checker_program_rejects_a_head_of_an_unlisted_key(postgres: Postgres, tmp_path: Path) -> None:
    """The key that signed the head was removed from the list."""
    async with sample_stack(postgres, tmp_path) as stack:
        first = public_bytes(load_key(tmp_path / "sample.pem"))
        second = await change_keys(stack)
        await execute(stack, f"DELETE FROM signing_key WHERE key_id = '{key_id_of(second)}'")
        result = await run(tmp_path, CHECK_HEAD, url_of(stack), b64encode(first).decode())
        assert result.code == 1
        assert f"KeyError: '{key_id_of(second)}'" in result.error


async def test_the_commands_on_the_page_succeed(postgres: Postgres, tmp_path: Path) -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    commands = [shlex.split(line) for line in block.splitlines()]
    assert len(commands) >= 6
    async with (
        sample_stack(postgres, tmp_path) as stack,
        httpx.AsyncClient() as source,
        service_harness(postgres, "reporting", tmp_path) as reader,
    ):
        await stack.publish(sample_events())
        await reader.execute(
            "INSERT INTO stream_position (source, shard, sequence, hash) VALUES ('procedures', 0, 2, '')"
        )
        for curl, *options, address in commands:
            assert curl == "curl"
            headers = dict(option.split(": ", 1) for option in options if option != "-H")
            url = httpx.URL(address)
            if url.port == PORTS["procedures"]:
                response = await source.get(url.copy_with(port=stack.sample.settings.port), headers=headers)
            else:
                assert url.port == PORTS["reporting"]
                response = await reader.http.get(url.path, headers=headers)
            assert response.status_code == 200, (address, response.text)
