"""Every query of a dashboard or a rule is valid PromQL and uses existing metrics and labels."""

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
"""The labels that a scraper adds."""
SUFFIXES: dict[str, dict[str, set[str]]] = {
    "histogram": {"_bucket": {"le"}, "_count": set(), "_sum": set()},
    "counter": {"_total": set()},
    "gauge": {"": set()},
}
QUERIES = [*of_dashboards(), *of_rules()]


def exposed() -> dict[str, set[str]]:
    """Returns the labels of each series that processes expose."""
    declared = [value for value in vars(metrics).values() if isinstance(value, MetricWrapperBase)]
    series: dict[str, set[str]] = {"up": SCRAPED}
    for metric in declared:
        for suffix, labels in SUFFIXES[str(metric._type)].items():
            series[metric._name + suffix] = {*metric._labelnames, *SCRAPED, *labels}
    return series


def labels_by_series() -> dict[str, set[str]]:
    return exposed() | {name: grouped_by(expression) for name, expression in recorded().items()}


def test_there_are_queries() -> None:
    assert len(DASHBOARDS) >= 2
    assert len(of_dashboards()) > 25
    assert len(of_rules()) > 15


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.where)
def test_a_query_is_promql_and_uses_existing_metrics_and_labels(query: Query) -> None:
    assert nodes(query.expression)
    kept = grouped_by(query.expression)
    for selector in selectors(query.expression):
        name = selector.name or ""
        labels = labels_by_series().get(name)
        assert labels is not None, f"{name} is not a metric"
        used = {matcher.name for matcher in selector.matchers.matchers}
        assert used <= labels, f"{name} has no {used - labels}"
        if not name.startswith("congbo:"):  # recorded series are aggregated already
            assert kept <= labels, f"{name} has no {kept - labels}"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.where)
def test_a_bound_in_a_query_is_one_of_the_histogram(query: Query) -> None:
    """A bound that does not exist matches no series, and an alert on no series never fires."""
    for selector in selectors(query.expression):
        for bound in (matcher.value for matcher in selector.matchers.matchers if matcher.name == "le"):
            assert any(re.fullmatch(bound, str(float(limit))) for limit in metrics.FAST), bound


def test_every_metric_is_on_a_dashboard_and_every_recorded_series_is_used() -> None:
    on_dashboards = {selector.name for query in of_dashboards() for selector in selectors(query.expression)}
    families = {re.sub(r"_(bucket|count|sum)$", "", name) for name in exposed()} - {"up"}
    assert {re.sub(r"_(bucket|count|sum)$", "", name or "") for name in on_dashboards} >= families
    in_rules = {selector.name for query in of_rules() for selector in selectors(query.expression)}
    assert set(recorded()) <= on_dashboards | in_rules


def test_a_legend_names_labels_that_the_query_keeps() -> None:
    for where, panel in panels():
        for target in panel["targets"]:
            named = set(re.findall(r"\{\{(\w+)\}\}", target["legendFormat"]))
            kept = grouped_by(target["expr"])
            for selector in selectors(target["expr"]):
                if (selector.name or "").startswith("congbo:"):
                    kept |= labels_by_series()[selector.name or ""]
            assert named <= kept, where


def test_dashboards_have_unique_names_and_no_two_panels_overlap() -> None:
    boards = [json.loads(file.read_text()) for file in DASHBOARDS]
    assert len({board["uid"] for board in boards}) == len({board["title"] for board in boards}) == len(boards)
    for board in boards:
        assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
        cells = [
            (panel["gridPos"]["x"] + x, panel["gridPos"]["y"] + y)
            for panel in board["panels"]
            for x in range(panel["gridPos"]["w"])
            for y in range(panel["gridPos"]["h"])
        ]
        assert len(cells) == len(set(cells)), board["title"]
        assert max(x for x, _ in cells) < 24, board["title"]


def test_rules_have_unique_names() -> None:
    names = [query.where for query in of_rules()]
    assert len(names) == len(set(names)), RULES
