"""`docs/metrics.md`: every metric with its meaning, made from the one place that names them and compared with it.

CONGBO_WRITE_DOCS=1 pytest tests/contract/test_metrics_page.py    writes it anew
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
ONE_PLACE = ROOT / "libs" / "common" / "metrics.py"
HEAD = """\
# Metrics

What each process says at `/metrics`, on its API's port or on `HEALTH_PORT`. A scraper adds `job`, `instance` and, in a cluster, `namespace`.
All are named in one place, `libs/common/metrics.py`; [Observing](observing.md) tells what is made of them.

| metric | type | labels | meaning |
|---|---|---|---|
"""
MAKES = {"Counter", "Gauge", "Histogram", "Summary", "Info", "Enum"}


def declared() -> list[MetricWrapperBase]:
    return [each for each in vars(metrics).values() if isinstance(each, MetricWrapperBase)]


def name_of(metric: MetricWrapperBase) -> str:
    """As it is asked for: a counter's has its suffix."""
    return str(metric._name) + ("_total" if metric._type == "counter" else "")


def page() -> str:
    rows = sorted((name_of(each), each._type, each._labelnames, each._documentation) for each in declared())
    return HEAD + "".join(
        f"| `{name}` | {type} | {', '.join(f'`{label}`' for label in labels)} | {said} |\n"
        for name, type, labels, said in rows
    )


def test_the_page_is_what_the_code_says() -> None:
    if os.environ.get("CONGBO_WRITE_DOCS") == "1":
        PAGE.write_text(page())
    assert PAGE.read_text() == page()


def test_each_metric_says_what_it_means_and_is_one_of_the_suite_s() -> None:
    assert len(declared()) > 10
    for metric in declared():
        assert re.fullmatch(r"congbo_[a-z]+(_[a-z]+)*", metric._name)
        assert len(metric._documentation) > 20
        assert metric._documentation[0].isupper() or metric._documentation[0].isdigit(), metric._name


def made_in(file: Path) -> list[str]:
    """Metrics that a file makes, by whatever name it calls the library's classes."""
    tree = ast.parse(file.read_text())
    named = {
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
            (isinstance(call.func, ast.Name) and named.get(call.func.id) in MAKES)
            or (
                isinstance(call.func, ast.Attribute)
                and call.func.attr in MAKES
                and ast.unparse(call.func).startswith("prometheus_client")
            )
        )
    ]


def test_no_other_file_makes_a_metric() -> None:
    files = [file for folder in ("libs", "services") for file in (ROOT / folder).rglob("*.py")]
    assert len(made_in(ONE_PLACE)) == len(declared())
    assert [made for file in files if file != ONE_PLACE for made in made_in(file)] == []


PROGRAM = """
import prometheus_client, importlib
for name in ("procedures", "online_services", "population_lookup", "reporting"):
    importlib.import_module(f"{name}.app").service.api()
from common.metrics import registry
print(*sorted(metric.name for metric in registry.collect()))
print(*sorted(metric.name for metric in prometheus_client.REGISTRY.collect()))
"""


def test_what_processes_expose_is_what_the_one_place_names() -> None:
    """Asked in a process of its own, where no test has registered anything."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    ours, the_library_s = (set(line.split()) for line in done.stdout.splitlines())
    assert ours == {metric._name for metric in declared()}
    assert not {name for name in the_library_s if name.startswith("congbo")}
