"""What some tests need of the machine. A test is skipped, with the reason, if something is missing; it fails instead if
CONGBO_MUST names what is missing."""

import os
import shutil
import subprocess
from functools import cache

import pytest


def only_in_full_run(reason: str) -> pytest.MarkDecorator:
    """Runs a test only with FULL=1: with all of these, the tests would take too long for everyday work."""
    return pytest.mark.skipif(os.environ.get("FULL") != "1", reason=f"runs with FULL=1: {reason}")


def require(requirement: str, missing: str | None) -> None:
    """Skips or fails the test if `missing` says why the requirement is not met."""
    if missing is None:
        return
    if requirement in os.environ.get("CONGBO_MUST", "").split():
        pytest.fail(f"{requirement} is required here: {missing}")
    pytest.skip(f"no {requirement}: {missing}")


def need_tools(*names: str) -> None:
    need_programs("helm", *names)


def need_programs(requirement: str, *names: str) -> None:
    absent = [name for name in names if shutil.which(name) is None]
    require(requirement, f"{', '.join(absent)} not installed" if absent else None)


def need_docker() -> None:
    """Images take minutes to build, so an everyday run leaves them out also where it could build them."""
    if os.environ.get("FULL") != "1" and "docker" not in os.environ.get("CONGBO_MUST", "").split():
        pytest.skip("runs with FULL=1 or CONGBO_MUST=docker: images are built and the suite runs in containers")
    require("docker", without_docker())


@cache
def without_docker() -> str | None:
    """Why containers cannot be built and run here, or None."""
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
    """Why there is no cluster to install on, or None. A cluster is used only if KUBECONFIG names it, so that nobody's
    own is used by accident."""
    if not os.environ.get("KUBECONFIG"):
        return "KUBECONFIG is not set"
    readyz = subprocess.run(
        ["kubectl", "get", "--raw", "/readyz", "--request-timeout=5s"], capture_output=True, check=False
    )
    return None if readyz.returncode == 0 else "the cluster of KUBECONFIG does not respond"
