"""Each rule finds the row that does not fit it, and nothing where all rows fit."""

from argparse import Namespace
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from reporting.cli.reconcile_command import reconcile
from reporting.figures.queries.figure_rows import row_parameters
from reporting.reconciliation.domain.rules import ReconciliationRule
from reporting.reconciliation.queries.rule_rows import RULE_ROWS
from reporting.shared.domain.periods import parse_period
from reporting.tables import CONTRADICTORY
from tests.support.postgres import Postgres
from tests.support.random_read_models import random_rows
from tests.support.service_harness import ServiceHarness, service_harness

ENDED_BEFORE = "UPDATE projected.dossier SET ended_on = '2025-12-31', outcome = 'done', timeliness = 'early'"
A_RECEIVED_ONE = " WHERE dossier_id = (SELECT min(dossier_id) FROM projected.dossier WHERE received_on >= '2026-01-01')"
FAULTS = {
    ReconciliationRule.IN_FORCE_BALANCE: (
        "INSERT INTO projected.procedure_period VALUES ('1.000999', '2026-03-02', NULL, 1, 'Không có căn cứ', 'H60.01',"
        " 'Sở Tư pháp', 'G15-TP110', 'province', 'decision-0', '0/QĐ-UBND')"
    ),
    ReconciliationRule.DOSSIERS_BALANCE: ENDED_BEFORE + A_RECEIVED_ONE,
    ReconciliationRule.DOSSIER_PARTS: "UPDATE projected.dossier SET channel = 'pigeon'" + A_RECEIVED_ONE,
    ReconciliationRule.DOSSIER_SUMS: (
        "INSERT INTO projected.dossier_day_count VALUES ('2026-03-02', 'post', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,"
        " 1)"
        " ON CONFLICT (day, channel) DO UPDATE SET closed = dossier_day_count.closed + 1"
    ),
    ReconciliationRule.ONLINE_PARTS: (
        "INSERT INTO projected.online_level SELECT service_id, date '2026-12-30', NULL, 'full', procedure_code,"
        " agency_code, agency_name, administrative_level, false FROM projected.online_level"
        " WHERE level IN ('full', 'partial') AND effective_to IS NULL ORDER BY service_id LIMIT 1"
    ),
    ReconciliationRule.LEVELS_TOTAL: (
        "UPDATE projected.decision_item SET level = 'village' WHERE (decision_id, item_number) = (SELECT decision_id,"
        " item_number FROM projected.decision_item JOIN projected.decision d USING (decision_id) WHERE kind = 'repeal'"
        " AND signed_on BETWEEN '2026-01-01' AND '2026-12-31' AND NOT EXISTS (SELECT FROM projected.decision_topic t"
        " WHERE t.decision_id = d.decision_id AND topic = 'opening_catalogue') ORDER BY 1, 2 LIMIT 1)"
    ),
    ReconciliationRule.TASKS_TOTAL: (
        "WITH version AS (INSERT INTO record_version SELECT 'task', 'paused', 1, 'Nhiệm vụ', 'H60.01', '2026-01-01',"
        """ NULL, NULL, '{"progress": "paused"}', 'officer-1', now() RETURNING kind, code, number)"""
        " INSERT INTO record_approval SELECT kind, code, number, 'approved', 'Tờ trình', 'officer-2', now()"
        " FROM version"
    ),
    ReconciliationRule.PUBLICATION_PARTS: (
        "INSERT INTO projected.publication VALUES ('decision-000', 'b', 'e_gazette', 'H60.01', '2026-03-03',"
        " '2026-03-02', 'on_time', 'confirmed', now())"
    ),
}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        async with harness.runtime.engine.begin() as connection:
            await random_rows(Random(7), 60).write(connection)
        yield harness


async def misfits(harness: ServiceHarness) -> dict[str, Any]:
    headers = harness.bearer("reports.read")
    response = await harness.http.get("/v1/reconciliation", params={"period": "2026"}, headers=headers)
    assert response.status_code == 200, response.text
    body = response.json()
    found = {rule["rule"]: rule["misfits"] for rule in body["rules"]}
    assert body["reconciled"] == (not any(found.values()))
    assert all(len(rule["rows"]) == rule["misfits"] for rule in body["rules"])
    return found


async def test_where_all_rows_fit_nothing_is_found(harness: ServiceHarness) -> None:
    assert await misfits(harness) == dict.fromkeys(ReconciliationRule, 0)
    assert await reconcile(harness.runtime, Namespace(period="2026")) == 0


@pytest.mark.parametrize("rule", ReconciliationRule)
async def test_a_row_that_does_not_fit_is_found_by_its_rule_alone(
    harness: ServiceHarness, rule: ReconciliationRule, capsys: pytest.CaptureFixture[str]
) -> None:
    await harness.execute(FAULTS[rule])
    assert await misfits(harness) == dict.fromkeys(ReconciliationRule, 0) | {rule: 1}
    assert await reconcile(harness.runtime, Namespace(period="2026")) == 1
    assert f"{rule}: 1 misfits" in capsys.readouterr().out


DOSSIER_RULES = (ReconciliationRule.DOSSIERS_BALANCE, ReconciliationRule.DOSSIER_PARTS)
ALL_DOSSIERS = """
    INSERT INTO projected.dossier
    SELECT concat(received, '/', ended, '/', outcome, '/', timeliness, '/', channel), NULL, '1.000101',
        'H60.01', 'H60.01', channel, 9, date '2026-01-01', received, NULL, ended, outcome, timeliness, 0, 0, 0, false
    FROM unnest(array[NULL, '2026-01-31', '2026-02-10', '2026-03-01']::date[]) AS received,
        unnest(array[NULL, '2026-01-20', '2026-01-31', '2026-02-11', '2026-03-01', '2026-03-02']::date[]) AS ended,
        unnest(array[NULL, 'done', 'stopped', 'withdrawn', 'declined', 'lost']) AS outcome,
        unnest(array[NULL, 'early', 'late', 'soon']) AS timeliness, unnest(array['online', 'post', 'pigeon']) AS channel
"""


@pytest.mark.parametrize("period", ["2026-01", "2026-02", "2026-03", "2026"])
async def test_a_dossier_that_no_report_reads_for_its_rules_fits_them(harness: ServiceHarness, period: str) -> None:
    """Every combination of what a dossier may state: the condition of the index leaves out none that does not fit."""
    await harness.execute(ALL_DOSSIERS)
    async with harness.runtime.engine.connect() as connection:
        for rule in DOSSIER_RULES:
            stated = RULE_ROWS[rule]
            everywhere = stated.replace(f"{CONTRADICTORY.text} AND ", "")
            assert everywhere != stated
            found, expected = [
                sorted(row.id for row in await connection.execute(text(rows), row_parameters(parse_period(period))))
                for rows in (stated, everywhere)
            ]
            assert found == expected
            assert found


async def test_the_dossiers_that_a_rule_reads_are_found_by_an_index(harness: ServiceHarness) -> None:
    async with harness.runtime.engine.connect() as connection:
        await connection.execute(text("SET enable_seqscan = off"))
        for rule in DOSSIER_RULES:
            plan = await connection.execute(text(f"EXPLAIN {RULE_ROWS[rule]}"), row_parameters(parse_period("2026")))
            lines = "\n".join(line for (line,) in plan)
            assert "ix_dossier_contradictory" in lines, lines
            assert "Seq Scan on dossier" not in lines, lines
