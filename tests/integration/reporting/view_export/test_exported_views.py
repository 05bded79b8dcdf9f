"""Each view becomes a Parquet file, all of one moment, with types and comments, written while its rows are read."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from arro3.io import read_parquet
from sqlalchemy import text

from common.consumer.rebuild import rebuild
from common.contracts.parts import PopulationField
from common.contracts.population_lookup import LookupAnswered
from common.projection.views import View
from reporting.view_export.formats import parquet_files
from reporting.view_export.formats.parquet_columns import ColumnNotExportable, ParquetColumns
from reporting.view_export.formats.parquet_files import write_file
from reporting.view_export.queries import rows_of_view
from reporting.view_export.queries.exported_views import export_views
from reporting.view_export.queries.rows_of_view import begin_snapshot
from reporting.views import views
from tests.support.database_roles import database_with_roles
from tests.support.direct_consumer import EventWriter
from tests.support.foreign_events import completed_lookup, decision, refused_lookup, service
from tests.support.foreign_events import shown as publication_shown
from tests.support.operator import run_command
from tests.support.postgres import Postgres
from tests.support.reported_dossiers import random_lives
from tests.support.service_harness import NOON, ServiceHarness, service_harness


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        yield harness


async def apply_some(harness: ServiceHarness) -> None:
    events = decision(1, date(2022, 2, 1), ("introduce", "1.000001"), ("repeal", "1.000002"), processes=[True])
    await EventWriter("procedures").emit(harness, *events, publication_shown(events, date(2022, 2, 3)))
    lives = random_lives(Random(5), 400, date(2023, 5, 1), 4)
    dossiers = [event for life in lives for event in life.events()]
    await EventWriter("online_services").emit(harness, service("one", ("full", "2022-06-01", None)), *dossiers)
    await EventWriter("population_lookup").emit(harness, *lookups(7), refused_lookup("refused", NOON))


def lookups(count: int) -> list[LookupAnswered]:
    return [completed_lookup(str(number), NOON, fields=(PopulationField.BIRTH_DATE,)) for number in range(count)]


async def exported(harness: ServiceHarness, folder: Path, *chosen: View) -> dict[str, list[dict[str, Any]]]:
    async with harness.runtime.engine.connect() as connection:
        files = [file.file async for file in export_views(connection, chosen or views, folder, NOON)]
    return {file.stem: read_parquet(file).read_all().to_struct_array().to_pylist() for file in files}


async def shown(harness: ServiceHarness) -> dict[str, list[dict[str, Any]]]:
    return {
        view.name: [dict(row._mapping) for row in await harness.rows(f"SELECT * FROM published.{view.name}")]
        for view in views
    }


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*.parquet*"))


def in_order(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[str]]:
    """Moments are compared as such: the two drivers name UTC differently."""
    return {name: sorted(repr(list(map(_comparable, row.items()))) for row in rows) for name, rows in tables.items()}


def _comparable(column: tuple[str, Any]) -> tuple[str, Any]:
    name, value = column
    return name, value.isoformat() if isinstance(value, datetime) else value


async def test_the_files_hold_what_the_views_show(
    harness: ServiceHarness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_of_view, "CHUNK_SIZE", 7)
    await apply_some(harness)
    expected = await shown(harness)
    assert in_order(await exported(harness, tmp_path)) == in_order(expected)
    assert all(expected.values())
    assert names_in(tmp_path) == sorted(f"{view.name}.parquet" for view in views)


async def test_a_file_states_its_types_its_comments_and_its_moment(harness: ServiceHarness, tmp_path: Path) -> None:
    await apply_some(harness)
    await exported(harness, tmp_path)
    schema = read_parquet(tmp_path / "dossiers_received.parquet").schema
    fields = [schema.field(number) for number in range(len(schema))]
    assert [(field.name, str(field.type).strip()) for field in fields][:4] == [
        ("day", "arro3.core.DataType<Date32>"),
        ("agency_code", "arro3.core.DataType<Utf8>"),
        ("procedure_code", "arro3.core.DataType<Utf8>"),
        ("dossiers", "arro3.core.DataType<Int64>"),
    ]
    assert all(field.metadata_str["comment"] for field in fields)
    assert schema.metadata_str["view"] == "dossiers_received"
    assert "procedures/0:5" in schema.metadata_str["positions"]


async def test_every_type_keeps_its_values_and_its_nulls(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 30, 21, 5, 4, 123456, tzinfo=UTC)
    types = {"a": "text", "b": "bool", "c": "int4", "d": "int8", "e": "date", "f": "timestamptz"}
    micros = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    rows = [
        ("00691", False, -5, 2**40, (date(1969, 12, 31) - date(1970, 1, 1)).days, micros),
        (None,) * 6,
        ("", True, 0, 0, 0, 0),
    ]

    async def chunks() -> AsyncIterator[list[tuple[Any, ...]]]:
        for row in rows:
            yield [row]

    columns = ParquetColumns.of(types, dict.fromkeys(types, "a comment"))
    assert await write_file(tmp_path / "x", columns, chunks(), {}) == 3
    table = read_parquet(tmp_path / "x").read_all()
    assert table.column("a").to_pylist() == ["00691", None, ""]
    assert table.column("b").to_pylist() == [False, None, True]
    assert table.column("c").to_pylist() == [-5, None, 0]
    assert table.column("d").to_pylist() == [2**40, None, 0]
    assert table.column("e").to_pylist() == [date(1969, 12, 31), None, date(1970, 1, 1)]
    assert table.column("f").to_pylist()[0] == moment
    with pytest.raises(ColumnNotExportable, match="the column g is of type numeric"):
        ParquetColumns.of({"g": "numeric"}, {"g": ""})


async def test_rows_are_written_while_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory does not grow with the view: before the last chunk is read, most of the file is there."""
    monkeypatch.setattr(parquet_files, "ROW_GROUP", 1_000)
    file, random, sizes = tmp_path / "x", Random(7), list[int]()

    async def chunks() -> AsyncIterator[list[tuple[int]]]:
        for _ in range(50):
            sizes.append(await asyncio.to_thread(size_of, file))
            yield [(random.getrandbits(60),) for _ in range(1_000)]

    assert await write_file(file, ParquetColumns.of({"a": "int8"}, {"a": ""}), chunks(), {}) == 50_000
    assert sizes[-1] > await asyncio.to_thread(size_of, file) * 0.7


def size_of(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


async def test_an_export_that_fails_leaves_the_file_of_before_and_reports_why(
    harness: ServiceHarness, tmp_path: Path
) -> None:
    await apply_some(harness)
    await exported(harness, tmp_path)
    before = (tmp_path / "decisions.parquet").read_bytes()

    async def chunks() -> AsyncIterator[list[tuple[int]]]:
        yield [(1,)]
        raise ConnectionError("the server went away")

    with pytest.raises(ConnectionError, match="went away"):
        await write_file(tmp_path / "decisions.parquet.part", ParquetColumns.of({"a": "int4"}, {"a": ""}), chunks(), {})
    assert (tmp_path / "decisions.parquet").read_bytes() == before


async def test_all_files_are_of_one_moment(harness: ServiceHarness, tmp_path: Path) -> None:
    await apply_some(harness)
    expected = in_order(await shown(harness))
    async with harness.runtime.engine.connect() as connection:
        files = export_views(connection, views, tmp_path, NOON)
        await anext(files)
        await harness.apply_events(decision(2, date(2022, 3, 1), ("introduce", "1.000003")))
        async for _ in files:
            pass
    tables = {view.name: read_parquet(tmp_path / f"{view.name}.parquet").read_all() for view in views}
    assert in_order({name: table.to_struct_array().to_pylist() for name, table in tables.items()}) == expected


async def test_a_rebuild_waits_for_an_export(harness: ServiceHarness) -> None:
    """In a snapshot from before it, the tables that it fills would be empty."""
    await apply_some(harness)
    async with harness.runtime.engine.connect() as connection:
        await begin_snapshot(connection, views)
        rebuilding = asyncio.create_task(rebuild(harness.runtime, lambda _: None))
        await asyncio.sleep(1.5)
        assert not rebuilding.done()
        assert await connection.scalar(text("SELECT count(*) FROM published.decisions")) == 1
        await connection.rollback()
    await asyncio.wait_for(rebuilding, 30)


async def test_the_read_only_role_exports_and_sees_no_single_dossier(postgres: Postgres, tmp_path: Path) -> None:
    roles = await database_with_roles(postgres, "reporting")
    folder = tmp_path / "new" / "folder"
    result = await run_command("reporting", "export-views", str(folder), "--view", "decisions", DATABASE_URL=roles.read)
    assert result.code == 0, result
    assert "decisions.parquet: 0 rows" in result.out
    assert names_in(folder) == ["decisions.parquet"]
    refused = await run_command("reporting", "export-views", str(folder), "--view", "dossier", DATABASE_URL=roles.read)
    assert refused.code == 2
