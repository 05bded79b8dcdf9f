"""Runs the containers of docker-compose.yml: one journey, then each container is killed, paused and disconnected while
Decisions are published."""

import shlex
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.test_readme import assert_published_and_arrived, script
from tests.support.compose_stack import ROOT, SUITE, ComposeStack, run_compose_stack
from tests.support.requirements import only_in_full_run
from tests.support.stack_checks import verify_all
from tests.support.steady_publishing import steady_publishing

FAULT_DURATION = 3.0  # seconds
pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def stack() -> Iterator[ComposeStack]:
    with run_compose_stack() as stack:
        yield stack


INSPECT = """id -u; awk '$2 == "/" {print substr($4, 1, 2)}' /proc/mounts; touch /tmp/x && echo writable"""
FAULTS = ("killed", "paused", "cut_off")


def test_the_journey_succeeds_and_every_service_verifies(stack: ComposeStack) -> None:
    output = stack.compose("--profile", "test", "run", "--rm", "journey").stdout
    assert "look-ups are refused" in output
    assert output.count("unbroken chain") == 3
    assert set(verify_all(stack)) == set(SUITE)


def test_the_commands_of_the_readme_work_on_a_machine_with_docker_alone(stack: ComposeStack, tmp_path: Path) -> None:
    """As the README and docs/deploying.md define `token` there; the registers are filled when `up --wait` returns."""
    compose = shlex.join(["docker", "compose", "--project-directory", str(ROOT), "-p", stack.project])
    definition = 'token() { docker compose exec -T issuer python -m suite token "$@"; }'
    assert " ".join((ROOT / "README.md").read_text().split()).count(definition) == 1
    assert definition in (ROOT / "docs/deploying.md").read_text()
    lines = script(stack.urls, definition.replace("docker compose", compose))
    assert_published_and_arrived(lines, tmp_path, **stack.environment)
    overdue = stack.compose("exec", "-T", "procedures-api", "python", "-m", "procedures", "status", check=False)
    assert overdue.returncode == 0, overdue.stdout


def test_containers_run_read_only_and_not_as_root(stack: ComposeStack) -> None:
    for name in stack.names():
        if name in ("postgres", "kafka"):
            continue
        output = stack.compose("exec", "-T", name, "sh", "-c", INSPECT).stdout
        assert output.split() == ["65532", "ro", "writable"], name


@only_in_full_run("every container is killed, paused and disconnected, five minutes")
def test_killed_paused_and_disconnected_containers_lose_and_duplicate_nothing(stack: ComposeStack) -> None:
    with steady_publishing(stack) as publishing:
        for fault in FAULTS:
            for name in stack.names():
                publishing.publish_more(2, within=300)
                with getattr(stack, fault)(name):
                    time.sleep(FAULT_DURATION)
        stack.wait_healthy()
        publishing.publish_more(3, within=300)
        print(f"{len(stack.names())} containers, each {', '.join(FAULTS)}")
