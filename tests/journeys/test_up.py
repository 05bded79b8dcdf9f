"""`make up BUS=kafka` as whoever tries it: killed while it loads, started again, used, and under the eyes of a real
Prometheus: what a dashboard
asks for is there, and the rules that come with it work."""

import re
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import pytest

from suite.installation import Installation
from suite.stack import PORTS
from tests.support.broker import need_kafka
from tests.support.journey_run import run_journey
from tests.support.launched_suite import ENDED_WITHIN, LaunchedCommand, Launcher, run_launcher
from tests.support.prometheus import Prometheus, need_prometheus, run_prometheus
from tests.support.promql import RULES, Query, of_dashboards, recorded, rules
from tests.support.requirements import only_in_full_run
from tests.support.terminal_output import assert_figures_match_brief

pytestmark = [only_in_full_run("the suite on one machine over Kafka, a minute"), pytest.mark.timeout(600)]
LOADED_WITHIN = 120.0  # seconds; it takes 12 on an idle machine
CANNOT_HAVE_HAPPENED: dict[str, str] = {}
"""Queries of dashboards that are left without a series, each with its reason. There are none: what may happen is said
as 0 before."""
SUBSCRIBER = {
    "code": "watcher",
    "name": "Đăng ký đất đai",
    "url": "https://registry.invalid/congbo",
    "secret_name": "watcher",
    "active": False,
}
SLOWNESS = {"CongboPropagationFastBurn", "CongboPropagationSlowBurn", "CongboHighLatency"}
"""What a machine that is slow today may truly have to say."""
MEASURED_WITHIN = 60.0  # seconds; pushers measure every 30


@pytest.fixture(scope="module")
def made() -> Iterator[Launcher]:
    need_kafka()
    with run_launcher() as found:
        yield found


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


def test_two_started_at_once_take_other_ports_and_ctrl_c_stops_the_one_without_a_trace(made: Launcher) -> None:
    """The other is killed while it loads."""
    with ExitStack() as taken:
        occupy(taken, [*PORTS.values()][:2])
        first = made.suite("up", "--bus", "kafka")
        first.wait_for_output("starting Apache Kafka")  # it has its ports, and nothing listens on them yet
        demo = made.suite("demo")
        for one in (first, demo):
            one.wait_for_output("ready after")
        assert demo.interrupt(signal.SIGINT) == 128 + signal.SIGINT
        assert "stopping on SIGINT" in demo.printed
        assert "Traceback" not in demo.printed
        assert list((made.home / "demo").iterdir()) == []
        first.wait_for_output("demo dataset:")
        first.interrupt(signal.SIGKILL)
    assert not (made.home / "up-kafka" / "loaded").exists()


@dataclass
class Up:
    launched: LaunchedCommand
    urls: dict[str, str]


@pytest.fixture(scope="module")
def up(made: Launcher) -> Up:
    """On the data of the one that was killed, and at once."""
    launched = made.suite("up", "--bus", "kafka")
    launched.wait_for_output("Ctrl-C stops all processes", LOADED_WITHIN)
    return Up(launched, dict(re.findall(r"^  (\w+) +(http://\S+)/docs$", launched.printed, re.MULTILINE)))


def test_one_killed_while_it_loads_is_continued_at_once_on_the_same_data_and_comes_to_the_same_totals(up: Up) -> None:
    assert_figures_match_brief(up.launched.printed)


def test_the_printed_token_opens_the_printed_addresses(up: Up) -> None:
    (token,) = re.findall(r"^eyJ\S+$", up.launched.printed, re.MULTILINE)
    report = f"{up.urls['reporting']}/v1/reports/annual"
    assert httpx.get(report, params={"year": 2023}, headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert httpx.get(f"{up.urls['procedures']}/v1/procedures", params={"limit": 3}).status_code == 200


def test_a_second_on_the_same_data_is_refused_and_does_the_first_no_harm(made: Launcher, up: Up) -> None:
    second = made.suite("up", "--bus", "kafka")
    assert second.wait_for_exit(30) == 1
    assert "another copy already runs" in second.printed
    assert "Traceback" not in second.printed
    assert up.launched.process.poll() is None


@pytest.fixture(scope="module")
def prometheus(up: Up) -> Iterator[Prometheus]:
    """It watches while a Decision goes its way, and while somebody wants to be told. `job` as the compose file names
    it."""
    need_prometheus()
    issuer = up.urls["issuer"]
    services = {name: url for name, url in up.urls.items() if name != "issuer"}
    jobs = {service.replace("_", "-"): [urlsplit(url).netloc] for service, url in services.items()}
    place = Installation(services, issuer)
    headers = {"Authorization": f"Bearer {place.token('subscribers.write')}"}
    httpx.post(f"{services['procedures']}/v1/webhook-subscribers", json=SUBSCRIBER, headers=headers).raise_for_status()
    with run_prometheus(jobs, RULES) as made:
        made.wait_for_series("congbo_subscriber_lag_events", MEASURED_WITHIN)
        run_journey(place)
        time.sleep(3)  # two scrapes and an evaluation more
        yield made


def test_every_query_of_every_dashboard_finds_a_series_once_a_decision_went_its_way(prometheus: Prometheus) -> None:
    unknown = set(CANNOT_HAVE_HAPPENED) - {query.expression for query in of_dashboards()}
    assert not unknown, "reasons for queries that are not there"
    empty = [query for query in of_dashboards() if not numbers(prometheus, query)]
    assert [query for query in empty if query.expression not in CANNOT_HAVE_HAPPENED] == []


def numbers(prometheus: Prometheus, query: Query) -> list[float]:
    """Those that Grafana could draw."""
    found = [float(one["value"][1]) for one in prometheus.series(query.expression)]
    return [value for value in found if value == value]  # noqa: PLR0124 - it is no number where it is not itself


def test_the_rules_work_for_each_consumer_and_none_says_that_something_is_broken(prometheus: Prometheus) -> None:
    working = [rule for group in prometheus.query("rules")["groups"] for rule in group["rules"]]
    assert len(working) == len(rules())
    assert [rule["name"] for rule in working if rule["health"] != "ok" or rule.get("lastError")] == []
    heard = {
        ("online_services", "procedures"),
        ("population_lookup", "procedures"),
        ("reporting", "procedures"),
        ("reporting", "online_services"),
        ("reporting", "population_lookup"),
    }
    for name in set(recorded()) - {"congbo:propagation:objective", "congbo:propagation:seconds"}:
        assert {
            (one["metric"]["consumer"], one["metric"]["source"]) for one in prometheus.wait_for_series(name)
        } == heard, name
    sounding = {one["labels"]["alertname"] for one in prometheus.query("alerts")["alerts"]}
    assert sounding <= SLOWNESS


def test_a_service_that_dies_is_named_and_seen_and_takes_the_others_with_it(
    made: Launcher, up: Up, prometheus: Prometheus
) -> None:
    """Last of all."""
    made.kill("-m reporting all")
    assert up.launched.wait_for_exit(ENDED_WITHIN) == 1
    assert "reporting ended by itself" in up.launched.printed
    assert "Traceback" not in up.launched.printed
    (gone,) = prometheus.wait_for_series('up{job="reporting"} == 0')
    assert gone["metric"]["instance"] == urlsplit(up.urls["reporting"]).netloc
    prometheus.wait_for_series('ALERTS{alertname="CongboProcessDown",job="reporting"}')
    made.wait_until_all_exited()
