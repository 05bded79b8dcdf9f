"""The chart by the tools that operators use: helm itself, helm-unittest, Kubernetes' own schemas, promtool."""

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
NOT_KUBERNETES_OWN = {
    "Cluster": 4,
    "KafkaTopic": 3,
    "KafkaUser": 4,
    "PodMonitor": 1,
    "PrometheusRule": 1,
    "ScaledObject": 3,
    "ServiceMonitor": 1,
    "TriggerAuthentication": 3,
}
"""What no schema is known for, in everything.yaml: a cluster with their definitions looks at them (test_cluster.py)."""
RULES = ROOT / "deploy/compose/rules.yaml"
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
        place
        for key, each in schema.get("properties", {}).items()
        for place in places_of(each, f"{path}.{key}".lstrip("."))
    ]


def test_an_unknown_key_is_refused_wherever_it_stands() -> None:
    schema = json.loads((CHART / "values.schema.json").read_text())
    places = [
        *places_of(schema),
        "services.procedures.api",
        "services.reporting.consumer",
        "services.procedures.api.autoscaling",
    ]
    assert len(places) > 25
    for place in places:
        done = helm("template", str(CHART), "-f", str(VALUES["smallest"]), "--set", f"{place}.unheardOf=1")
        assert "additional properties 'unheardOf' not allowed" in done.stderr, place


def test_what_must_be_given_is_asked_for() -> None:
    done = helm("template", str(CHART))
    assert "/issuer/url" in done.stderr
    assert "/issuer/jwksUrl" in done.stderr


def test_every_value_is_in_the_schema_and_the_readme_is_that_of_the_values() -> None:
    done = subprocess.run(
        [sys.executable, "deploy/chart_readme.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_no_two_pods_are_taken_for_one_another_and_each_is_limited() -> None:
    specs = dict(pod_specs(rendered("everything")))
    assert len(specs) == 12 + 4 + 5 + 4
    for name, spec in specs.items():
        (container,) = spec["containers"]
        assert container["resources"]["limits"]["memory"], name
        assert spec["serviceAccountName"].startswith("congbo-"), name


OTHERWISE = {"slo__propagation": {"seconds": 2.5, "objective": 0.95, "minSlowBatches": 5}}


def rules_of(**set_: Any) -> str:
    """The specification of the chart's PrometheusRule, as a file that Prometheus itself reads."""
    monitoring: dict[str, Any] = {"monitoring__rules": True}
    (rule,) = of_kind(rendered("smallest", **monitoring, **set_), "PrometheusRule")
    text = template("smallest", **monitoring, **set_).partition("kind: PrometheusRule")[2].partition("\nspec:\n")[2]
    rules = dedent(text.partition("\n---")[0]).strip() + "\n"
    assert yaml.safe_load(rules) == rule["spec"]
    return rules


def test_the_rules_of_the_compose_file_are_the_chart_s_by_its_defaults() -> None:
    """CONGBO_WRITE_DOCS=1 writes them anew."""
    head = (
        "# The chart's rules as its defaults make them. CONGBO_WRITE_DOCS=1 pytest tests/deploy/test_chart.py writes"
        " them anew.\n"
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
    done = promtool(tmp_path, RULES.read_text(), "check", "rules")
    assert done.returncode == 0, done.stderr


def test_the_alerts_sound_when_they_must_and_are_silent_when_all_is_well(tmp_path: Path) -> None:
    done = promtool(tmp_path, RULES.read_text(), "test", "rules", test="alerts.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_error_budget_burns_as_the_objective_says_and_a_few_slow_batches_wake_nobody(tmp_path: Path) -> None:
    done = promtool(tmp_path, RULES.read_text(), "test", "rules", test="burns.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_another_objective_is_that_of_the_values(tmp_path: Path) -> None:
    done = promtool(tmp_path, rules_of(**OTHERWISE), "test", "rules", test="burns_otherwise.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_objective_s_seconds_are_a_bound_of_the_histogram() -> None:
    """What lies between two bounds is not counted."""
    schema = json.loads((CHART / "values.schema.json").read_text())
    seconds = schema["properties"]["slo"]["properties"]["propagation"]["properties"]["seconds"]["enum"]
    assert set(seconds) <= set(FAST)
    done = helm("template", str(CHART), "-f", str(VALUES["smallest"]), "--set", "slo.propagation.seconds=2")
    assert "/slo/propagation/seconds" in done.stderr


def test_every_alert_has_its_page_and_every_page_its_alert() -> None:
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


def test_an_alert_s_page_is_where_the_values_say() -> None:
    (rule,) = of_kind(rendered("everything"), "PrometheusRule")
    pages = [
        each["annotations"]["runbook_url"]
        for group in rule["spec"]["groups"]
        for each in group["rules"]
        if "alert" in each
    ]
    assert len(pages) > 10
    assert all(page.startswith("https://docs.example.vn/docs/runbooks/") for page in pages)


def test_every_dashboard_is_in_the_chart_and_as_its_file_says() -> None:
    (found,) = (
        each
        for each in of_kind(rendered("everything"), "ConfigMap")
        if "grafana_dashboard" in each["metadata"]["labels"]
    )
    assert {name: json.loads(text) for name, text in found["data"].items()} == {
        file.name: json.loads(file.read_text()) for file in DASHBOARDS
    }
