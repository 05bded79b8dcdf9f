"""The queries of dashboards and rules, as text and as syntax trees."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import promql_parser
import yaml

ROOT = Path(__file__).parents[2]
DASHBOARDS = sorted((ROOT / "deploy/k8s/files/dashboards").glob("*.json"))
RULES = ROOT / "deploy/compose/rules.yaml"
"""The chart's rules, rendered with its defaults (tests/deploy/test_chart.py)."""


class Query(NamedTuple):
    where: str
    expression: str


def panels() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in DASHBOARDS:
        for panel in json.loads(file.read_text())["panels"]:
            yield f"{file.stem}: {panel['title']}", panel


def of_dashboards() -> list[Query]:
    return [
        Query(f"{where} {target['refId']}", target["expr"]) for where, panel in panels() for target in panel["targets"]
    ]


def rules(file: Path = RULES) -> list[dict[str, Any]]:
    return [rule for group in yaml.safe_load(file.read_text())["groups"] for rule in group["rules"]]


def of_rules() -> list[Query]:
    return [Query(rule.get("alert") or rule["record"], rule["expr"]) for rule in rules()]


def recorded() -> dict[str, str]:
    """Each series that a recording rule makes, with its expression."""
    return {rule["record"]: rule["expr"] for rule in rules() if "record" in rule}


def nodes(expression: str) -> list[Any]:
    """All nodes of an expression. Raises `ValueError` if it cannot be parsed."""
    visited: list[Any] = []
    promql_parser.walk(promql_parser.parse(expression), visited.append)
    return visited


def selectors(expression: str) -> list[promql_parser.VectorSelector]:
    return [node for node in nodes(expression) if isinstance(node, promql_parser.VectorSelector)]


def grouped_by(expression: str) -> set[str]:
    """Every label that an aggregation keeps."""
    modifiers = [node.modifier for node in nodes(expression) if isinstance(node, promql_parser.AggregateExpr)]
    return {label for modifier in modifiers if modifier is not None for label in modifier.labels}
