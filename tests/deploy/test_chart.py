"""Checks the chart with the tools that operators use: helm, helm-unittest, the schemas of Kubernetes, promtool."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from common.metrics import FAST
from tests.support.promql import DASHBOARDS, rules
from tests.support.rendered import CHART, VALUES, helm, of_kind, pod_specs, rendered, template
from tests.support.requirements import need_tools

ROOT = Path(__file__).parents[2]
KUBERNETES = ("1.33", "1.37")
WITHOUT_SCHEMA = {
    "Cluster": 4,
    "KafkaTopic": 3,
    "KafkaUser": 4,
    "PodMonitor": 1,
    "PrometheusRule": 1,
    "ScaledObject": 3,
    "ServiceMonitor": 1,
    "TriggerAuthentication": 3,
}
"""The objects of everything.yaml by kind that have no schema here; test_cluster.py validates them by their
definitions."""
RULES = ROOT / "deploy/compose/rules.yaml"
RUNBOOKS = ROOT / "docs" / "runbooks"


@pytest.mark.parametrize("values", VALUES)
def test_helm_lint_finds_nothing(values: str) -> None:
    result = helm("lint", "--strict", str(CHART), "-f", str(VALUES[values]), "--kube-version", "1.33.0")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("kubernetes", KUBERNETES)
@pytest.mark.parametrize("values", VALUES)
def test_rendered_objects_are_valid_for_the_oldest_and_the_newest_kubernetes(
    values: str, kubernetes: str, tmp_path: Path
) -> None:
    file = tmp_path / "rendered.yaml"
    file.write_text(template(values, kubernetes=f"{kubernetes}.0"))
    command = [str(Path(sys.executable).parent / "kubernetes-validate"), "-k", kubernetes, "--strict", str(file)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    output = result.stdout + result.stderr
    assert result.returncode == 0, output
    unknown = Counter(re.findall(r"find schema for kind (\w+)", output))
    assert unknown == (WITHOUT_SCHEMA if values == "everything" else {})
    assert output.count("passed") + unknown.total() >= len(rendered(values))


@pytest.mark.parametrize("kubernetes", ["1.32.9", "1.38.0"])
def test_an_unsupported_kubernetes_is_refused(kubernetes: str) -> None:
    result = helm("template", str(CHART), "-f", str(VALUES["smallest"]), "--kube-version", kubernetes)
    assert "incompatible with Kubernetes" in result.stderr


def test_the_unit_tests_of_the_chart_pass() -> None:
    need_tools("untt")
    result = subprocess.run(["untt", "--strict", str(CHART)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-3000:]


def object_paths(schema: dict[str, Any], path: str = "") -> list[str]:
    """Returns the path of every object that lists its keys."""
    own = [path] if "properties" in schema and path else []
    return own + [
        below
        for key, value in schema.get("properties", {}).items()
        for below in object_paths(value, f"{path}.{key}".lstrip("."))
    ]


def test_an_unknown_key_is_refused_at_every_level() -> None:
    schema = json.loads((CHART / "values.schema.json").read_text())
    paths = [
        *object_paths(schema),
        "services.procedures.api",
        "services.reporting.consumer",
        "services.procedures.api.autoscaling",
    ]
    assert len(paths) > 25
    for path in paths:
        result = helm("template", str(CHART), "-f", str(VALUES["smallest"]), "--set", f"{path}.unknownKey=1")
        assert "additional properties 'unknownKey' not allowed" in result.stderr, path


def test_missing_required_values_are_named() -> None:
    result = helm("template", str(CHART))
    assert "/issuer/url" in result.stderr
    assert "/issuer/jwksUrl" in result.stderr


def test_the_readme_of_the_chart_matches_its_values() -> None:
    result = subprocess.run(
        [sys.executable, "deploy/chart_readme.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def test_every_pod_has_a_memory_limit_and_a_service_account() -> None:
    specs = dict(pod_specs(rendered("everything")))
    assert len(specs) == 15 + 4 + 5 + 4 + 1
    for name, spec in specs.items():
        (container,) = spec["containers"]
        assert container["resources"]["limits"]["memory"], name
        assert spec["serviceAccountName"].startswith("congbo-"), name


OTHER_OBJECTIVE = {"slo__propagation": {"seconds": 2.5, "objective": 0.95, "minSlowBatches": 5}}


def rules_of(**set_: Any) -> str:
    """Returns the specification of the chart's PrometheusRule as a file of rules."""
    monitoring: dict[str, Any] = {"monitoring__rules": True}
    (rule,) = of_kind(rendered("smallest", **monitoring, **set_), "PrometheusRule")
    text = template("smallest", **monitoring, **set_).partition("kind: PrometheusRule")[2].partition("\nspec:\n")[2]
    rules = dedent(text.partition("\n---")[0]).strip() + "\n"
    assert yaml.safe_load(rules) == rule["spec"]
    return rules


def test_the_rules_of_the_compose_file_are_the_defaults_of_the_chart() -> None:
    """CONGBO_WRITE_DOCS=1 rewrites the file."""
    head = (
        "# The rules of the chart with its default values. CONGBO_WRITE_DOCS=1 pytest tests/deploy/test_chart.py"
        " rewrites them.\n"
    )
    if os.environ.get("CONGBO_WRITE_DOCS") == "1":
        RULES.write_text(head + rules_of())
    assert RULES.read_text() == head + rules_of()


def promtool(folder: Path, rules: str, *command: str, test: str = "") -> subprocess.CompletedProcess[str]:
    need_tools("promtool")
    (folder / "rules.yaml").write_text(rules)
    if test:
        (folder / test).write_text((ROOT / "tests/deploy" / test).read_text())
    return subprocess.run(
        ["promtool", *command, test or "rules.yaml"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_promtool_accepts_the_rules(tmp_path: Path) -> None:
    result = promtool(tmp_path, RULES.read_text(), "check", "rules")
    assert result.returncode == 0, result.stderr


def test_alerts_fire_on_faults_and_only_then(tmp_path: Path) -> None:
    result = promtool(tmp_path, RULES.read_text(), "test", "rules", test="alerts.yaml")
    assert result.returncode == 0, result.stdout + result.stderr


def test_burn_rate_alerts_follow_the_objective_and_ignore_a_few_slow_batches(tmp_path: Path) -> None:
    result = promtool(tmp_path, RULES.read_text(), "test", "rules", test="burns.yaml")
    assert result.returncode == 0, result.stdout + result.stderr


def test_burn_rate_alerts_follow_another_objective_of_the_values(tmp_path: Path) -> None:
    result = promtool(tmp_path, rules_of(**OTHER_OBJECTIVE), "test", "rules", test="burns_other_objective.yaml")
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_seconds_of_an_objective_are_a_bound_of_the_histogram() -> None:
    """Durations between two bounds of a histogram cannot be counted."""
    schema = json.loads((CHART / "values.schema.json").read_text())
    seconds = schema["properties"]["slo"]["properties"]["propagation"]["properties"]["seconds"]["enum"]
    assert set(seconds) <= set(FAST)
    result = helm("template", str(CHART), "-f", str(VALUES["smallest"]), "--set", "slo.propagation.seconds=2")
    assert "/slo/propagation/seconds" in result.stderr


def test_every_alert_has_a_runbook_and_every_runbook_an_alert() -> None:
    alerts = {rule["alert"]: rule for rule in rules() if "alert" in rule}
    assert set(alerts) == {page.stem for page in RUNBOOKS.glob("Congbo*.md")}
    for name, rule in alerts.items():
        assert rule["annotations"]["runbook_url"] == f"docs/runbooks/{name}.md"
        assert rule["labels"]["severity"] in ("critical", "warning")
    tested = [
        test
        for file in ("alerts", "burns")
        for test in yaml.safe_load((ROOT / f"tests/deploy/{file}.yaml").read_text())["tests"]
    ]
    cases = [case for test in tested for case in test["alert_rule_test"]]
    assert {case["alertname"] for case in cases if case.get("exp_alerts")} == set(alerts)
    assert {case["alertname"] for case in cases if not case.get("exp_alerts")} == set(alerts)


def test_the_runbook_of_an_alert_has_the_prefix_of_the_values() -> None:
    (rule,) = of_kind(rendered("everything"), "PrometheusRule")
    pages = [
        alert["annotations"]["runbook_url"]
        for group in rule["spec"]["groups"]
        for alert in group["rules"]
        if "alert" in alert
    ]
    assert len(pages) > 10
    assert all(page.startswith("https://docs.example.vn/docs/runbooks/") for page in pages)


def test_every_dashboard_is_in_the_chart_unchanged() -> None:
    (config_map,) = (
        manifest
        for manifest in of_kind(rendered("everything"), "ConfigMap")
        if "grafana_dashboard" in manifest["metadata"]["labels"]
    )
    assert {name: json.loads(text) for name, text in config_map["data"].items()} == {
        file.name: json.loads(file.read_text()) for file in DASHBOARDS
    }
