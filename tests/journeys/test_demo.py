"""`make demo`, as a user runs it who has just cloned the repository."""

import re
import signal
from collections.abc import Iterator

import pytest

from tests.support.launched_suite import Launcher, run_launcher
from tests.support.requirements import only_in_full_run
from tests.support.terminal_output import assert_brief_is_stated, assert_figures_match_brief

SCENARIO = (
    "in force, offered online, look-ups succeed",
    "a Decision repeals it from today",
    "its online service is withdrawn",
    "a look-up for it is refused",
    "the annual report counts the repeal",
    "it is not in today's catalogue",
    "it is still in yesterday's",
)
STEP = "· "
"""What a line begins with that names a step which has begun."""
DONE_WITHIN = 900.0  # seconds, to end one that hangs: ten times what it takes on an idle machine


@pytest.fixture
def launcher() -> Iterator[Launcher]:
    with run_launcher() as started:
        yield started


@only_in_full_run("the whole dataset loaded over HTTP, more than a minute of CPU")
@pytest.mark.timeout(1000)
def test_the_demo_counts_the_figures_of_the_brief_runs_its_scenario_verifies_and_leaves_nothing_behind(
    launcher: Launcher,
) -> None:
    demo = launcher.suite("demo")
    assert demo.wait_for_exit(DONE_WITHIN) == 0, demo.printed
    assert_figures_match_brief(demo.printed)
    assert re.search(r"Agencies under review +│[^│]+│ +26 │ +26 │", demo.printed)
    assert_brief_is_stated(demo.printed)
    scenario = demo.printed.partition("demo scenario")[2]
    places = [scenario.find(line) for line in SCENARIO]
    assert -1 not in places
    assert places == sorted(places)
    assert scenario.count("  ok      log ") == 9
    assert "FAILED" not in scenario
    launcher.wait_until_all_exited()
    assert list((launcher.home / "demo").iterdir()) == []


def test_a_demo_that_is_terminated_while_it_starts_leaves_nothing_behind(launcher: Launcher) -> None:
    demo = launcher.suite("demo")
    demo.wait_for_output("starting PostgreSQL")
    assert demo.interrupt(signal.SIGTERM) == 128 + signal.SIGTERM
    assert "stopping on SIGTERM" in demo.printed
    assert "Traceback" not in demo.printed
    launcher.wait_until_all_exited()
    assert list((launcher.home / "demo").iterdir()) == []


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"DATABASE_URL": "postgresql://nobody:secret@127.0.0.1:1/none"}, "PostgreSQL cannot be used"),
        ({"DATABASE_URL": "127.0.0.1"}, "PostgreSQL cannot be used"),
        ({"POSTGRES_BIN": "/nowhere"}, "\n[Errno 2] No such file or directory: '/nowhere/initdb'"),
        ({"CONGBO_HOME": "/dev/null/home"}, "the folder for the suite's data cannot be created"),
    ],
    ids=["a database that is not there", "no database at all", "no server to start", "nowhere to put it"],
)
def test_the_reason_why_the_demo_cannot_run_is_printed_in_one_sentence(
    launcher: Launcher, environment: dict[str, str], reason: str
) -> None:
    demo = launcher.suite("demo", **environment)
    assert demo.wait_for_exit(30) == 1
    assert reason in demo.printed
    assert "Traceback" not in demo.printed
    assert "secret" not in demo.printed
    assert len([line for line in demo.printed.splitlines() if not line.startswith(STEP)]) == 1
    launcher.wait_until_all_exited()


def test_missing_java_for_kafka_is_printed_in_one_sentence(launcher: Launcher) -> None:
    demo = launcher.suite("demo", "--bus", "kafka", PATH="/nowhere", XDG_CACHE_HOME=str(launcher.home))
    assert demo.wait_for_exit(60) == 1
    assert "no Apache Kafka: java and mvn not installed" in demo.printed
    assert "Traceback" not in demo.printed
    launcher.wait_until_all_exited()
