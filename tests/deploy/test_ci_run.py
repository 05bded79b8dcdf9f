"""`.ci/run` with commands that do nothing but note how they were called, or fail."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OLDEST_POSTGRESQL = Path("/usr/lib/postgresql/15/bin/postgres")
COMMAND = """#!/bin/sh
line="$(basename "$0") $*"
echo "$line" >>"$CALLS"
case "$line" in *"$FAILING"*) echo "failure of $line"; exit "$STATUS" ;; esac
"""
TOOLS_FOR_CONTAINERS = ("kubernetes-here", "docker-here", "stand-in-images")
RECORDED_KILL = '() { echo "kill $*" >>"$CALLS"; builtin kill "$@"; }'
FETCHING_PACKAGES = ("apt-get", "sudo", "install", "rm")
PARTS = (
    "make check",
    "make test FULL=1 EXCEPT=tests/deploy",
    "make fuzz SECONDS=60",
    "make bench TINY=1",
    "make clients",
    "python deploy/audit.py",
    pytest.param(
        "test_database_guards.py",
        marks=pytest.mark.skipif(not OLDEST_POSTGRESQL.exists(), reason="PostgreSQL 15 is not installed"),
    ),
    "python -m pytest -q tests/deploy",
)


def run_ci(
    folder: Path, failing: str = "nothing", status: int = 1, tools: tuple[str, ...] = ()
) -> tuple[int, str, list[str]]:
    """The exit status of a run in which a command fails, its output, and the commands that were called."""
    commands, project = folder / "commands", folder / "project"
    beside = [folder / "shared/tools" / name for name in tools]
    names = ("make", "docker", "renice", *FETCHING_PACKAGES)
    for file in (*(commands / name for name in names), *beside, project / ".venv/bin/python"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(COMMAND)
        file.chmod(0o755)
    script = project / ".ci/run"
    script.parent.mkdir()
    script.write_text((ROOT / ".ci/run").read_text())
    calls = folder / "calls"
    environment = {
        **os.environ,
        "PATH": f"{commands}:{os.environ['PATH']}",
        "CALLS": str(calls),
        "FAILING": failing,
        "STATUS": str(status),
        "BASH_FUNC_kill%%": RECORDED_KILL,
    }
    result = subprocess.run(["bash", script], env=environment, capture_output=True, text=True, check=False, timeout=60)
    return result.returncode, result.stdout + result.stderr, calls.read_text().splitlines()


def test_every_part_runs_once(tmp_path: Path) -> None:
    status, output, calls = run_ci(tmp_path)
    assert status == 0, output
    for part in (part for part in PARTS if isinstance(part, str)):
        assert [call for call in calls if call.startswith(part)] == [part]
        assert part.startswith("python") or f"\n{part}\n" in (ROOT / ".ci/run").read_text()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_fails_fails_the_run_and_its_output_is_shown(tmp_path: Path, part: str) -> None:
    status, output, _ = run_ci(tmp_path, part)
    assert status != 0
    assert "failure of " in output
    assert part in output


def test_packages_that_could_not_be_audited_do_not_fail_the_run(tmp_path: Path) -> None:
    assert run_ci(tmp_path, "deploy/audit.py", 2)[0] == 0


def test_the_cluster_is_stopped_at_the_end_and_no_process_is_killed_that_has_ended(tmp_path: Path) -> None:
    status, output, calls = run_ci(tmp_path, tools=TOOLS_FOR_CONTAINERS)
    assert status == 0, output
    assert "kubernetes-here up" in calls
    last_tests = calls.index("python -m pytest -q tests/deploy")
    assert "kubernetes-here down" in calls[last_tests:]
    assert [call for call in calls if call.startswith("kill ")] == []


def test_a_cluster_that_cannot_be_built_is_left_out(tmp_path: Path) -> None:
    status, output, calls = run_ci(tmp_path, "kubernetes-here build", tools=TOOLS_FOR_CONTAINERS)
    assert status == 0, output
    assert "NO CLUSTER" in output
    assert "failure of kubernetes-here build" in output
    assert "kubernetes-here up" not in calls


def test_a_run_that_has_a_lower_priority_already_runs_every_part(tmp_path: Path) -> None:
    status, output, calls = run_ci(tmp_path, "renice")
    assert status == 0, output
    assert "make clients" in calls
