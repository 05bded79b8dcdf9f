"""The real national catalogue, where `CONGBO_REAL_DATA` names a folder that has it: each rule is met as often as
counted, and the import ends in time."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from procedures.law.api.content_requests import ContentIn
from procedures.law.storage.content_rows import encode_content
from procedures.national_catalogue.domain.content_from_record import content_from
from procedures.national_catalogue.domain.normalisation import normalise
from procedures.national_catalogue.formats.catalogue_file import CatalogueFormat, rows_of
from tests.support.operator import run_command
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, procedures_harness

IMPORT = "national_catalogue.import"
DATA = os.environ.get("CONGBO_REAL_DATA")
needs_data = pytest.mark.skipif(
    DATA is None, reason="CONGBO_REAL_DATA names no folder: the real data lies outside the project"
)
FOLDER = Path(DATA or "/nowhere") / "procedures"
CATALOGUE = FOLDER / "national-portal-2026-07.jsonl"

ROWS_BY_OUTCOME = {"accepted": 908, "accepted_with_notes": 1_734, "refused": 0}
OCCURRENCES_BY_RULE = {
    "agency-absent": 303,
    "agency-no-name": 1,
    "decision-number-form": 82,
    "fee-repeated": 283,
    "fee-under-1000": 150,
    "fee-unreadable": 7,
    "no-information": 1,
    "sheets-implausible": 95,
    "text-invisible": 48,
    "text-nfc": 882,
    "text-spaces": 1_740,
    "time-absent": 483,
    "time-absent-on-channel": 18,
    "time-repeated": 43,
}
LEVELS = {"ministry": 1_413, "province": 1_251, "commune": 588, "other": 51}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def posted(harness: ProceduresHarness, file: Path, **query: str) -> dict[str, Any]:
    content = await asyncio.to_thread(file.read_bytes)
    params = {"source": "national-portal", "day": "2026-07-20", **query}
    response = await harness.http.post(
        "/v1/national-catalogue/snapshots", content=content, params=params, headers=harness.service.bearer(IMPORT)
    )
    assert response.status_code in (200, 201), response.text
    return dict(response.json())


@needs_data
@pytest.mark.timeout(300)
async def test_each_row_of_the_real_catalogue_has_an_outcome_and_each_rule_its_count(
    harness: ProceduresHarness,
) -> None:
    began = time.monotonic()
    result = await posted(harness, CATALOGUE, complete="true")
    assert time.monotonic() - began < 60
    assert {outcome: result[outcome] for outcome in ROWS_BY_OUTCOME} == ROWS_BY_OUTCOME
    assert result["occurrences_by_rule"] == OCCURRENCES_BY_RULE
    assert result["accepted"] + result["accepted_with_notes"] >= 0.97 * 2_642
    rows = await harness.service.rows("SELECT outcome, count(*) FROM national_row GROUP BY outcome")
    assert {row.outcome: row[1] for row in rows} == {
        outcome: count for outcome, count in ROWS_BY_OUTCOME.items() if count
    }
    levels = await harness.service.rows(
        "SELECT level, count(*) FROM national_record, unnest(levels) level GROUP BY level"
    )
    assert {row.level: row[1] for row in levels} == LEVELS
    five_or_six = await harness.service.rows("SELECT count(*) FROM national_record WHERE code ~ '^[56]'")
    assert five_or_six[0][0] == 111
    per_name = await harness.service.rows("SELECT count(*) FROM national_record GROUP BY name ORDER BY 1 DESC LIMIT 1")
    assert per_name[0][0] == 10
    assert (await harness.service.rows("SELECT max(length(name)) FROM national_record"))[0][0] == 1_094
    assert (await harness.get("/v1/procedures"))["items"] == []


@needs_data
def test_each_real_record_can_be_filed_once_its_agency_and_field_are_stated() -> None:
    refused, unstated = [], 0
    with CATALOGUE.open("rb") as file:
        for row in rows_of(file, CatalogueFormat.JSON_LINES):
            record = normalise(row).record
            assert record is not None
            drafted = content_from(record, "H60.01", record.field_code or "G15-TP110")
            stored = encode_content(drafted.content)
            if any(not fact.optional for fact in drafted.missing):
                refused.append(record.code)
            assert encode_content(ContentIn.model_validate_json(stored).content()) == stored
            unstated += '"originals":null' in stored or '"copies":null' in stored
    assert (refused, unstated) == ([], 61)


@needs_data
async def test_the_real_list_exports_and_the_real_record_are_imported(harness: ProceduresHarness) -> None:
    justice = await posted(harness, FOLDER / "portal-export-bo-tu-phap.csv", source="bo-tu-phap")
    building = await posted(harness, FOLDER / "portal-export-bo-xay-dung.csv", source="bo-xay-dung")
    counts = [tuple(result[outcome] for outcome in ROWS_BY_OUTCOME) for result in (justice, building)]
    assert counts == [(180, 91, 0), (384, 141, 0)]
    record = await posted(harness, FOLDER / "national-record-1.005095.json")
    assert (record["format"], record["rows_by_rule"]) == (
        "portal-json",
        {"decision-number-proposed": 1, "part-without-place": 1, "text-spaces": 1},
    )
    content = (await harness.get("/v1/national-catalogue/1.005095"))["content"]
    assert (content["levels"], content["decision_number"], content["field_code"]) == (
        ["province"],
        "1584/QĐ-BGDĐT",
        "G03-GD12",
    )


@needs_data
@pytest.mark.timeout(300)
async def test_the_command_imports_the_real_catalogue_within_a_minute(postgres: Postgres) -> None:
    url, began = await postgres.migrated("procedures"), time.monotonic()
    result = await run_command(
        "procedures", "import-catalogue", str(CATALOGUE), "--source", "national-portal", DATABASE_URL=url
    )
    assert (result.code, time.monotonic() - began < 60) == (0, True)
    assert "accepted 908, accepted with notes 1734, refused 0" in result.out
