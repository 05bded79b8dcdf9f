"""What some tests need of the machine: looked for, and loudly skipped where it is missing; CONGBO_MUST names what may
not be missing."""

import os
import shutil
import subprocess
from functools import cache

import pytest


def only_in_full_run(why: str) -> pytest.MarkDecorator:
    """Left to FULL=1: with all of these, the tests would take longer than whoever works waits."""
    return pytest.mark.skipif(os.environ.get("FULL") != "1", reason=f"FULL=1 has it: {why}")


def require(what: str, missing: str | None) -> None:
    if missing is None:
        return
    if what in os.environ.get("CONGBO_MUST", "").split():
        pytest.fail(f"{what} must be here: {missing}")
    pytest.skip(f"no {what}: {missing}")


def need_tools(*names: str) -> None:
    absent = [name for name in names if shutil.which(name) is None]
    require("helm", f"{', '.join(absent)} not installed" if absent else None)


def need_docker() -> None:
    require("docker", without_docker())


@cache
def without_docker() -> str | None:
    """Why nothing can be built and run in containers here, or None."""
    if shutil.which("docker") is None:
        return "docker is not installed"
    for command in (["docker", "info"], ["docker", "compose", "version"]):
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return f"`{' '.join(command)}` fails"
    return None


def need_cluster() -> None:
    need_tools("helm", "kubectl")
    require("cluster", without_cluster())


@cache
def without_cluster() -> str | None:
    """Why there is no cluster to install on, or None. One is used only where KUBECONFIG names it: nobody's own by
    accident."""
    if not os.environ.get("KUBECONFIG"):
        return "KUBECONFIG is not set"
    asked = subprocess.run(
        ["kubectl", "get", "--raw", "/readyz", "--request-timeout=5s"], capture_output=True, check=False
    )
    return None if asked.returncode == 0 else "the cluster of KUBECONFIG does not answer"
