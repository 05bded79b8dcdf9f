"""`make up BUS=kafka`: it is killed while it loads, started again, used, and watched by a real Prometheus, in which
every query of the dashboards finds data and the alerting rules work."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import pytest

from common.operations.command_line import commands_of
from suite.databases import SERVICES
from suite.http_get import is_ready
from suite.installation import Installation
from suite.stack import PORTS
from tests.journeys.test_readme import ROOT, objects_in
from tests.support.broker import need_kafka
from tests.support.journey_run import run_journey
from tests.support.launched_suite import ENDED_WITHIN, LaunchedCommand, Launcher, run_launcher
from tests.support.postgres import service_of
from tests.support.prometheus import Prometheus, need_prometheus, run_prometheus
from tests.support.promql import RULES, Query, of_dashboards, recorded, rules
from tests.support.requirements import only_in_full_run
from tests.support.terminal_output import assert_figures_match_brief

pytestmark = [only_in_full_run("the suite on one machine over Kafka, a minute"), pytest.mark.timeout(1200)]
LOADED_WITHIN = 480.0  # seconds; it takes 12 on an idle machine
RESTARTED_WITHIN = 120.0  # seconds; it takes 3
ENDED_FOR_GOOD_WITHIN = 180.0  # seconds; five starts and the waits between them
WITHOUT_SERIES: dict[str, str] = {}
"""Queries of dashboards that find no series, each with its reason. There are none: counters start at 0."""
SUBSCRIBER = {
    "code": "watcher",
    "name": "Đăng ký đất đai",
    "url": "https://registry.invalid/congbo",
    "secret_name": "watcher",
    "active": False,
}
WITHOUT_MORE_WORDS = {"migrate", "roles", "topics", "status", "verify", "rebuild", "openapi"}
SLOWNESS = {"CongboPropagationFastBurn", "CongboPropagationSlowBurn", "CongboHighLatency"}
"""Alerts that may rightly fire on a slow machine."""
MEASURED_WITHIN = 180.0  # seconds; pushers measure every 30


@pytest.fixture(scope="module")
def launcher() -> Iterator[Launcher]:
    need_kafka()
    with run_launcher() as started:
        yield started


def occupy(sockets: ExitStack, ports: list[int]) -> None:
    """Listens on the ports as another server would; a port that is already taken is left alone."""
    for port in ports:
        listener = sockets.enter_context(socket.socket())
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            continue
        listener.listen()


def test_two_started_at_once_take_other_ports_and_ctrl_c_stops_the_one_without_a_trace(launcher: Launcher) -> None:
    """The other one is killed while it loads."""
    with ExitStack() as sockets:
        occupy(sockets, [*PORTS.values()][:2])
        first = launcher.suite("up", "--bus", "kafka")
        first.wait_for_output("starting Apache Kafka")  # it has its ports, and nothing listens on them yet
        demo = launcher.suite("demo")
        for command in (first, demo):
            command.wait_for_output("ready after")
        assert demo.interrupt(signal.SIGINT) == 128 + signal.SIGINT
        assert "stopping on SIGINT" in demo.printed
        assert "Traceback" not in demo.printed
        assert list((launcher.home / "demo").iterdir()) == []
        first.wait_for_output("demo dataset:")
        first.interrupt(signal.SIGKILL)
    assert not (launcher.home / "up-kafka" / "loaded").exists()


@dataclass
class Up:
    launched: LaunchedCommand
    urls: dict[str, str]


@pytest.fixture(scope="module")
def up(launcher: Launcher) -> Up:
    """Started immediately on the data of the one that was killed."""
    launched = launcher.suite("up", "--bus", "kafka")
    launched.wait_for_output("Ctrl-C stops all processes", LOADED_WITHIN)
    return Up(launched, dict(re.findall(r"^  (\w+) +(http://\S+)/docs$", launched.printed, re.MULTILINE)))


def test_one_killed_while_it_loads_is_continued_at_once_on_the_same_data_and_comes_to_the_same_totals(up: Up) -> None:
    assert_figures_match_brief(up.launched.printed)


def test_the_printed_token_opens_the_printed_addresses(up: Up) -> None:
    (token,) = re.findall(r"^TOKEN=(eyJ\S+)$", up.launched.printed, re.MULTILINE)
    report = f"{up.urls['reporting']}/v1/reports/annual"
    assert httpx.get(report, params={"year": 2023}, headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert httpx.get(f"{up.urls['procedures']}/v1/procedures", params={"limit": 3}).status_code == 200


def test_a_second_on_the_same_data_is_refused_and_does_the_first_no_harm(launcher: Launcher, up: Up) -> None:
    second = launcher.suite("up", "--bus", "kafka")
    assert second.wait_for_exit(30) == 1
    assert "another copy already runs" in second.printed
    assert "Traceback" not in second.printed
    assert up.launched.process.poll() is None


@pytest.fixture(scope="module")
def prometheus(up: Up) -> Iterator[Prometheus]:
    """Prometheus watches while a Decision is published and a webhook subscriber exists. Jobs are named as in the
    compose file."""
    need_prometheus()
    issuer = up.urls["issuer"]
    services = {name: url for name, url in up.urls.items() if name != "issuer"}
    jobs = {service.replace("_", "-"): [urlsplit(url).netloc] for service, url in services.items()}
    installation = Installation(services, issuer)
    headers = {"Authorization": f"Bearer {installation.token('subscribers.write')}"}
    httpx.post(f"{services['procedures']}/v1/webhook-subscribers", json=SUBSCRIBER, headers=headers).raise_for_status()
    with run_prometheus(jobs, RULES) as prometheus:
        prometheus.wait_for_series("congbo_subscriber_lag_events", MEASURED_WITHIN)
        run_journey(installation)
        time.sleep(3)  # two scrapes and an evaluation more
        yield prometheus


def test_every_query_of_every_dashboard_finds_a_series_once_a_decision_is_published(prometheus: Prometheus) -> None:
    unknown = set(WITHOUT_SERIES) - {query.expression for query in of_dashboards()}
    assert not unknown, "reasons for queries that are not there"
    empty = [query for query in of_dashboards() if not numbers(prometheus, query)]
    assert [query for query in empty if query.expression not in WITHOUT_SERIES] == []


def numbers(prometheus: Prometheus, query: Query) -> list[float]:
    """The values that Grafana could draw."""
    values = [float(series["value"][1]) for series in prometheus.series(query.expression)]
    return [value for value in values if value == value]  # noqa: PLR0124 - leaves out NaN


def test_the_rules_work_for_each_consumer_and_no_alert_fires_but_for_slowness(prometheus: Prometheus) -> None:
    working = [rule for group in prometheus.query("rules")["groups"] for rule in group["rules"]]
    assert len(working) == len(rules())
    assert [rule["name"] for rule in working if rule["health"] != "ok" or rule.get("lastError")] == []
    expected = {
        ("online_services", "procedures"),
        ("population_lookup", "procedures"),
        ("reporting", "procedures"),
        ("reporting", "online_services"),
        ("reporting", "population_lookup"),
    }
    for name in set(recorded()) - {"congbo:propagation:objective", "congbo:propagation:seconds"}:
        assert {
            (sample["metric"]["consumer"], sample["metric"]["source"]) for sample in prometheus.wait_for_series(name)
        } == expected, name
    firing = {alert["labels"]["alertname"] for alert in prometheus.query("alerts")["alerts"]}
    assert firing <= SLOWNESS


def test_a_service_that_dies_is_named_and_started_again(launcher: Launcher, up: Up) -> None:
    launcher.kill("-m reporting all")
    up.launched.wait_for_output("reporting ended by itself and is started again")
    deadline = time.monotonic() + RESTARTED_WITHIN
    while not is_ready(up.urls["reporting"]):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert up.launched.process.poll() is None


def test_postgresql_that_dies_is_started_again_and_the_services_go_on(launcher: Launcher, up: Up) -> None:
    launcher.kill("bin/postgres -D")
    up.launched.wait_for_output("postgresql ended by itself and is started again")
    deadline = time.monotonic() + RESTARTED_WITHIN
    while not all(is_ready(url) for name, url in up.urls.items() if name != "issuer"):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_the_printed_residents_can_be_looked_up(up: Up) -> None:
    lines = re.findall(r"^(TOKEN=\S+|  curl .*/v1/lookups .*)$", up.launched.printed, re.MULTILINE)
    done = subprocess.run(["/bin/sh", "-eu", "-c", "\n".join(lines)], capture_output=True, text=True, check=False)
    assert [response["matched"] for response in objects_in(done.stdout)] == [True] * 3, done.stderr


def test_what_is_printed_names_kafka_the_pages_and_the_folders(launcher: Launcher, up: Up) -> None:
    (kafka,) = re.findall(r"^  kafka +(\S+)$", up.launched.printed, re.MULTILINE)
    with socket.create_connection(kafka.split(":"), 5):
        pass
    (pages,) = re.findall(r"^  pages for people +(\S+)$", up.launched.printed, re.MULTILINE)
    assert httpx.get(pages).headers["Content-Type"].startswith("text/html")
    assert f"to begin anew:        Ctrl-C, then rm -r {launcher.home}/up-kafka" in up.launched.printed


def test_every_command_of_the_page_of_operations_works_as_it_is_typed(launcher: Launcher, up: Up) -> None:
    """The lines of the page after `make env`; the commands of its table that are typed without more words."""
    lines = re.findall(r"^ {4}(\S.*)$", (ROOT / "docs/operating.md").read_text(), re.MULTILINE)
    assert lines[0] == 'eval "$(make -s env SERVICE=procedures)"'
    typed(launcher, lines[0], *lines[1:])
    for service in SERVICES:
        commands = [name for name in commands_of(service_of(service)) if name in WITHOUT_MORE_WORDS]
        typed(
            launcher,
            f'eval "$(make -s env SERVICE={service})"',
            *(f"python -m {service} {name}" for name in commands),
            f"python -m {service} status | head -1 | grep .",
        )


def typed(launcher: Launcher, environment: str, *lines: str) -> None:
    """Types the lines into a shell, at the root of the clone."""
    of_this_bus = environment.replace(')"', ' BUS=kafka)"')
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", "\n".join([of_this_bus, *lines])],
        cwd=ROOT,
        env={**os.environ, "CONGBO_HOME": str(launcher.home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stdout + done.stderr


def test_a_service_that_dies_again_and_again_is_seen_and_ends_the_others(
    launcher: Launcher, up: Up, prometheus: Prometheus
) -> None:
    """Last of all."""
    deadline = time.monotonic() + ENDED_FOR_GOOD_WITHIN
    while up.launched.process.poll() is None and time.monotonic() < deadline:
        with suppress(ValueError):  # it has not been started again yet
            launcher.kill("-m reporting all")
        time.sleep(0.2)
    assert up.launched.wait_for_exit(ENDED_WITHIN) == 1
    assert "reporting ended 5 times within 60 s and is not started again" in up.launched.printed
    assert "Traceback" not in up.launched.printed
    (gone,) = prometheus.wait_for_series('up{job="reporting"} == 0')
    assert gone["metric"]["instance"] == urlsplit(up.urls["reporting"]).netloc
    prometheus.wait_for_series('ALERTS{alertname="CongboProcessDown",job="reporting"}')
    launcher.wait_until_all_exited()
