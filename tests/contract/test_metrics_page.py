"""`docs/metrics.md` lists every metric with its meaning. It is generated from the module that declares them.

CONGBO_WRITE_DOCS=1 pytest tests/contract/test_metrics_page.py    rewrites it
"""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

from prometheus_client.metrics import MetricWrapperBase

from common import metrics

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "metrics.md"
DECLARING_MODULE = ROOT / "libs" / "common" / "metrics.py"
HEAD = """\
# Metrics

What each process exposes at `/metrics`, on the port of its API or on `HEALTH_PORT`. A scraper adds `job`, `instance`
and, in a cluster, `namespace`. All are declared in one module, `libs/common/metrics.py`; [Observing](observing.md)
describes how they are used.

| metric | type | labels | meaning |
|---|---|---|---|
"""
METRIC_CLASSES = {"Counter", "Gauge", "Histogram", "Summary", "Info", "Enum"}


def declared() -> list[MetricWrapperBase]:
    return [value for value in vars(metrics).values() if isinstance(value, MetricWrapperBase)]


def name_of(metric: MetricWrapperBase) -> str:
    """Returns the name in queries: that of a counter has a suffix."""
    return str(metric._name) + ("_total" if metric._type == "counter" else "")


def page() -> str:
    rows = sorted((name_of(metric), metric._type, metric._labelnames, metric._documentation) for metric in declared())
    return HEAD + "".join(
        f"| `{name}` | {type} | {', '.join(f'`{label}`' for label in labels)} | {meaning} |\n"
        for name, type, labels, meaning in rows
    )


def test_the_page_matches_the_code() -> None:
    if os.environ.get("CONGBO_WRITE_DOCS") == "1":
        PAGE.write_text(page())
    assert PAGE.read_text() == page()


def test_each_metric_has_a_meaning_and_the_prefix_of_the_suite() -> None:
    assert len(declared()) > 10
    for metric in declared():
        assert re.fullmatch(r"congbo_[a-z]+(_[a-z]+)*", metric._name)
        assert len(metric._documentation) > 20
        assert metric._documentation[0].isupper() or metric._documentation[0].isdigit(), metric._name


def metrics_created_in(file: Path) -> list[str]:
    """Returns where a file creates metrics, under whatever names it imports the classes of the library."""
    tree = ast.parse(file.read_text())
    imported = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("prometheus_client")
        for alias in node.names
    }
    return [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and (
            (isinstance(call.func, ast.Name) and imported.get(call.func.id) in METRIC_CLASSES)
            or (
                isinstance(call.func, ast.Attribute)
                and call.func.attr in METRIC_CLASSES
                and ast.unparse(call.func).startswith("prometheus_client")
            )
        )
    ]


def test_no_other_file_creates_a_metric() -> None:
    files = [file for folder in ("libs", "services") for file in (ROOT / folder).rglob("*.py")]
    assert len(metrics_created_in(DECLARING_MODULE)) == len(declared())
    assert [place for file in files if file != DECLARING_MODULE for place in metrics_created_in(file)] == []


PROGRAM = """
import prometheus_client, importlib
for name in ("procedures", "online_services", "population_lookup", "reporting"):
    importlib.import_module(f"{name}.app").service.api()
from common.metrics import registry
print(*sorted(metric.name for metric in registry.collect()))
print(*sorted(metric.name for metric in prometheus_client.REGISTRY.collect()))
"""


def test_processes_expose_exactly_the_declared_metrics() -> None:
    """Runs in a process of its own, where no test has registered metrics."""
    result = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    exposed, default_registry = (set(line.split()) for line in result.stdout.splitlines())
    assert exposed == {metric._name for metric in declared()}
    assert not {name for name in default_registry if name.startswith("congbo")}
