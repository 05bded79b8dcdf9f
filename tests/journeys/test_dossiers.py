"""Dossiers over the running services: the law reaches the system that handles them, and their events reach the report,
over the feed and over a real Kafka, also while processes are killed and PostgreSQL crashes.

`SteadyFiling.assert_each_is_there_once` states what nothing lost and nothing doubled means.
"""

import pytest

from suite.stack import Stack
from tests.support.api_client import Official
from tests.support.filed_dossiers import HandlingAgency, steady_filing
from tests.support.requirements import only_in_full_run
from tests.support.running_stack import kill_each_in_turn, restart_postgresql

SOME = 6


def test_a_dossier_goes_from_filing_to_the_report(official: Official) -> None:
    agency = HandlingAgency(official)
    filed = agency.file("one")
    received = agency.act("one", filed, "receiver", "reception").body
    assert received["number"] == f"{official.agency}-{official.today:%y%m%d}-0001"
    requested = agency.act("one", received, "handler", "supplement-request", reason="Thiếu giấy tờ").body
    handed_in = agency.act("one", requested, "receiver", "supplement").body
    accepted = agency.act("one", handed_in, "handler", "supplement-acceptance").body
    finished = agency.act("one", accepted, "signer", "result")
    over = agency.act("one", finished.body, "deliverer", "handover")
    assert (over.body["state"], over.body["ended_at"]) == (10, finished.body["ended_at"])
    figures = {figure["key"]: figure["value"] for figure in agency.report(over.position)["figures"]}
    expected = {"dossiers_received": 1, "dossiers_done": 1, "dossiers_open": 0}
    assert {key: figures[key] for key in expected} == expected


@only_in_full_run("kills and a crash over both carriers, a minute")
@pytest.mark.parametrize(
    "stack",
    ["feed", "kafka"],
    indirect=True,
)
def test_killed_processes_and_a_crashed_postgresql_lose_and_double_no_dossier(stack: Stack) -> None:
    with steady_filing(stack) as filing:
        filing.file_more(SOME)
        kill_each_in_turn(stack)
        stack.wait_ready()
        filing.file_more(SOME)
        restart_postgresql(stack)
        filing.file_more(SOME)
    stack.check_processes()
