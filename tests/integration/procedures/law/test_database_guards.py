"""The changes that PostgreSQL itself refuses, whatever the code does."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.schema import CreateTable

from common.migrations.run import drift
from tests.support.postgres import Postgres, service_of
from tests.support.procedures_harness import ProceduresHarness, item, procedures_harness

A = "1.000101"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        await harness.publish(item("introduce", A))
        await harness.publish(item("amend", A, "2023-06-01"))
        yield harness


ADD = (
    "INSERT INTO period (procedure_id, version, in_force, known, under_review)"
    " SELECT id, 1, '{in_force}', '{known}', false FROM procedure WHERE code = '1.000101'"
)


@pytest.mark.parametrize("in_force", ["[2023-02-01,2023-02-02)", "[2023-05-31,2023-06-02)", "[2030-01-01,)"])
async def test_two_periods_that_are_both_known_cannot_overlap(harness: ProceduresHarness, in_force: str) -> None:
    with pytest.raises(IntegrityError, match="ex_period_in_force"):
        await harness.service.rows(ADD.format(in_force=in_force, known="[2026-11-24,)"))


@pytest.mark.parametrize(
    ("in_force", "known"),
    [("[2022-01-01,2023-02-01)", "[2026-11-24,)"), ("[2023-02-01,2030-01-01)", "[2020-01-01,2021-01-01)")],
)
async def test_periods_may_touch_and_a_period_that_is_no_longer_known_may_overlap(
    harness: ProceduresHarness, in_force: str, known: str
) -> None:
    async with harness.service.runtime.engine.connect() as connection:
        assert (await connection.execute(text(ADD.format(in_force=in_force, known=known)))).rowcount == 1


@pytest.mark.parametrize("in_force", ["empty", "(,2023-01-01)"])
async def test_a_period_has_a_first_day_and_is_not_empty(harness: ProceduresHarness, in_force: str) -> None:
    with pytest.raises(IntegrityError, match="ck_period_in_force"):
        await harness.service.rows(ADD.format(in_force=in_force, known="[2026-11-24,)"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE period SET in_force = '[2023-02-01,2023-03-01)'",
        "UPDATE period SET under_review = true",
        "UPDATE period SET version = 2 WHERE version = 1",
        "UPDATE period SET known = tstzrange('2020-01-01', '2030-01-01') WHERE upper_inf(known)",
        "UPDATE period SET known = tstzrange(lower(known), NULL) WHERE NOT upper_inf(known)",
        "UPDATE period SET known = tstzrange(lower(known), '2030-01-01') WHERE NOT upper_inf(known)",
        "UPDATE period SET known = tstzrange(lower(known), '2030-01-01'), under_review = true WHERE upper_inf(known)",
        "DELETE FROM period",
        "TRUNCATE period",
        "UPDATE version SET name = 'x'",
        "UPDATE version SET content = '{}'",
        "DELETE FROM version",
        "UPDATE decision_item SET effective_on = '2020-01-01'",
        "DELETE FROM decision_item",
        "UPDATE legal_document SET title = 'x'",
        "UPDATE decision SET title = 'x'",
        "UPDATE decision SET status = 'draft'",
        "DELETE FROM decision",
        "DELETE FROM procedure",
        "UPDATE register_entry SET name = 'x'",
        "UPDATE event_log SET payload = ''",
    ],
)
async def test_history_is_not_rewritten(harness: ProceduresHarness, change: str) -> None:
    with pytest.raises(DBAPIError, match=r"append-only|changes in one way"):
        await harness.service.rows(change)


async def test_the_known_range_of_a_period_is_closed_once(harness: ProceduresHarness) -> None:
    close = "UPDATE period SET known = tstzrange(lower(known), '2030-01-01') WHERE version = 2 RETURNING version"
    assert [row.version for row in await harness.service.rows(close)] == [2]
    with pytest.raises(DBAPIError, match="changes in one way"):
        await harness.service.rows(close)


async def test_a_draft_cannot_be_changed_by_sql(harness: ProceduresHarness) -> None:
    draft = await harness.draft(item("repeal", A, "2023-07-01"))
    with pytest.raises(DBAPIError, match="changes in one way"):
        await harness.service.rows(f"UPDATE decision SET title = 'x', revision = 2 WHERE id = '{draft['id']}'")


async def test_a_number_of_an_issuing_body_is_unique_within_a_year(
    harness: ProceduresHarness,
) -> None:
    copied = (
        "number, canonical_number, issuing_body, signed_on, signed_year, agency_code, title, topics, back_entered,"
        " late, created_by, created_at"
    )
    duplicate = (
        f"INSERT INTO decision (id, status, revision, {copied}) SELECT gen_random_uuid(), 'draft', 1, {copied}"
        " FROM decision LIMIT 1"
    )
    with pytest.raises(IntegrityError, match="uq_decision_issuing_body_signed_year_canonical_number"):
        await harness.service.rows(duplicate)


async def test_an_item_has_changed_parts_only_where_it_replaces_a_version(harness: ProceduresHarness) -> None:
    copied = (
        "decision_id, 9, kind, '9.999999', successor_code, effective_on, legal_document_number,"
        " legal_document_canonical_number, online_level, name, field_code, agency_code, levels, population_fields,"
        " content"
    )
    duplicate = "INSERT INTO decision_item SELECT " + copied + ", {parts} FROM decision_item WHERE kind = '{kind}'"
    with pytest.raises(IntegrityError, match="ck_decision_item_changed_parts"):
        await harness.service.rows(duplicate.format(kind="introduce", parts="ARRAY['name']"))


async def test_the_migrated_schema_equals_the_declared_tables(harness: ProceduresHarness) -> None:
    async with harness.service.runtime.engine.connect() as connection:
        assert await drift(service_of("procedures"), connection) == []


async def test_constraints_have_the_names_that_the_code_declares(harness: ProceduresHarness) -> None:
    rows = await harness.service.rows("SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace")
    present = {row.conname for row in rows}
    declared = [
        str(CreateTable(table).compile(dialect=postgresql.dialect()))
        for table in service_of("procedures").metadata.sorted_tables
    ]
    named = {name for ddl in declared for name in re.findall(r"CONSTRAINT (\w+)", ddl)}
    assert named - present == set()
