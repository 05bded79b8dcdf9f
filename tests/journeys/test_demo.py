"""`make demo` and `make up` as whoever has just cloned the repository meets them."""

import re
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from suite.town import PORTS
from tests.support.launched import GONE_WITHIN, Launched, Launches, launches

FIGURES = {
    "Decisions": "97", "Agencies": "16", "Procedures published": "685", "New": "61", "Amended, supplemented or replaced": "521",
    "Repealed": "103", "Internal and inter-agency processes": "531", "Decisions on household-book papers": "9",
    "Decisions on essential services": "9", "Essential services": "53", "Online services at year end": "1,824",
    "of these full": "1,130", "of these partial": "694",
}  # fmt: skip
DECLARED = {
    "Decisions that declare procedures online": "8", "Agencies with declared procedures": "8",
    "Procedures declared fit for online": "274", "of these province": "249", "of these district": "16", "of these commune": "9",
}  # fmt: skip
STORY = (
    "in force, online, and looked up for", "a Decision repeals it from today", "its online service is withdrawn",
    "the look-up for it is refused", "the report of the year changes", "today's catalogue has it no more",
    "yesterday's still answers",
)  # fmt: skip
LOADED_WITHIN = 120.0  # seconds; it takes 12 on an idle machine


@pytest.fixture
def made() -> Iterator[Launches]:
    with launches() as found:
        yield found


def table_of(said: str, year: int) -> dict[str, tuple[str, str]]:
    """The figures of a year by their names: as counted from events, and as the brief says. A name may go on in the next line."""
    rows: list[list[str]] = []
    for line in said.partition(f"Year {year}")[2].partition("└")[0].splitlines():
        cells = [cell.strip() for cell in line.strip("│").split("│")]
        if line.startswith("│") and cells[2]:
            rows.append(cells)
        elif line.startswith("│"):
            rows[-1][0] += f" {cells[0]}" if cells[0] else ""
    return {name: (counted, brief) for name, _, counted, brief in rows}


def test_the_demo_counts_the_brief_s_figures_tells_its_story_verifies_and_leaves_nothing_behind(made: Launches) -> None:
    demo = made.suite("demo")
    assert demo.ended(150) == 0, demo.said
    for year, expected in ((2023, FIGURES), (2024, DECLARED)):
        shown = table_of(demo.said, year)
        assert {name: shown[name] for name in expected} == {name: (figure, figure) for name, figure in expected.items()}
    assert re.search(r"Agencies under review +│[^│]+│ +26 │ +26 │", demo.said)
    told = demo.said.partition("a story")[2]
    places = [told.find(line) for line in STORY]
    assert -1 not in places
    assert places == sorted(places)
    assert told.count("  ok  log ") == 9
    assert "BAD" not in told
    made.until_nothing_runs()
    assert list((made.home / "demo").iterdir()) == []


def test_two_demos_started_at_once_take_other_ports_and_a_signal_stops_each_without_a_trace(made: Launches) -> None:
    with ExitStack() as taken:
        occupy(taken, [*PORTS.values()][:2])
        demos = {number: made.suite("demo") for number in (signal.SIGINT, signal.SIGTERM)}
        for demo in demos.values():
            demo.until_said("ready after")
        for number, demo in demos.items():
            demo.process.send_signal(number)
        for number, demo in demos.items():
            assert demo.ended(GONE_WITHIN) == 128 + number
            assert f"stopping, as {number.name} asks" in demo.said
            assert "Traceback" not in demo.said
    made.until_nothing_runs()
    assert list((made.home / "demo").iterdir()) == []


def occupy(taken: ExitStack, ports: list[int]) -> None:
    """As a stranger's server does; where one has it already, so much the better."""
    for port in ports:
        stranger = taken.enter_context(socket.socket())
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            stranger.bind(("127.0.0.1", port))
        except OSError:
            continue
        stranger.listen()


def test_up_killed_while_it_loads_is_continued_at_once_on_the_same_data_and_comes_to_the_same_totals(made: Launches) -> None:
    first = made.suite("up")
    first.until_said("demo book:")
    first.interrupt(signal.SIGKILL)
    assert not (made.home / "up-feed" / "loaded").exists()
    again = made.suite("up")
    again.until_said("Ctrl-C stops everything", LOADED_WITHIN)
    for year, expected in ((2023, FIGURES), (2024, DECLARED)):
        shown = table_of(again.said, year)
        assert {name: shown[name] for name in expected} == {name: (figure, figure) for name, figure in expected.items()}
    the_printed_token_opens_the_printed_addresses(again)
    second = made.suite("up")
    assert second.ended(30) == 1
    assert "another copy already runs" in second.said
    assert "Traceback" not in second.said
    assert again.process.poll() is None
    assert again.interrupt(signal.SIGINT) == 130
    made.until_nothing_runs()


def the_printed_token_opens_the_printed_addresses(up: Launched) -> None:
    (token,) = re.findall(r"^eyJ\S+$", up.said, re.MULTILINE)
    addresses = dict(re.findall(r"^  (\w+) +(http://\S+)/docs$", up.said, re.MULTILINE))
    report = httpx.get(
        f"{addresses['reporting']}/v1/reports/annual", params={"year": 2023}, headers={"Authorization": f"Bearer {token}"}
    )
    assert report.status_code == 200
    assert httpx.get(f"{addresses['procedures']}/v1/procedures", params={"limit": 3}).status_code == 200


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"DATABASE_URL": "postgresql://nobody:secret@127.0.0.1:1/none"}, "PostgreSQL cannot be used"),
        ({"DATABASE_URL": "127.0.0.1"}, "PostgreSQL cannot be used"),
        ({"POSTGRES_BIN": "/nowhere"}, "\n[Errno 2] No such file or directory: '/nowhere/initdb'"),
        ({"CONGBO_HOME": "/dev/null/home"}, "the folder for the suite's data cannot be made"),
    ],
    ids=["a database that is not there", "no database at all", "no server to start", "nowhere to put it"],
)
def test_why_the_demo_cannot_run_is_said_in_one_sentence(made: Launches, environment: dict[str, str], reason: str) -> None:
    demo = made.suite("demo", **environment)
    assert demo.ended(30) == 1
    assert reason in demo.said
    assert "Traceback" not in demo.said
    assert "secret" not in demo.said
    assert len(demo.said.splitlines()) <= 3
    made.until_nothing_runs()


def test_kafka_without_java_is_said_in_one_sentence(made: Launches) -> None:
    demo = made.suite("demo", "--bus", "kafka", PATH="/nowhere", XDG_CACHE_HOME=str(made.home))
    assert demo.ended(60) == 1
    assert "no Apache Kafka: java and mvn not installed" in demo.said
    assert "Traceback" not in demo.said
    made.until_nothing_runs()
