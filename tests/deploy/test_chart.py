"""The chart by the tools that operators use: helm itself, helm-unittest, Kubernetes' own schemas, promtool."""

import importlib
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.needs import need_tools
from tests.support.rendered import CHART, VALUES, helm, pod_specs, rendered, template

ROOT = Path(__file__).parents[2]
KUBERNETES = ("1.33", "1.37")
NOT_KUBERNETES_OWN = {
    "Cluster": 4, "KafkaTopic": 3, "KafkaUser": 4, "PodMonitor": 1, "PrometheusRule": 1, "ScaledObject": 3, "ServiceMonitor": 1,
    "TriggerAuthentication": 3,
}  # fmt: skip
"""What no schema is known for, in everything.yaml: a cluster with their definitions looks at them (test_cluster.py)."""
RULES = CHART / "files" / "rules.yaml"
RUNBOOKS = ROOT / "docs" / "runbooks"


@pytest.mark.parametrize("values", VALUES)
def test_helm_finds_nothing_to_say(values: str) -> None:
    done = helm("lint", "--strict", str(CHART), "-f", str(VALUES[values]), "--kube-version", "1.33.0")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kubernetes", KUBERNETES)
@pytest.mark.parametrize("values", VALUES)
def test_what_it_renders_fits_the_schemas_of_the_oldest_and_the_newest_kubernetes(
    values: str, kubernetes: str, tmp_path: Path
) -> None:
    file = tmp_path / "rendered.yaml"
    file.write_text(template(values, kubernetes=f"{kubernetes}.0"))
    command = [str(Path(sys.executable).parent / "kubernetes-validate"), "-k", kubernetes, "--strict", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    unknown = Counter(re.findall(r"find schema for kind (\w+)", said))
    assert unknown == (NOT_KUBERNETES_OWN if values == "everything" else {})
    assert said.count("passed") + unknown.total() >= len(rendered(values))


@pytest.mark.parametrize("kubernetes", ["1.32.9", "1.38.0"])
def test_another_kubernetes_is_refused(kubernetes: str) -> None:
    done = helm("template", str(CHART), "-f", str(VALUES["smallest"]), "--kube-version", kubernetes)
    assert "incompatible with Kubernetes" in done.stderr


def test_its_own_tests_pass() -> None:
    need_tools("untt")
    done = subprocess.run(["untt", "--strict", str(CHART)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def places_of(schema: dict[str, Any], path: str = "") -> list[str]:
    """Every object that lists its keys."""
    found = [path] if "properties" in schema and path else []
    return found + [
        place for key, each in schema.get("properties", {}).items() for place in places_of(each, f"{path}.{key}".lstrip("."))
    ]


def test_an_unknown_key_is_refused_wherever_it_stands() -> None:
    schema = json.loads((CHART / "values.schema.json").read_text())
    places = [*places_of(schema), "services.procedures.api", "services.reporting.consumer", "services.procedures.api.autoscaling"]
    assert len(places) > 25
    for place in places:
        done = helm("template", str(CHART), "-f", str(VALUES["smallest"]), "--set", f"{place}.unheardOf=1")
        assert "additional properties 'unheardOf' not allowed" in done.stderr, place


def test_what_must_be_given_is_asked_for() -> None:
    done = helm("template", str(CHART))
    assert "/issuer/url" in done.stderr
    assert "/issuer/jwksUrl" in done.stderr


def test_every_value_is_in_the_schema_and_the_readme_is_that_of_the_values() -> None:
    done = subprocess.run([sys.executable, "deploy/chart_readme.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_two_pods_are_taken_for_one_another_and_each_is_limited() -> None:
    specs = dict(pod_specs(rendered("everything")))
    assert len(specs) == 11 + 4 + 5
    for name, spec in specs.items():
        (container,) = spec["containers"]
        assert container["resources"]["limits"]["memory"], name
        assert spec["serviceAccountName"].startswith("congbo-"), name


def test_promtool_accepts_the_rules() -> None:
    need_tools("promtool")
    done = subprocess.run(["promtool", "check", "rules", str(RULES)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_alerts_sound_when_they_must_and_are_silent_when_all_is_well() -> None:
    need_tools("promtool")
    command = ["promtool", "test", "rules", str(ROOT / "tests/deploy/alerts.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_has_its_page_and_every_page_its_alert() -> None:
    alerts = {rule["alert"]: rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]}
    assert set(alerts) == {page.stem for page in RUNBOOKS.glob("*.md")}
    for name, rule in alerts.items():
        assert rule["annotations"]["runbook_url"] == f"docs/runbooks/{name}.md"
    tested = yaml.safe_load((ROOT / "tests/deploy/alerts.yaml").read_text())["tests"]
    assert {case["alertname"] for test in tested for case in test["alert_rule_test"] if case.get("exp_alerts")} == set(alerts)


def test_rules_and_dashboard_ask_only_for_metrics_that_there_are() -> None:
    importlib.import_module("procedures.gauges")
    from common.metrics import registry  # noqa: PLC0415 - after the service has added its own

    known = {
        name
        for metric in registry.collect()
        for name in (metric.name, f"{metric.name}_total", f"{metric.name}_bucket", f"{metric.name}_count")
    }
    for file in (RULES, CHART / "files/dashboards/congbo.json"):
        asked = set(re.findall(r"congbo_\w+", file.read_text()))
        assert asked
        assert asked <= known, asked - known
