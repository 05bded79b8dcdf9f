"""The demo under the eyes of a real Prometheus: what a dashboard asks for is there, and the rules that come with it work."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from suite.load import load_book, record_registers
from suite.settled import wait_until_settled
from suite.story import tell
from suite.town import Town
from tests.support.broker import need_kafka
from tests.support.carried import running
from tests.support.prometheus import Prometheus, need_prometheus, watching
from tests.support.promql import RULES, Query, of_dashboards, recorded, rules

pytestmark = pytest.mark.timeout(600)
CANNOT_HAVE_HAPPENED: dict[str, str] = {}
"""Queries of dashboards that the demo leaves without a series, each with its reason. There are none: what may happen is said as 0 before."""
SUBSCRIBER = {
    "code": "watcher",
    "name": "Đăng ký đất đai",
    "url": "https://registry.invalid/congbo",
    "secret_name": "watcher",
    "active": False,
}
SLOWNESS = {"CongboPropagationBurnsFast", "CongboPropagationBurnsSlow", "CongboSlow"}
"""What a machine that is slow today may truly have to say."""
MEASURED_WITHIN = 60.0  # seconds; pushers measure every 30


class Silent:
    def advance(self, label: str) -> None:
        """The demo shows a bar."""


@pytest.fixture(scope="module")
def watched() -> Iterator[tuple[Town, Prometheus]]:
    """Over Kafka, where there are relays, too; `job` as the compose file names it."""
    need_prometheus()
    need_kafka()
    with running("kafka", split=False) as town:
        jobs = {service.replace("_", "-"): [f"127.0.0.1:{port}"] for service, port in town.ports.items() if service != "issuer"}
        with watching(jobs, RULES) as prometheus, ThreadPoolExecutor(1) as thread:
            thread.submit(demo, town).result()  # it runs loops of its own, and this thread has one
            yield town, prometheus


def demo(town: Town) -> None:
    """What `make demo` does, and somebody who wants to be told."""
    headers = {"Authorization": f"Bearer {town.token('subscribers.write')}"}
    httpx.post(f"{town.urls['procedures']}/v1/webhook-subscribers", json=SUBSCRIBER, headers=headers).raise_for_status()
    asyncio.run(record_registers(town))
    asyncio.run(load_book(town, Silent()))
    wait_until_settled(town)
    asyncio.run(tell(town))
    wait_until_settled(town)


def test_every_query_of_every_dashboard_finds_a_series_after_the_demo(watched: tuple[Town, Prometheus]) -> None:
    _, prometheus = watched
    prometheus.until("congbo_subscriber_lag", MEASURED_WITHIN)
    time.sleep(3)  # two scrapes and an evaluation more
    unknown = set(CANNOT_HAVE_HAPPENED) - {query.expression for query in of_dashboards()}
    assert not unknown, "reasons for queries that are not there"
    empty = [query for query in of_dashboards() if not numbers(prometheus, query)]
    assert [query for query in empty if query.expression not in CANNOT_HAVE_HAPPENED] == []


def numbers(prometheus: Prometheus, query: Query) -> list[float]:
    """Those that Grafana could draw."""
    found = [float(one["value"][1]) for one in prometheus.series(query.expression)]
    return [value for value in found if value == value]  # noqa: PLR0124 - it is no number where it is not itself


def test_the_rules_work_for_each_consumer_and_none_says_that_something_is_broken(watched: tuple[Town, Prometheus]) -> None:
    _, prometheus = watched
    working = [rule for group in prometheus.ask("rules")["groups"] for rule in group["rules"]]
    assert len(working) == len(rules())
    assert [rule["name"] for rule in working if rule["health"] != "ok" or rule.get("lastError")] == []
    heard = {("online_services", "procedures"), ("population_lookup", "procedures"), ("reporting", "procedures"),
             ("reporting", "online_services"), ("reporting", "population_lookup")}  # fmt: skip
    for name in set(recorded()) - {"congbo:propagation:objective", "congbo:propagation:seconds"}:
        assert {(one["metric"]["consumer"], one["metric"]["source"]) for one in prometheus.until(name)} == heard, name
    sounding = {one["labels"]["alertname"] for one in prometheus.ask("alerts")["alerts"]}
    assert sounding <= SLOWNESS


def test_a_process_that_is_gone_is_seen(watched: tuple[Town, Prometheus]) -> None:
    """Last of all, since it takes one away."""
    town, prometheus = watched
    town.processes["reporting"].crash()
    (gone,) = prometheus.until('up{job="reporting"} == 0')
    assert gone["metric"]["instance"] == f"127.0.0.1:{town.ports['reporting']}"
    prometheus.until('ALERTS{alertname="CongboGone",job="reporting"}')
