"""A stream exported to a file: written, cut off, continued and verified; every change of the file is found."""

import asyncio
import base64
import json
import os
import pty
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from common.eventlog.feed_format import render_filtered_page, render_page
from common.eventlog.verify_file import verify_file
from common.operations.export_command import export
from common.operations.stream_export import ExportFileMismatch
from common.service.definition import Runtime
from tests.contract import independent_reader
from tests.support.follower_history import sample_changes
from tests.support.keyring import add_generated_key, registered_keys, with_key
from tests.support.long_stream import database_with_stream
from tests.support.operator import is_one_sentence, run_command
from tests.support.postgres import Postgres
from tests.support.requirements import only_in_full_run
from tests.support.restored_source import backup_sample, other_changes, raise_epoch_in, restored_from
from tests.support.sample_stack import SampleStack, sample_stack


@pytest.fixture
async def stack(postgres: Postgres, tmp_path: Path) -> AsyncIterator[SampleStack]:
    async with sample_stack(postgres, tmp_path, shards=2) as stack:
        await stack.publish(sample_changes(50))
        yield stack


def faults(file: Path, first_key: bytes | None = None) -> list[str]:
    """The details of the findings that are not intact."""
    findings = list(verify_file(file, first_key))
    assert findings
    return [finding.detail for finding in findings if not finding.intact]


async def exported(runtime: Runtime, file: Path) -> Path:
    assert await export(runtime, [str(file)]) == 0
    return file


def test_a_page_of_the_feed_is_refused_by_name_and_a_filtered_one_as_such(tmp_path: Path) -> None:
    page, filtered = tmp_path / "page.json", tmp_path / "filtered.json"
    page.write_bytes(render_page([], 0))
    filtered.write_bytes(render_filtered_page([], 7, 7))
    assert faults(page) == ["this is a page of the feed, not a file that `export` has written"]
    assert faults(filtered) == ["the page is filtered by type: it lacks events, so nothing can be verified with it"]


async def test_an_export_is_intact_and_a_later_one_adds_only_new_events(stack: SampleStack, tmp_path: Path) -> None:
    file = await exported(stack.sample, tmp_path / "sample.ndjson")
    assert faults(file) == []
    events = [line for line in file.read_bytes().splitlines() if line.startswith(b'{"specversion"')]
    await stack.publish(sample_changes(30, 1))
    await exported(stack.sample, file)
    assert faults(file) == []
    later = [line for line in file.read_bytes().splitlines() if line.startswith(b'{"specversion"')]
    assert later[:50] == events
    assert len(later) == 80
    before = file.read_bytes().splitlines()[:80]
    await exported(stack.sample, file)
    assert file.read_bytes().splitlines()[:80] == before


async def test_a_reader_written_from_the_streams_page_alone_reads_the_file(stack: SampleStack, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in (await exported(stack.sample, tmp_path / "file")).read_text().splitlines()]
    (keys,), (heads,) = ([line[name] for line in lines if name in line] for name in ("keys", "heads"))
    trusted = independent_reader.trusted(keys, base64.b64decode(keys[0]["public_key"]))
    events = independent_reader.events_of(json.dumps({"events": [line for line in lines if "specversion" in line]}))
    for signed in heads:
        shard = [(event, payload) for event, payload in events if event["shard"] == signed["head"]["shard"]]
        independent_reader.check_head(signed, trusted, *independent_reader.follow(shard))
    assert len(events) == 50


@pytest.mark.parametrize("cut", [1, 5_000, 9_999, 100_000])
async def test_an_export_that_was_cut_off_anywhere_is_reported_and_can_be_continued(
    stack: SampleStack, tmp_path: Path, cut: int
) -> None:
    whole = (await exported(stack.sample, tmp_path / "whole")).read_bytes()
    file = tmp_path / "cut"
    file.write_bytes(whole[: min(cut, len(whole) - 100)])
    (fault,) = faults(file) or [""]
    assert "cut off" in fault
    await exported(stack.sample, file)
    assert faults(file) == []
    assert file.read_bytes().splitlines()[:50] == whole.splitlines()[:50]


Forgery = Callable[[list[bytes]], list[bytes]]
FORGERIES: dict[str, Forgery] = {
    "a payload changed": lambda lines: [lines[0].replace(b'"value":0', b'"value":1'), *lines[1:]],
    "an event taken out": lambda lines: lines[:3] + lines[4:],
    "two events swapped": lambda lines: [lines[1], lines[0], *lines[2:]],
    "an event twice": lambda lines: [lines[0], *lines],
    "the last event taken out": lambda lines: lines[:49] + lines[50:],
    "the heads taken out": lambda lines: lines[:-1],
    "the keys taken out": lambda lines: [line for line in lines if not line.startswith(b'{"keys"')],
    "a head changed": lambda lines: [*lines[:-1], lines[-1].replace(b'"sequence":', b'"sequence":1', 1)],
    "an event behind the heads": lambda lines: [*lines, lines[0]],
    "no event at all": lambda lines: lines[50:],
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
async def test_every_change_of_the_file_is_found(stack: SampleStack, tmp_path: Path, forge: Forgery) -> None:
    lines = (await exported(stack.sample, tmp_path / "file")).read_bytes().splitlines()
    forged = tmp_path / "spoilt"
    forged.write_bytes(b"".join(line + b"\n" for line in forge(lines)))
    assert forged.read_bytes() != (tmp_path / "file").read_bytes()
    assert faults(forged)


async def test_a_forged_file_that_is_consistent_is_found_by_the_first_key(
    stack: SampleStack, postgres: Postgres, tmp_path: Path
) -> None:
    while not (keys := await registered_keys(stack.sample)):  # the API registers its key while it starts
        await asyncio.sleep(0.05)
    (first,) = keys
    (tmp_path / "elsewhere").mkdir()
    async with sample_stack(postgres, tmp_path / "elsewhere", shards=2) as forger:
        await forger.publish(sample_changes(50, 9))
        forged = await exported(forger.sample, tmp_path / "forged")
    assert faults(forged) == []
    assert faults(forged, first.public_key) == ["the first key is not the pinned one"]
    assert faults(await exported(stack.sample, tmp_path / "own"), first.public_key) == []


async def test_a_file_of_another_history_is_not_continued(
    stack: SampleStack, postgres: Postgres, tmp_path: Path
) -> None:
    backup = await backup_sample(stack, postgres)
    await stack.publish(sample_changes(20, 1))
    file = await exported(stack.sample, tmp_path / "file")
    before = file.read_bytes()
    async with restored_from(stack, backup) as restored:
        with pytest.raises(ExportFileMismatch, match="start a new file"):
            await export(restored, [str(file)])
        assert file.read_bytes() == before
        await raise_epoch_in(restored)
        await stack.publish(other_changes(20))
        anew = await exported(restored, tmp_path / "anew")
    assert faults(anew) == []
    changed = anew.read_text().replace("Lò Thị Mẩy", "Lò Thị May")
    anew.write_text(changed)
    assert faults(anew) == ["the signature of epoch 2 of sample is invalid"]


async def test_an_export_is_signed_by_the_newest_of_several_keys(stack: SampleStack, tmp_path: Path) -> None:
    assert await add_generated_key(stack.sample, tmp_path / "second.pem") == 0
    file = await exported(with_key(stack.sample, tmp_path / "second.pem"), tmp_path / "file")
    assert faults(file) == []
    assert len(json.loads(file.read_bytes().splitlines()[50])["keys"]) == 2


@only_in_full_run("a long log is exported twice")
async def test_a_killed_export_is_continued_on_the_command_line(postgres: Postgres, tmp_path: Path) -> None:
    settings, file = await database_with_stream(postgres, tmp_path, 60_000), tmp_path / "procedures.ndjson"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "procedures",
        "export",
        str(file),
        env={**os.environ, **settings},
        stdout=asyncio.subprocess.DEVNULL,
    )
    async with asyncio.timeout(60):
        while not file.exists() or file.stat().st_size < 1_000_000:
            await asyncio.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    await process.wait()
    interrupted = await run_command("procedures", "verify", "--file", str(file), **settings)
    assert interrupted.code == 1, interrupted
    assert "cut off" in interrupted.out
    result = await run_command("procedures", "export", str(file), **settings)
    assert result.code == 0, result
    assert result.err == "", "no bar where there is no terminal"
    added = int(result.out.split()[0])
    assert 0 < added < 60_000
    verified = await run_command("procedures", "verify", "--file", str(file), "--json", **settings)
    assert verified.code == 0, verified
    assert json.loads(verified.out.splitlines()[0])["events_checked"] == 60_000
    absent = await run_command("procedures", "verify", "--file", str(tmp_path / "none"), **settings)
    assert (absent.code, "there is no file" in absent.err) == (2, True)


async def on_a_terminal(*arguments: str, **settings: str) -> tuple[int, str]:
    """Returns the output on the terminal, which is standard error; standard output is a pipe."""
    master, terminal = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *arguments,
        env={**os.environ, "TERM": "xterm", **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=terminal,
    )
    os.close(terminal)
    shown = asyncio.create_task(asyncio.to_thread(read_all, master))
    out, _ = await process.communicate()
    assert b"\x1b" not in out
    return int(process.returncode or 0), await shown


def read_all(terminal: int) -> str:
    output = b""
    try:
        while chunk := os.read(terminal, 65_536):
            output += chunk
    except OSError:  # the other end is closed
        pass
    os.close(terminal)
    return output.decode(errors="replace")


async def test_long_work_shows_its_progress_on_a_terminal(postgres: Postgres, tmp_path: Path) -> None:
    settings = await database_with_stream(postgres, tmp_path, 20_000)
    for command, progress in (
        (["export", str(tmp_path / "file")], "writing procedures/0"),
        (["verify"], "reading procedures/0"),
    ):
        code, output = await on_a_terminal("procedures", *command, **settings)
        assert code == 0, output
        assert progress in output
        assert "/20000" in output


async def test_without_the_signing_key_nothing_is_exported(postgres: Postgres, tmp_path: Path) -> None:
    result: Any = await run_command(
        "procedures", "export", str(tmp_path / "file"), DATABASE_URL=await postgres.migrated("procedures")
    )
    assert (result.code, is_one_sentence(result.err)) == (2, True)
    assert not (tmp_path / "file").exists()
