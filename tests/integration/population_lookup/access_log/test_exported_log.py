"""The access log as a file: verified offline against the exported stream and its signed heads."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from common.eventlog.keys import ensure_registered, load_key
from common.operations.export_command import export
from common.operations.keys_command import keys
from population_lookup.access_log.commands import export_lines
from population_lookup.access_log.domain.access_log import GENESIS, Line, link
from population_lookup.access_log.queries.export_faults import verify_exported_log
from population_lookup.cli.access_log_command import access_log
from tests.support.keyring import with_key
from tests.support.lookup_harness import FUTURE, look_up, lookup_body, lookup_harness
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness
from tests.support.typed_commands import type_command


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        for changes in ({}, {"full_name": "AIDO"}, {"procedure_code": FUTURE}, {"birth_date": "x"}):
            await look_up(harness, lookup_body(**changes))
        yield harness


async def exported(harness: ServiceHarness, folder: Path) -> tuple[Path, Path]:
    log, streams = folder / "log.ndjson", folder / "streams.ndjson"
    assert await access_log(harness.runtime, ["export", str(log)]) == 0
    key = folder / "stream.pem"
    assert await keys(harness.runtime, ["generate", str(key)]) == 0
    signing = with_key(harness.runtime, key)
    async with signing.engine.begin() as connection:
        await ensure_registered(connection, load_key(key), signing.clock.now())
    assert await export(signing, [str(streams)]) == 0
    return log, streams


def faults(log: Path, streams: Path) -> list[str]:
    findings = list(verify_exported_log(log, streams, None))
    assert findings
    return [finding.detail for finding in findings if not finding.intact]


async def test_an_exported_log_is_verified_without_database_and_settings(
    population: ServiceHarness, tmp_path: Path
) -> None:
    log, streams = await exported(population, tmp_path)
    assert faults(log, streams) == []
    result = await type_command("population_lookup", "access-log", "verify", str(log), "--streams", str(streams))
    assert (result.code, result.err) == (0, "")
    assert "4 are proved by the signed stream, 0 are newer than it" in result.out
    await look_up(population, lookup_body())
    with pytest.raises(FileExistsError):
        await access_log(population.runtime, ["export", str(log)])
    longer = tmp_path / "longer.ndjson"
    assert await access_log(population.runtime, ["export", str(longer)]) == 0
    assert "4 are proved by the signed stream, 1 are newer than it" in [
        finding.detail for finding in verify_exported_log(longer, streams, None)
    ]


async def test_only_its_owner_may_read_an_exported_log_and_none_is_left_in_part(
    population: ServiceHarness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log.ndjson"
    await access_log(population.runtime, ["export", str(log)])
    assert log.stat().st_mode & 0o777 == 0o600

    async def interrupted(_: object) -> AsyncIterator[list[Line]]:
        line = Line(1, "id", None, population.clock.now(), b"{}", GENESIS, GENESIS)
        yield [line]
        raise ConnectionResetError

    monkeypatch.setattr(export_lines, "lines_of_snapshot", interrupted)
    part = tmp_path / "part.ndjson"
    with pytest.raises(ConnectionResetError):
        await access_log(population.runtime, ["export", str(part)])
    assert not part.exists()


async def test_every_change_of_an_exported_log_is_found(population: ServiceHarness, tmp_path: Path) -> None:
    log, streams = await exported(population, tmp_path)
    lines = log.read_bytes().splitlines(keepends=True)

    def of(*kept: bytes) -> list[str]:
        log.write_bytes(b"".join(kept))
        return faults(log, streams)

    assert of(*lines[:3]) == ["the lines from 4 on are missing"]
    assert of(*lines[1:]) == ["line 1 is missing"]
    assert of(lines[0], lines[2], lines[1], lines[3]) == ["line 2 is missing"]
    assert of(lines[0].replace(b"cb-07", b"cb-08"), *lines[1:]) == ["line 1 was changed after it was written"]
    assert of(b"?\n", *lines[1:])[0].startswith("line 1 cannot be read")
    assert of() == ["the lines from 1 on are missing"]


async def test_a_rewritten_log_with_a_sound_chain_is_found_by_the_signed_stream(
    population: ServiceHarness, tmp_path: Path
) -> None:
    log, streams = await exported(population, tmp_path)
    previous, rewritten = bytes(32), []
    for text in log.read_text().splitlines():
        line = json.loads(text)
        line["content"] = line["content"].replace("cb-07", "cb-08")
        hash = link(previous, line["sequence"], line["content"].encode())
        rewritten.append(json.dumps({**line, "prevhash": previous.hex(), "hash": hash.hex()}))
        previous = hash
    log.write_text("".join(f"{line}\n" for line in rewritten))
    assert faults(log, streams) == ["the signed stream does not state line 1 with this content"]


async def test_a_stream_that_is_not_intact_proves_nothing(population: ServiceHarness, tmp_path: Path) -> None:
    log, streams = await exported(population, tmp_path)
    streams.write_bytes(
        streams.read_bytes().replace(b"not_matched", b"x").replace(b'"matched":true', b'"matched":false')
    )
    assert len(faults(log, streams)) == 1
    assert not any("proved" in finding.detail for finding in verify_exported_log(log, streams, None))
