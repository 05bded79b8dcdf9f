"""The manifests that the Helm chart renders, as Python objects."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.support.requirements import need_tools

CHART = Path(__file__).parents[2] / "deploy" / "k8s"
VALUES = {file.stem: file for file in sorted((CHART / "ci").glob("*.yaml"))}
Manifest = dict[str, Any]


def helm(*arguments: str) -> subprocess.CompletedProcess[str]:
    need_tools("helm")
    return subprocess.run(["helm", *arguments], capture_output=True, text=True, check=False)


def template(
    *values: str, release: str = "congbo", namespace: str = "congbo", kubernetes: str = "1.33.0", **set_: Any
) -> str:
    """Renders the chart. `values` names files of its `ci/`; `set_` overrides them, with `__` for a dot."""
    files = [part for name in values for part in ("-f", str(VALUES[name]))]
    more = [
        part
        for name, value in set_.items()
        for part in ("--set-json", f"{name.replace('__', '.')}={json.dumps(value)}")
    ]
    done = helm("template", release, str(CHART), "-n", namespace, "--kube-version", kubernetes, *files, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rendered(*values: str, **set_: Any) -> list[Manifest]:
    return [manifest for manifest in yaml.safe_load_all(template(*values, **set_)) if manifest]


def of_kind(manifests: Iterable[Manifest], *kinds: str) -> list[Manifest]:
    return [manifest for manifest in manifests if manifest["kind"] in kinds]


def pod_specs(manifests: Iterable[Manifest]) -> Iterator[tuple[str, Manifest]]:
    """Name and specification of every pod, also of those that a Deployment, Job or CronJob makes."""
    for manifest in manifests:
        if manifest["kind"] == "Pod":
            yield manifest["metadata"]["name"], manifest["spec"]
        elif "template" in manifest.get("spec", {}) and manifest["kind"] in ("Deployment", "Job"):
            yield manifest["metadata"]["name"], manifest["spec"]["template"]["spec"]
        elif manifest["kind"] == "CronJob":
            yield manifest["metadata"]["name"], manifest["spec"]["jobTemplate"]["spec"]["template"]["spec"]
