"""Every query of a dashboard or a rule is PromQL, and asks for metrics and labels that there are."""

import json
import re

import pytest
from prometheus_client.metrics import MetricWrapperBase

from common import metrics
from tests.support.promql import (
    DASHBOARDS,
    RULES,
    Query,
    grouped_by,
    nodes,
    of_dashboards,
    of_rules,
    panels,
    recorded,
    selectors,
)

SCRAPED = {"job", "instance", "namespace"}
"""What a scraper adds."""
SUFFIXES: dict[str, dict[str, set[str]]] = {
    "histogram": {"_bucket": {"le"}, "_count": set(), "_sum": set()},
    "counter": {"_total": set()},
    "gauge": {"": set()},
}
QUERIES = [*of_dashboards(), *of_rules()]


def exposed() -> dict[str, set[str]]:
    """Labels of each series that processes expose."""
    declared = [each for each in vars(metrics).values() if isinstance(each, MetricWrapperBase)]
    series: dict[str, set[str]] = {"up": SCRAPED}
    for metric in declared:
        for suffix, more in SUFFIXES[str(metric._type)].items():
            series[metric._name + suffix] = {*metric._labelnames, *SCRAPED, *more}
    return series


def known() -> dict[str, set[str]]:
    return exposed() | {name: grouped_by(expression) for name, expression in recorded().items()}


def test_there_are_queries() -> None:
    assert len(DASHBOARDS) >= 2
    assert len(of_dashboards()) > 25
    assert len(of_rules()) > 15


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.where)
def test_a_query_is_promql_and_asks_for_what_there_is(query: Query) -> None:
    assert nodes(query.expression)
    kept = grouped_by(query.expression)
    for selector in selectors(query.expression):
        name = selector.name or ""
        labels = known().get(name)
        assert labels is not None, f"{name} is no metric"
        asked = {matcher.name for matcher in selector.matchers.matchers}
        assert asked <= labels, f"{name} has no {asked - labels}"
        if not name.startswith("congbo:"):  # recorded series are summed up already
            assert kept <= labels, f"{name} has no {kept - labels}"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.where)
def test_a_bound_that_a_query_names_is_one_of_the_histogram_s(query: Query) -> None:
    """A bound that is not there matches nothing, and an alert about nothing is silent."""
    for selector in selectors(query.expression):
        for bound in (matcher.value for matcher in selector.matchers.matchers if matcher.name == "le"):
            assert any(re.fullmatch(bound, str(float(each))) for each in metrics.FAST), bound


def test_every_metric_is_on_a_dashboard_and_every_recorded_series_is_asked_for() -> None:
    asked = {selector.name for query in of_dashboards() for selector in selectors(query.expression)}
    families = {re.sub(r"_(bucket|count|sum)$", "", name) for name in exposed()} - {"up"}
    assert {re.sub(r"_(bucket|count|sum)$", "", name or "") for name in asked} >= families
    by_rules = {selector.name for query in of_rules() for selector in selectors(query.expression)}
    assert set(recorded()) <= asked | by_rules


def test_a_legend_names_labels_that_the_query_keeps() -> None:
    for where, panel in panels():
        for target in panel["targets"]:
            named = set(re.findall(r"\{\{(\w+)\}\}", target["legendFormat"]))
            kept = grouped_by(target["expr"])
            for selector in selectors(target["expr"]):
                if (selector.name or "").startswith("congbo:"):
                    kept |= known()[selector.name or ""]
            assert named <= kept, where


def test_dashboards_are_told_apart_and_no_two_panels_lie_on_one_another() -> None:
    boards = [json.loads(file.read_text()) for file in DASHBOARDS]
    assert len({board["uid"] for board in boards}) == len({board["title"] for board in boards}) == len(boards)
    for board in boards:
        assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
        taken = [
            (panel["gridPos"]["x"] + x, panel["gridPos"]["y"] + y)
            for panel in board["panels"]
            for x in range(panel["gridPos"]["w"])
            for y in range(panel["gridPos"]["h"])
        ]
        assert len(taken) == len(set(taken)), board["title"]
        assert max(x for x, _ in taken) < 24, board["title"]


def test_rules_that_look_alike_are_told_apart() -> None:
    named = [query.where for query in of_rules()]
    assert len(named) == len(set(named)), RULES
